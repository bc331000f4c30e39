import type { ControlPlane } from '@dialplane/forwarding-control';
import type { EpochSeconds } from '@dialplane/basics';
import type { E164 } from '@dialplane/phone-numbers';
import type { ApplicationService } from './application-service';
import type { NumberMarket } from './number-market';
import { growing, insist, notYet, type TryWait, surely } from './patience';
import { returnNumber } from './return-number';

/** What undoing an application touches. */
export type ApplicationPorts = {
  readonly service: ApplicationService;
  readonly control: ControlPlane;
  readonly market: NumberMarket;
  readonly pause: TryWait;
  /** When to stop beginning new steps. */
  readonly until: EpochSeconds;
};

/** Numbers that came back from an application. */
export type Returned = {
  /** Where they were before they were forwarded. */
  readonly returned: readonly E164[];
  /** Nobody knows where they were, or it is gone: nobody answers them now. */
  readonly unassigned: readonly E164[];
};

/**
 * Sends every number that is forwarded to the application back to where it came from, until none is left. AWS deletes no
 * application that a rule sends calls to.
 * @throws if a number cannot be moved, or time is up
 */
export const returnNumbers = async (ports: ApplicationPorts): Promise<Returned> => {
  const returned = new Set<E164>();
  const unassigned = new Set<E164>();
  const seconds = growing();
  for (let first = true; ; first = false) {
    const numbers = await numbersLeft(ports);
    if (numbers.length === 0) return { returned: [...returned], unassigned: [...unassigned] };
    // Somebody may have forwarded one meanwhile, and the provider's list may lag.
    if (!first && !(await ports.pause(seconds.next().value)))
      throw notYet('return the numbers', 'some are still forwarded');
    for (const number of numbers) {
      const outcome = await returnNumber(ports, number);
      if (outcome === 'returned') returned.add(number);
      if (outcome === 'unassigned') unassigned.add(number);
    }
  }
};

/** Numbers with a rule of the application, and those that are about to have one. */
const numbersLeft = async ({ service, control, pause }: ApplicationPorts): Promise<readonly E164[]> => {
  const what = 'list the rules of the application';
  const withRule = await surely(pause, () =>
    insist(pause, what, () => service.numbersOf(control.application)),
  );
  const left = new Set(withRule);
  for (let after: E164 | undefined, more = true; more; more = after !== undefined) {
    const page = await control.forwards.list(after);
    page.forwards.forEach(({ number }) => left.add(number));
    after = page.next;
  }
  return [...left];
};
