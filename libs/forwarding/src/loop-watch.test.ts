import type { EpochSeconds } from '@dialplane/basics';
import { loopWatch, type WatchedCall } from './loop-watch';

const at = (second: number) => second as EpochSeconds;
const [company, office, other] = ['+12065550199', '+12065550100', '+12065550101'];
const call = (id: number | string, change: Partial<WatchedCall> = {}): WatchedCall => ({
  id: `call-${id}`,
  from: company,
  dialled: office,
  showsDialled: false,
  ...change,
});
/** Calls that arrive one after the other, and what becomes of them. */
const verdicts = (watch: ReturnType<typeof loopWatch>, count: number, change: Partial<WatchedCall> = {}) =>
  Array.from({ length: count }, (_, n) => watch(call(`${JSON.stringify(change)}${n}`, change), at(100)));

it('never takes many calls of one shown number for a loop, and marks every fourth', () => {
  const found = verdicts(loopWatch(), 100);

  expect(found.filter((verdict) => verdict === 'loop')).toEqual([]);
  expect(found.slice(0, 8)).toEqual(['none', 'none', 'none', 'mark', 'none', 'none', 'none', 'mark']);
});

it('marks nothing where the forward shows the dialled number anyway', () => {
  expect(new Set(verdicts(loopWatch(), 100, { showsDialled: true }))).toEqual(new Set(['none']));
});

it('marks every call to a number that has called itself', () => {
  const watch = loopWatch();
  watch(call('back', { from: office }), at(100));

  expect(verdicts(watch, 3)).toEqual(['mark', 'mark', 'mark']);
  expect(watch(call('later'), at(131))).toBe('none');
});

it('finds a loop where calls come from a number that our own calls show', () => {
  const watch = loopWatch();
  const found = Array.from({ length: 8 }, (_, lap) => {
    watch(call(`out-${lap}`, { dialled: office, showsDialled: true }), at(100 + lap));
    return watch(call(`back-${lap}`, { from: office, dialled: other }), at(100 + lap));
  });

  expect(found).toEqual(['none', 'none', 'none', 'mark', 'none', 'none', 'loop', 'loop']);
});

it('finds no loop where many calls come from one of our numbers, and no call of ours shows it', () => {
  expect(verdicts(loopWatch(), 100, { from: other })).not.toContain('loop');
});

it('forgets calls after 30 seconds', () => {
  const watch = loopWatch();
  for (let n = 0; n < 3; n += 1) watch(call(n), at(100));

  expect(watch(call('fourth'), at(131))).toBe('none');
});

it('gives a call whose arrival is delivered again the same answer, and counts it once', () => {
  const watch = loopWatch({ nth: 2 });

  expect([1, 1, 2, 2, 3].map((id) => watch(call(id), at(100)))).toEqual([
    'none',
    'none',
    'mark',
    'mark',
    'none',
  ]);
});

it.each([{ from: '+12065550198' }, { dialled: other }])(
  'counts each caller and each number separately: %j',
  (change) => {
    const watch = loopWatch({ nth: 2 });
    watch(call(1), at(100));

    expect(watch(call(2, change), at(100))).toBe('none');
  },
);

it('does not mark withheld callers, whose calls show the dialled number anyway', () => {
  expect(verdicts(loopWatch(), 8, { from: 'withheld' })).toEqual(Array.from({ length: 8 }, () => 'none'));
});

it('remembers a limited number of callers', () => {
  const watch = loopWatch({ nth: 2 });
  watch(call('first'), at(100));
  for (let n = 0; n < 10_000; n += 1) watch(call(n, { from: `+1206${1_000_000 + n}` }), at(100));

  expect(watch(call('second'), at(100))).toBe('none');
});

it.each`
  shows                            | change                    | calls | verdict
  ${'by the mark, every fourth'}   | ${{}}                     | ${24} | ${'loop'}
  ${'by the mark, but too few'}    | ${{}}                     | ${23} | ${'none'}
  ${'of withheld callers, always'} | ${{ from: 'withheld' }}   | ${6}  | ${'loop'}
  ${'by the forward, always'}      | ${{ showsDialled: true }} | ${6}  | ${'loop'}
`(
  'says $verdict for the seventh call from a number that $calls calls show, $shows',
  ({ change, calls, verdict }) => {
    const watch = loopWatch();
    verdicts(watch, calls, change);

    expect(verdicts(watch, 7, { from: office, dialled: other })[6]).toBe(verdict);
  },
);
