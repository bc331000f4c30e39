import {
  advance,
  type RemovalDestination,
  isStuck,
  isInProgress,
  type Operation,
  removeForward,
} from '@dialplane/forwarding-control';
import {
  type ChimeApplication,
  isRuleOf,
  type ProviderNumber,
  type Routing,
  routingOf,
} from '@dialplane/number-routing';
import type { E164 } from '@dialplane/phone-numbers';
import { moveOrThrow } from './move-or-throw';
import { describeFailure, backOffSeconds, retry, applyAgain, confirmAbsence } from './retry';
import { existingOrigin } from './existing-origin';
import type { ApplicationPorts } from './application-ports';

const what = 'return a number from the application';

/** After this many failures to move a number back, it is attached to nothing instead. */
const maxFailures = 2;

/** The name in the audit trail. */
const by = 'chime-provisioner';

/**
 * Removes the forward of a number and moves the number back to its origin; or attaches it to nothing, if the origin is not
 * known or cannot be reached.
 * @throws if even that is not possible, or time is up
 */
export const returnNumber = async (
  ports: ApplicationPorts,
  number: E164,
): Promise<'returned' | 'unassigned' | 'gone'> => {
  await removeForwardOf(ports, number);
  const { control, wait } = ports;
  const look = () => confirmAbsence(wait, () => retry(wait, what, () => control.provider.find(number)));
  const last = await control.operations.find(number);
  const back = last?.wanted.kind === 'removed' ? last.wanted.to : last?.origin;
  let seen = await look();
  // A rule without a forward, or a number that was left half way.
  if (seen && isStranded(seen, back, control.application)) {
    const { provider, application } = control;
    const nowhere = { kind: 'nothing', productType: seen.productType } as const;
    const wanted = back ? await existingOrigin(ports, back) : nowhere;
    await moveOrThrow(what, { provider, application, number, wanted, wait });
    seen = await look();
  }
  if (!seen) return 'gone';
  return isNowhere(seen, control.application) && last?.origin?.kind !== 'nothing' ? 'unassigned' : 'returned';
};

const isStranded = (
  seen: ProviderNumber,
  back: Routing | undefined,
  application: ChimeApplication,
): boolean =>
  seen.rule
    ? isRuleOf(seen.rule, application)
    : back !== undefined && back.kind !== 'nothing' && isNowhere(seen, application);

const isNowhere = (seen: ProviderNumber, application: ChimeApplication): boolean =>
  routingOf(seen, application).kind === 'nothing';

/** Removes the forward of a number, if it has one, and waits until that is done. */
const removeForwardOf = async (ports: ApplicationPorts, number: E164): Promise<void> => {
  const { control, wait, until } = ports;
  let to: RemovalDestination = { kind: 'origin' };
  let begun: Operation['id'] | undefined;
  let failed = 0;
  let because = 'it is being moved';
  for (const seconds of backOffSeconds()) {
    // An operation that is in progress has to end first.
    const last = await advance(control, number, until);
    if (last && last.id === begun && (last.status === 'restored' || isStuck(last))) {
      failed += 1;
      // One failure may be chance. Attaching it to nothing is always possible.
      if (failed >= maxFailures) to = nowhereAfter(to, last.lastError);
    }
    if (!isInProgress(last)) {
      const stored = await control.forwards.find(number);
      if (!stored) return;
      const asked = { number, to, expected: stored.version };
      const outcome = await removeForward(control, asked, { by, until });
      switch (outcome.kind) {
        case 'removed':
          return;
        case 'moving':
          begun = outcome.operation.id;
          break;
        case 'destination-required':
        case 'no-such-connector':
        case 'not-possible':
          to = nowhereAfter(to, outcome.kind === 'not-possible' ? outcome.because : outcome.kind);
          continue;
        case 'provider-failed':
          because = describeFailure(outcome.failure);
          if (outcome.failure.kind === 'permanent') throw new Error(`Cannot ${what}: ${because}`);
      }
    }
    if (!(await wait(seconds))) throw applyAgain(what, because);
  }
};

const nowhereAfter = (to: RemovalDestination, because = 'it was refused'): RemovalDestination => {
  if (to.kind === 'nowhere') throw new Error(`Cannot ${what}, even to nothing: ${because}`);
  return { kind: 'nowhere' };
};
