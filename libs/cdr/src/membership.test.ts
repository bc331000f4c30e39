import { epochSeconds, type EpochSeconds } from '@dialplane/basics';
import fc from 'fast-check';
import {
  type BillingWindow,
  frequencies,
  type Frequency,
  nextWindow,
  previousWindow,
  windowEndingOn,
} from './billing-window';
import {
  firstListedDay,
  isLeftOut,
  lastListedDay,
  membershipOf,
  type Patience,
  patienceOf,
  readyAt,
} from './membership';
import { prefixesOf } from './prefixes';

const at = (moment: string) => epochSeconds(new Date(moment));
const window = (date: string, frequency: Frequency = 'Daily', zone = 'UTC'): BillingWindow => {
  const read = windowEndingOn(date, frequency, zone);
  if (!read.ok) throw new Error(`Cannot use ${date} in a test`);
  return read.value;
};
const today = window('2020-03-10');

it('is ready three hours after its end, or when the caller says', () => {
  expect(readyAt(today)).toBe(at('2020-03-11T03:00:00Z'));
  expect(readyAt(today, { lagSeconds: 60 })).toBe(at('2020-03-11T00:01:00Z'));
});

it.each`
  start                     | arrived                   | membership    | because
  ${'2020-03-10T00:00:00Z'} | ${undefined}              | ${'in-time'}  | ${'the first second counts'}
  ${'2020-03-10T23:59:59Z'} | ${undefined}              | ${'in-time'}  | ${'the last second counts'}
  ${'2020-03-11T00:00:00Z'} | ${undefined}              | ${'after'}    | ${'the end does not count'}
  ${'2020-03-09T23:59:59Z'} | ${undefined}              | ${'before'}   | ${'nobody knows when it arrived'}
  ${'2020-03-10T12:00:00Z'} | ${'2020-03-10T12:01:00Z'} | ${'in-time'}  | ${'it was there at once'}
  ${'2020-03-10T23:59:00Z'} | ${'2020-03-11T02:59:59Z'} | ${'in-time'}  | ${'the run waits three hours'}
  ${'2020-03-10T23:59:00Z'} | ${'2020-03-11T03:00:00Z'} | ${'too-late'} | ${'tomorrow it is late'}
  ${'2020-03-09T23:59:00Z'} | ${'2020-03-10T03:00:00Z'} | ${'late'}     | ${'yesterday it was too late'}
  ${'2020-03-09T23:59:00Z'} | ${'2020-03-10T02:59:59Z'} | ${'before'}   | ${'yesterday rated it'}
  ${'2020-03-07T00:00:00Z'} | ${'2020-03-10T12:00:00Z'} | ${'late'}     | ${'it is as old as the look-back'}
  ${'2020-03-06T23:59:59Z'} | ${'2020-03-10T12:00:00Z'} | ${'too-old'}  | ${'it is older than the look-back'}
  ${'2020-03-11T00:00:00Z'} | ${'2020-03-12T12:00:00Z'} | ${'after'}    | ${'tomorrow is not today'}
`('a call at $start that arrived at $arrived is $membership: $because', ({ start, arrived, membership }) => {
  expect(membershipOf(at(start), { arrivedAt: arrived && at(arrived) }, today)).toBe(membership);
});

const lag = { lagSeconds: 48 * 3_600 };

it.each`
  start                     | arrived                   | day             | patience                | membership         | because
  ${'2020-03-09T23:59:59Z'} | ${undefined}              | ${'2020-03-09'} | ${{}}                   | ${'before'}        | ${'yesterday found it'}
  ${'2020-03-09T23:59:59Z'} | ${undefined}              | ${'2020-03-10'} | ${{}}                   | ${'before'}        | ${'yesterday looked a day ahead'}
  ${'2020-03-09T23:59:59Z'} | ${undefined}              | ${'2020-03-11'} | ${{}}                   | ${'too-far-ahead'} | ${'yesterday looked only a day ahead'}
  ${'2020-03-09T23:59:59Z'} | ${undefined}              | ${'2020-03-11'} | ${{ lookAheadDays: 2 }} | ${'before'}        | ${'yesterday looked two days ahead'}
  ${'2020-02-09T23:59:59Z'} | ${undefined}              | ${'2020-03-10'} | ${{}}                   | ${'before'}        | ${'yesterday found it, and named it'}
  ${'2020-03-10T12:00:00Z'} | ${undefined}              | ${'2020-03-11'} | ${{}}                   | ${'in-time'}       | ${'it is found today'}
  ${'2020-03-11T00:00:00Z'} | ${undefined}              | ${'2020-03-11'} | ${{ lookBackDays: 0 }}  | ${'after'}         | ${'tomorrow finds it'}
  ${'2020-03-11T00:00:00Z'} | ${undefined}              | ${'2020-03-10'} | ${{ lookBackDays: 0 }}  | ${'too-old'}       | ${'tomorrow does not look back'}
  ${'2020-03-11T00:00:00Z'} | ${undefined}              | ${'2020-03-10'} | ${{ lookBackDays: 1 }}  | ${'after'}         | ${'tomorrow looks a day back'}
  ${'2020-03-09T23:59:00Z'} | ${'2020-03-10T02:59:59Z'} | ${'2020-03-10'} | ${{}}                   | ${'before'}        | ${'yesterday found it'}
  ${'2020-03-09T23:59:00Z'} | ${'2020-03-11T23:59:59Z'} | ${'2020-03-11'} | ${lag}                  | ${'too-far-ahead'} | ${'yesterday waited for two days, but looked only a day ahead'}
  ${'2020-03-09T23:59:00Z'} | ${'2020-03-10T03:00:00Z'} | ${'2020-03-11'} | ${{}}                   | ${'late'}          | ${'it is found today'}
  ${'2020-03-08T12:00:00Z'} | ${'2020-03-11T03:00:00Z'} | ${'2020-03-08'} | ${{}}                   | ${'too-late'}      | ${'tomorrow looks back to 8 March'}
  ${'2020-03-08T12:00:00Z'} | ${'2020-03-11T03:00:00Z'} | ${'2020-03-07'} | ${{}}                   | ${'too-old'}       | ${'tomorrow looks back only to 8 March'}
`(
  'a call at $start that arrived at $arrived under the day $day is $membership with $patience: $because',
  ({ start, arrived, day, patience, membership }) => {
    const stored = { arrivedAt: arrived && at(arrived), day: at(day) / 86_400 };

    expect(membershipOf(at(start), stored, today, patience)).toBe(membership);
  },
);

