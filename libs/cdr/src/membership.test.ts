import { epochSeconds, type EpochSeconds } from '@dialplane/basics';
import fc from 'fast-check';
import { type BillingWindow, nextWindow, windowEndingOn } from './billing-window';
import { membershipOf, readyAt } from './membership';
import { prefixesOf } from './prefixes';

const at = (moment: string) => epochSeconds(new Date(moment));
const window = (date: string, frequency: 'Daily' | 'Weekly' = 'Daily', zone = 'UTC'): BillingWindow => {
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
  expect(membershipOf(at(start), arrived && at(arrived), today)).toBe(membership);
});

it('is rated by exactly one of consecutive runs, at any arrival within the look-back', () => {
  const runs = Array.from({ length: 12 }).reduce<BillingWindow[]>(
    (all) => [...all, nextWindow(all.at(-1) ?? today)],
    [today],
  );
  const seconds = fc.integer({ min: today.start, max: today.start + 8 * 86_400 - 1 });
  const delay = fc.integer({ min: 0, max: 3 * 86_400 });
  fc.assert(
    fc.property(seconds, delay, (start, delay) => {
      const raters = runs.filter((run) =>
        ['in-time', 'late'].includes(
          membershipOf(start as EpochSeconds, (start + delay) as EpochSeconds, run),
        ),
      );

      expect(raters).toHaveLength(1);
    }),
  );
});

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
