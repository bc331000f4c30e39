import type { CallApp } from '@dialplane/call-control';
import { decide, type FindForward, lastKnownGood, type LookupOptions } from '@dialplane/forwarding';
import type { Clock } from '@dialplane/basics';
import type { Logger } from '@dialplane/lambda-runtime';
import { isE164, isEmergency } from '@dialplane/phone-numbers';

/** Everything the app asks of the outside world. */
export type Ports = {
  /** Looks up the forward of one number. May be slow, and may throw. */
  readonly find: FindForward;
  readonly now: Clock;
  readonly log: Logger;
  /** What to do while `find` fails. */
  readonly lookup?: LookupOptions;
};

/** Looks up the forward that an arriving call needs, decides, and says so in the log: in kinds, not in numbers. */
export const forwardingSma = ({ find, now, log, lookup }: Ports): CallApp => {
  const lookUp = lastKnownGood(find, lookup);

  const forwardOf = async (dialled: string) => {
    // An emergency call waits for no store, and short numbers have no forward.
    if (isEmergency(dialled) || !isE164(dialled)) return undefined;
    const found = await lookUp(dialled);
    if (found.kind === 'failed') log.error('Could not look up a forward', { error: found.error });
    if (found.kind !== 'found') return undefined;
    if (found.source !== 'store')
      log.warn('Went by another forward than the store has', { source: found.source, error: found.error });
    return found.forward;
  };

  return async (event) => {
    const forward = event.kind === 'arrival' ? await forwardOf(event.dialled) : undefined;
    const answer = decide(event, forward, now());
    const steps = answer.steps === 'carry-on' ? answer.steps : answer.steps.map(({ kind }) => kind);
    log.info('Answered a call event', { call: event.call.id, event: event.kind, steps });
    return answer;
  };
};
