import type { E164 } from '@dialplane/phone-numbers';
import type { Forward, Target } from './forward';

/**
 * Finds forwards that send a call round: a way from `start` that comes back to a number on it. Undefined if there is
 * none.
 *
 * Every target counts, whoever is rung first and at whatever hours. Trunks lead out of our sight, so they do not. Of two
 * forwards for the same number, the later one holds.
 *
 * @returns the numbers of the loop in the order in which they are rung, ending with the one it began with
 */
export const findLoop = (forwards: readonly Forward[], start: E164): readonly E164[] | undefined => {
  const next = new Map(forwards.map((forward) => [forward.number, ringable(forward)]));
  const cleared = new Set<E164>();
  // A walk in depth, by hand: a chain of forwards may be longer than the stack is deep.
  const way: { readonly number: E164; readonly left: Iterator<E164> }[] = [];
  const onTheWay = new Set<E164>();
  const enter = (number: E164) => {
    onTheWay.add(number);
    way.push({ number, left: (next.get(number) ?? []).values() });
  };

  enter(start);
  for (let here = way.at(-1); here; here = way.at(-1)) {
    const { value: number, done } = here.left.next();
    if (done) {
      way.pop();
      onTheWay.delete(here.number);
      cleared.add(here.number);
    } else if (onTheWay.has(number)) {
      const numbers = way.map((step) => step.number);
      return [...numbers.slice(numbers.indexOf(number)), number];
    } else if (!cleared.has(number)) {
      enter(number);
    }
  }
  return undefined;
};

/** The phone numbers that a forward may ring. */
export const ringable = ({ targets, hours }: Forward): readonly E164[] =>
  [...targets, ...(hours?.outside ?? [])].flatMap((target: Target) =>
    target.kind === 'phone' ? [target.number] : [],
  );
