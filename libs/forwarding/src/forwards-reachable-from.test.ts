import type { E164 } from '@dialplane/phone-numbers';
import type { Forward } from './forward';
import { forwardsReachableFrom } from './forwards-reachable-from';
import { memoryForwards } from './memory-forwards';

const numbered = (last: number) => `+1206555010${last}` as E164;
const forward = (from: number, ...to: readonly number[]): Forward => ({
  number: numbered(from),
  targets: to.map((last) => ({ kind: 'phone', number: numbered(last) })),
  callerId: 'dialled',
  atEnd: 'apology',
});

it.each`
  shape                      | forwards                                         | reachable
  ${'nothing'}               | ${[]}                                            | ${[]}
  ${'a chain'}               | ${[forward(2, 3), forward(3, 4), forward(5, 6)]} | ${[2, 3]}
  ${'a fork'}                | ${[forward(2, 4), forward(9, 4), forward(4, 7)]} | ${[2, 9, 4]}
  ${'a loop further on'}     | ${[forward(2, 3), forward(3, 2)]}                | ${[2, 3]}
  ${'a loop back to itself'} | ${[forward(2, 1), forward(1, 8)]}                | ${[2]}
`(
  'finds the forwards $reachable from a forward that rings 2 and 9: $shape',
  async ({ forwards, reachable }) => {
    const store = memoryForwards(forwards);
    const looked: E164[] = [];
    const found = await forwardsReachableFrom(forward(1, 2, 9), async (number) => {
      looked.push(number);
      return store.find(number);
    });

    expect(found.map(({ number }) => number)).toEqual(reachable.map(numbered));
    expect(new Set(looked).size).toBe(looked.length); // each once
  },
);

it('includes the targets outside the hours', async () => {
  const store = memoryForwards([forward(2, 3)]);
  const atNight: Forward = {
    ...forward(1),
    hours: { zone: 'UTC', weekly: [], outside: [{ kind: 'phone', number: numbered(2) }] },
  };

  expect((await forwardsReachableFrom(atNight, store.find)).map(({ number }) => number)).toEqual([
    numbered(2),
  ]);
});

it.each([0, 1, 2, 5])('looks up %i forwards of a chain if that is the limit', async (most) => {
  const { find } = memoryForwards([1, 2, 3, 4, 5, 6, 7].map((n) => forward(n, n + 1)));
  const looked: E164[] = [];
  const found = await forwardsReachableFrom(
    forward(0, 1),
    (number) => (looked.push(number), find(number)),
    most,
  );

  expect(looked).toHaveLength(most);
  expect(found).toHaveLength(most);
});
