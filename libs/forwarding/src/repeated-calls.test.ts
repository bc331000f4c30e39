import type { EpochSeconds } from '@dialplane/basics';
import { repeatedCalls } from './repeated-calls';

const at = (second: number) => second as EpochSeconds;
const call = (id: number | string, change: object = {}) => ({
  id: `call-${id}`,
  from: '+12065550199',
  dialled: '+12065550100',
  ...change,
});

it('reports the seventh call of a caller to a number within 30 seconds', () => {
  const isRepeated = repeatedCalls();

  expect([1, 2, 3, 4, 5, 6, 7, 8].map((n) => isRepeated(call(n), at(100 + n)))).toEqual([
    ...[false, false, false, false, false, false],
    ...[true, true],
  ]);
});

it('forgets calls after 30 seconds', () => {
  const isRepeated = repeatedCalls({ most: 1 });
  isRepeated(call(1), at(100));

  expect(isRepeated(call(2), at(129))).toBe(true);
  expect(isRepeated(call(3), at(159))).toBe(false);
});

it('counts a call once, even if its arrival is delivered again', () => {
  const isRepeated = repeatedCalls({ most: 1 });

  expect([isRepeated(call(1), at(100)), isRepeated(call(1), at(105))]).toEqual([false, false]);
});

it.each([{ from: '+12065550198' }, { dialled: '+12065550101' }])(
  'counts each caller and each number separately: %j',
  (other) => {
    const isRepeated = repeatedCalls({ most: 1 });
    isRepeated(call(1), at(100));

    expect(isRepeated(call(2, other), at(100))).toBe(false);
  },
);

it('does not count withheld callers, who may be different people', () => {
  const isRepeated = repeatedCalls({ most: 1 });

  expect([1, 2, 3].map((n) => isRepeated(call(n, { from: 'withheld' }), at(100)))).toEqual([
    false,
    false,
    false,
  ]);
});

it('remembers a limited number of callers', () => {
  const isRepeated = repeatedCalls({ most: 1 });
  isRepeated(call('first'), at(100));
  for (let n = 0; n < 10_000; n += 1) isRepeated(call(n, { from: `+1206${1_000_000 + n}` }), at(100));

  expect(isRepeated(call('second'), at(100))).toBe(false);
});
