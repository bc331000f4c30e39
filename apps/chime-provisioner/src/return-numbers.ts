import type { E164 } from '@dialplane/phone-numbers';
import type { ApplicationPorts } from './application-ports';
import { applyAgain, backOffSeconds, confirmAbsence, retry } from './retry';
import { returnNumber } from './return-number';

/** Numbers that were moved away from an application. */
export type Returned = {
  /** Moved back to where they were before they were forwarded. */
  readonly returned: readonly E164[];
  /** Their origin is not known or no longer exists: they are attached to nothing now. */
  readonly unassigned: readonly E164[];
};

/**
 * Moves every number that is forwarded to the application back to its origin, until none is left. AWS does not delete an
 * application while a rule sends calls to it.
 * @throws if a number cannot be moved, or time is up
 */
export const returnNumbers = async (ports: ApplicationPorts): Promise<Returned> => {
  const returned = new Set<E164>();
  const unassigned = new Set<E164>();
  const seconds = backOffSeconds();
  for (let first = true; ; first = false) {
    const numbers = await numbersLeft(ports);
    if (numbers.length === 0) return { returned: [...returned], unassigned: [...unassigned] };
    // A number may have been forwarded in the meantime, and the provider's list may lag.
    if (!first && !(await ports.wait(seconds.next().value)))
      throw applyAgain('return the numbers', 'some are still forwarded');
    for (const number of numbers) {
      const outcome = await returnNumber(ports, number);
      if (outcome === 'returned') returned.add(number);
      if (outcome === 'unassigned') unassigned.add(number);
    }
  }
};

/** Numbers that have a rule of the application, or a forward and so may get one. */
const numbersLeft = async ({ service, control, wait }: ApplicationPorts): Promise<readonly E164[]> => {
  const what = 'list the rules of the application';
  const withRule = await confirmAbsence(wait, () =>
    retry(wait, what, () => service.numbersOf(control.application)),
  );
  const left = new Set(withRule);
  for (let after: E164 | undefined, more = true; more; more = after !== undefined) {
    const page = await control.forwards.list(after);
    page.forwards.forEach(({ number }) => left.add(number));
    after = page.next;
  }
  return [...left];
};
