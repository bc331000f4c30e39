import {
  advance,
  type Destination,
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
import { describeFailure, growing, insist, notYet, surely } from './patience';
import { placeStillThere } from './place-still-there';
import type { ApplicationPorts } from './return-numbers';

const what = 'return a number from the application';

/** How often a number may fail to come back before it is sent nowhere. */
const mostFailed = 2;

/** Who did it, in the audit trail. */
const by = 'chime-provisioner';

/**
 * Removes the forward of a number, and sees to it that the number is back where it came from; or nowhere, where that is not
 * known or there is no way.
 * @throws if there is no way even to nowhere, or time is up
 */
export const returnNumber = async (
  ports: ApplicationPorts,
  number: E164,
): Promise<'returned' | 'unassigned' | 'gone'> => {
  await removeItsForward(ports, number);
  const { control, pause } = ports;
  const look = () => surely(pause, () => insist(pause, what, () => control.provider.find(number)));
  const last = await control.operations.find(number);
  const back = last?.wanted.kind === 'removed' ? last.wanted.to : last?.origin;
  let seen = await look();
  // A rule that no forward stands behind, or a number that was lost sight of on its way.
  if (seen && isStranded(seen, back, control.application)) {
    const { provider, application } = control;
    const nowhere = { kind: 'nothing', productType: seen.productType } as const;
    const wanted = back ? await placeStillThere(ports, back) : nowhere;
    await moveOrThrow(what, { provider, application, number, wanted, pause });
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

const isNowhere = (seen: ProviderNumber, application: ChimeApplication): boolean => {
  const here = routingOf(seen, application);
  return here !== 'elsewhere' && here.kind === 'nothing';
};

/** Removes the forward of a number, if it has one, and stays with it until that is done. */
const removeItsForward = async (ports: ApplicationPorts, number: E164): Promise<void> => {
  const { control, pause, until } = ports;
  let to: Destination = { kind: 'origin' };
  let begun: Operation['id'] | undefined;
  let failed = 0;
  let because = 'it is on its way';
  for (const seconds of growing()) {
    // Whatever is under way has to end first, this way or that.
    const last = await advance(control, number, until);
    if (last && last.id === begun && (last.status === 'restored' || isStuck(last))) {
      failed += 1;
      // Once may be bad luck. Nowhere is the way that is always open.
      if (failed >= mostFailed) to = nowhereAfter(to, last.lastError);
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
    if (!(await pause(seconds))) throw notYet(what, because);
  }
};

const nowhereAfter = (to: Destination, because = 'it was refused'): Destination => {
  if (to.kind === 'nowhere') throw new Error(`Cannot ${what}, not even to nowhere: ${because}`);
  return { kind: 'nowhere' };
};