it('looks back three days only for records that can be late', () => {
  expect(patienceOf('modified')).toEqual({ lagSeconds: 10_800, lookBackDays: 3, lookAheadDays: 1 });
  expect(patienceOf('unknown')).toEqual({ lagSeconds: 10_800, lookBackDays: 0, lookAheadDays: 1 });
  expect(patienceOf('unknown', { lookBackDays: 2, lookAheadDays: 4 })).toMatchObject({
    lookBackDays: 2,
    lookAheadDays: 4,
  });
});

/** The consecutive windows around one. */
const around = (middle: BillingWindow, many: number): readonly BillingWindow[] => {
  let first = middle;
  for (let i = 0; i < many; i += 1) first = previousWindow(first);
  const all = [first];
  while (all.length <= 2 * many) all.push(nextWindow(all.at(-1) ?? first));
  return all;
};

it.each(
  frequencies.flatMap((frequency) =>
    ['UTC', 'America/New_York', 'Asia/Kathmandu'].map((zone) => ({ frequency, zone })),
  ),
)(
  'each record is rated, or named as left out, by exactly one $frequency run in $zone',
  ({ frequency, zone }) => {
    const middle = window('2020-03-31', frequency, zone);
    const runs = around(middle, 40);
    const days = (most: number) => fc.integer({ min: 0, max: most });
    const patience: fc.Arbitrary<Patience> = fc.record({
      lagSeconds: fc.constantFrom(0, 10_800, 50 * 3_600),
      lookBackDays: days(4),
      lookAheadDays: days(3),
    });
    // Most are stored as AWS does it: under the day on which they started, or the next one.
    const distance = fc.oneof(fc.constantFrom(0, 0, 1), fc.integer({ min: -9, max: 9 }));
    const start = fc.oneof(
      fc.integer({ min: middle.start, max: middle.end - 1 }),
      fc.constantFrom(middle.start, middle.end - 1),
    );
    const delay = fc.option(
      fc.oneof(fc.integer({ min: 0, max: 86_400 }), fc.integer({ min: 0, max: 14 * 86_400 })),
      {
        nil: undefined,
      },
    );
    const found = new Set<string>();
    fc.assert(
      fc.property(patience, start, distance, delay, (patience, start, distance, delay) => {
        const day = Math.floor(start / 86_400) + distance;
        const arrivedAt = delay === undefined ? undefined : ((start + delay) as EpochSeconds);
        const memberships = runs
          .filter(
            (run) => day >= firstListedDay(run.start, patience) && day <= lastListedDay(run.end, patience),
          )
          .map((run) => membershipOf(start as EpochSeconds, { arrivedAt, day }, run, patience));
        const decided = memberships.filter((one) => one === 'in-time' || one === 'late' || isLeftOut(one));
        for (const one of memberships) found.add(one);

        expect(decided).toHaveLength(1);
      }),
      { numRuns: 1_500 },
    );

    expect([...found].sort()).toEqual([
      'after',
      'before',
      'in-time',
      'late',
      'too-far-ahead',
      'too-late',
      'too-old',
    ]);
  },
);

it('lists the days of a window, the look-back and the look-ahead, an owner at a time', () => {
  expect(prefixesOf('voice-connector', ['aaa', 'bbb'], window('2020-03-01'), { lookBackDays: 1 })).toEqual([
    'Amazon-Chime-Voice-Connector-CDRs/json/aaa/2020/02/29/',
    'Amazon-Chime-Voice-Connector-CDRs/json/bbb/2020/02/29/',
    'Amazon-Chime-Voice-Connector-CDRs/json/aaa/2020/03/01/',
    'Amazon-Chime-Voice-Connector-CDRs/json/bbb/2020/03/01/',
    'Amazon-Chime-Voice-Connector-CDRs/json/aaa/2020/03/02/',
    'Amazon-Chime-Voice-Connector-CDRs/json/bbb/2020/03/02/',
  ]);
});

it('lists the UTC days of keys for a day of another time zone', () => {
  const days = prefixesOf('streaming', ['a'], window('2020-03-02', 'Daily', 'America/New_York'), {
    lookBackDays: 0,
    lookAheadDays: 0,
  });

  expect(days.map((prefix) => prefix.slice(-11))).toEqual(['2020/03/02/', '2020/03/03/']);
});
