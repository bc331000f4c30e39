import type { E164 } from '@dialplane/phone-numbers';
import type { Forward, Target } from './forward';

/**
 * Finds a loop of forwards: a path from `start` that returns to a number on it. Undefined if there is none.
 *
 * Every target counts, in any order and at any hours. Trunks do not, because we cannot see where they lead. Of two forwards of
 * the same number, the later one counts.
 *
 * @returns the numbers of the loop in the order in which they are rung, ending with the first one again
 */
export const findLoop = (forwards: readonly Forward[], start: E164): readonly E164[] | undefined => {
  const next = new Map(forwards.map((forward) => [forward.number, ringable(forward)]));
  const cleared = new Set<E164>();
  // A depth-first search without recursion: a chain of forwards may be longer than the call stack.
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
