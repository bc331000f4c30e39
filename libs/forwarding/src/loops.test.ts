import type { E164 } from '@dialplane/phone-numbers';
import fc from 'fast-check';
import type { Forward } from './forward';
import { findLoop, ringable } from './loops';

const numberOf = (node: number) => `+1206${String(5_550_000 + node)}` as E164;
const forwardOf = (node: number, next: readonly number[], outside: readonly number[] = []): Forward => ({
  number: numberOf(node),
  targets: next.map((to) => ({ kind: 'phone', number: numberOf(to) })),
  ...(outside.length > 0
    ? {
        hours: {
          zone: 'UTC',
          weekly: [],
          outside: outside.map((to) => ({ kind: 'phone' as const, number: numberOf(to) })),
        },
      }
    : {}),
  callerId: 'dialled',
  atEnd: 'apology',
});

it.each`
  graph                                      | forwards                                                        | loop
  ${'nothing'}                               | ${[]}                                                           | ${undefined}
  ${'a forward to itself'}                   | ${[forwardOf(1, [1])]}                                          | ${[1, 1]}
  ${'two that forward to each other'}        | ${[forwardOf(1, [2]), forwardOf(2, [1])]}                       | ${[1, 2, 1]}
  ${'a loop by the second target'}           | ${[forwardOf(1, [9, 2]), forwardOf(2, [8, 1])]}                 | ${[1, 2, 1]}
  ${'a loop outside hours'}                  | ${[forwardOf(1, [9], [2]), forwardOf(2, [1])]}                  | ${[1, 2, 1]}
  ${'a loop further on'}                     | ${[forwardOf(1, [2]), forwardOf(2, [3]), forwardOf(3, [2])]}    | ${[2, 3, 2]}
  ${'a loop that no call from here reaches'} | ${[forwardOf(1, [4]), forwardOf(2, [3]), forwardOf(3, [2])]}    | ${undefined}
  ${'two ways to the same number'}           | ${[forwardOf(1, [2, 3]), forwardOf(2, [4]), forwardOf(3, [4])]} | ${undefined}
`('finds in $graph: $loop', ({ forwards, loop }) => {
  expect(findLoop(forwards, numberOf(1))).toEqual(loop?.map(numberOf));
});

it('follows a chain of 100,000 forwards', () => {
  const chain = Array.from({ length: 100_000 }, (_, i) => forwardOf(i, [i + 1]));

  expect(findLoop(chain, numberOf(0))).toBeUndefined();
  expect(findLoop([...chain, forwardOf(100_000, [0])], numberOf(0))).toHaveLength(100_002);
});

it('visits each number once, even if many paths lead to it', () => {
  const forks = Array.from({ length: 200 }, (_, i) => forwardOf(i, [i + 1, i + 1]));

  expect(findLoop(forks, numberOf(0))).toBeUndefined();
});

it('ignores trunks, since we cannot see where they lead', () => {
  const trunk = { kind: 'trunk', trunk: 'trunk-1', user: numberOf(1) } as const;

  expect(findLoop([{ ...forwardOf(1, []), targets: [trunk] }], numberOf(1))).toBeUndefined();
});

/** Removes numbers whose targets are all removed, until nothing changes; what remains has a loop (Kahn 1962). */
const hasLoopByRemoval = (forwards: readonly Forward[], start: E164): boolean => {
  const next = new Map(forwards.map((forward) => [forward.number, ringable(forward)]));
  const reached = new Set<E164>([start]);
  for (const number of reached) for (const to of next.get(number) ?? []) reached.add(to);

  const callers = new Map<E164, E164[]>();
  const open = new Map<E164, number>();
  for (const number of reached) {
    const onward = next.get(number) ?? [];
    open.set(number, onward.length);
    for (const to of onward) callers.set(to, [...(callers.get(to) ?? []), number]);
  }
  const done = [...reached].filter((number) => open.get(number) === 0);
  for (const number of done)
    for (const from of callers.get(number) ?? []) {
      open.set(from, (open.get(from) ?? 0) - 1);
      if (open.get(from) === 0) done.push(from);
    }
  return done.length < reached.size;
};

// Sizes and how many targets each has decide whether a loop is likely; the range has both. To run more:
// GRAPHS=100000 npx jest -c libs/forwarding/jest.config.cjs loops
const graphs = Number(process.env.GRAPHS ?? 500);

it(`finds a loop in exactly those of ${graphs} random graphs that have one`, () => {
  const seen = { loops: 0, none: 0 };
  const graph = fc.record({
    size: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 1_000 })),
    share: fc.integer({ min: 0, max: 20 }),
    seed: fc.integer({ min: 1 }),
  });
  fc.assert(
    fc.property(graph, ({ size, share, seed }) => {
      const forwards = randomForwards(size, share / 10, seed);
      const loop = findLoop(forwards, numberOf(0));

      expect(loop !== undefined).toBe(hasLoopByRemoval(forwards, numberOf(0)));
      if (loop) expect(isWalk(loop, forwards)).toBe(true);
      seen[loop ? 'loops' : 'none'] += 1;
    }),
    { numRuns: graphs },
  );
  expect(Math.min(seen.loops, seen.none)).toBeGreaterThan(graphs / 10);
}, 3_600_000);

/** `size` numbers, with `share` targets each on average, all of them drawn from a seed. */
const randomForwards = (size: number, share: number, seed: number): readonly Forward[] => {
  let state = seed;
  const below = (limit: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0; // Numerical Recipes' generator
    return Math.floor((state / 2 ** 32) * limit);
  };
  const some = (most: number) => Array.from({ length: below(most + 1) }, () => below(size));
  return Array.from({ length: size }, (_, node) =>
    below(10) < share * 5
      ? forwardOf(node, [below(size), ...some(1)], below(4) === 0 ? some(1) : [])
      : forwardOf(node, []),
  );
};

/** Whether each number of a loop forwards to the next one, and the last one is the first. */
const isWalk = (loop: readonly E164[], forwards: readonly Forward[]): boolean => {
  const next = new Map(forwards.map((forward) => [forward.number, ringable(forward)]));
  return (
    loop.length > 1 &&
    loop.at(0) === loop.at(-1) &&
    loop.slice(1).every((to, i) => next.get(loop[i] ?? to)?.includes(to))
  );
};
