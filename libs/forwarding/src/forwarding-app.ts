import type { Clock } from '@dialplane/basics';
import type { CallApp } from '@dialplane/call-control';
import { isE164, isEmergency } from '@dialplane/phone-numbers';
import { isDeepStrictEqual } from 'node:util';
import { decide } from './decide';
import { lastKnownGood, type LookupOptions } from './forward-lookup';
import type { StoredForward } from './forward';
import type { FindForward } from './forward-store';
import { lookUpOthers } from './loop-evidence';
import { loopWatch } from './loop-watch';

/** Writes one line of a log: a constant sentence, and fields. */
type Log = (message: string, fields?: Readonly<Record<string, unknown>>) => void;

/** The ports of the app. */
export type ForwardingPorts = {
  /** Looks up the forward of one number. May be slow, and may throw. */
  readonly find: FindForward;
  readonly now: Clock;
  readonly log: { readonly info: Log; readonly warn: Log; readonly error: Log };
  /** How to look up, and what to do while `find` fails. */
  readonly lookup?: LookupOptions;
  /** Whether the provider can ask a target to accept the call, as Chime can. @default false */
  readonly canConfirm?: boolean;
};

/**
 * The call app of forwarding, behind any provider: looks up what an arriving call needs, decides, and logs the decision (kinds of
 * steps, no numbers).
 */
export const forwardingApp = ({ find, now, log, lookup, canConfirm = false }: ForwardingPorts): CallApp => {
  const { lookUp, last } = lastKnownGood(find, lookup);
  const watch = loopWatch();
  const othersOf = (forward: StoredForward) =>
    lookUpOthers(forward, find, lookup?.wait ? { wait: lookup.wait } : {});

  const knownAbout = async (dialled: string) => {
    // An emergency call waits for no store, and short numbers have no forward.
    if (isEmergency(dialled) || !isE164(dialled)) return { forward: undefined, others: [] };
    // The forward has rarely changed since the last call, so the targets of that one are looked up at the same time.
    const expected = last(dialled);
    const early = expected && othersOf(expected);
    const found = await lookUp(dialled);
    if (found.kind === 'failed') log.error('Could not look up a forward', { error: found.error });
    if (found.kind !== 'found') return { forward: undefined, others: [] };
    const { forward, source, attempts } = found;
    if (source !== 'store')
      log.warn('Used a forward that is not from the store', { source, error: found.error });
    // A store that is slow or fails already gets no more look-ups: the caller is waiting.
    if (source !== 'store' || attempts > 1) return { forward, others: [] };
    const others = await (early && isDeepStrictEqual(forward, expected) ? early : othersOf(forward));
    return { forward, others };
  };

  return async (event) => {
    const { forward, others } =
      event.kind === 'arrival' ? await knownAbout(event.dialled) : { forward: undefined, others: [] };
    const verdict =
      event.kind === 'arrival' && forward
        ? watch({ ...event, id: event.call.id, showsDialled: forward.callerId === 'dialled' }, now())
        : 'none';
    if (verdict === 'loop')
      log.warn('A call came back to a number that forwarded it', { call: event.call.id });
    const decision = decide(event, forward, now(), { others, verdict, canConfirm });
    const steps = decision.steps === 'carry-on' ? decision.steps : decision.steps.map(({ kind }) => kind);
    log.info('Decided a call event', { call: event.call.id, event: event.kind, steps });
    return decision;
  };
};
