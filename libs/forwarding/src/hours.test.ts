import { epochSeconds, type EpochSeconds } from '@dialplane/basics';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import type { Hours, OpenRange, WallDate, WallTime, Weekday } from './forward';
import { isOpen } from './hours';
import { nextChange } from './next-change';

const at = (moment: string) => epochSeconds(new Date(moment));
const everyDay: Weekday[] = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const workdays = everyDay.slice(0, 5);
const berlin = (range: OpenRange, holidays: WallDate[] = []): Hours => ({
  zone: 'Europe/Berlin',
  weekly: [range],
  holidays,
});
const office = berlin({ days: workdays, from: '09:00', to: '17:00' });
const night = berlin({ days: ['friday'], from: '22:00', to: '02:00' });
const small = berlin({ days: ['sunday'], from: '02:00', to: '03:00' });

it.each`
  moment                         | hours                                                                         | open     | because
  ${'2026-03-02T08:00:00+01:00'} | ${office}                                                                     | ${false} | ${'it is an hour early'}
  ${'2026-03-02T09:00:00+01:00'} | ${office}                                                                     | ${true}  | ${'the first minute counts'}
  ${'2026-03-02T16:59:59+01:00'} | ${office}                                                                     | ${true}  | ${'the last second before the end counts'}
  ${'2026-03-02T17:00:00+01:00'} | ${office}                                                                     | ${false} | ${'the end does not count'}
  ${'2026-03-01T12:00:00+01:00'} | ${office}                                                                     | ${false} | ${'it is Sunday'}
  ${'2026-03-06T23:00:00+01:00'} | ${night}                                                                      | ${true}  | ${'Friday night began'}
  ${'2026-03-07T01:59:00+01:00'} | ${night}                                                                      | ${true}  | ${'Friday night goes on after midnight'}
  ${'2026-03-07T02:00:00+01:00'} | ${night}                                                                      | ${false} | ${'Friday night is over'}
  ${'2026-03-07T23:00:00+01:00'} | ${night}                                                                      | ${false} | ${'Saturday night is not listed'}
  ${'2026-12-25T12:00:00+01:00'} | ${berlin({ days: workdays, from: '09:00', to: '17:00' }, ['2026-12-25'])}     | ${false} | ${'it is a holiday'}
  ${'2026-12-24T23:30:00Z'}      | ${berlin({ days: everyDay, from: '00:00', to: '24:00' }, ['2026-12-25'])}     | ${false} | ${'the holiday began in Berlin'}
  ${'2026-12-26T01:00:00+01:00'} | ${berlin({ days: ['friday'], from: '22:00', to: '02:00' }, ['2026-12-25'])}   | ${false} | ${'no night starts on a holiday'}
  ${'2026-12-25T01:00:00+01:00'} | ${berlin({ days: ['thursday'], from: '22:00', to: '02:00' }, ['2026-12-25'])} | ${false} | ${'a holiday ends the night before'}
  ${'2026-10-25T02:30:00+02:00'} | ${small}                                                                      | ${true}  | ${'02:30 comes for the first time'}
  ${'2026-10-25T02:30:00+01:00'} | ${small}                                                                      | ${true}  | ${'02:30 comes for the second time'}
  ${'2026-03-29T00:59:59Z'}      | ${small}                                                                      | ${false} | ${'it is 01:59:59'}
  ${'2026-03-29T01:00:00Z'}      | ${small}                                                                      | ${false} | ${'the hour from 02:00 is skipped'}
`('at $moment open is $open: $because', ({ moment, hours, open }) => {
  expect(isOpen(hours, at(moment))).toBe(open);
});

// Zones whose clocks change by an hour, by half an hour, at midnight, in the south, by a day, and never.
const zones = [
  'Europe/Berlin',
  'America/New_York',
  'America/St_Johns',
  'America/Santiago',
  'America/Asuncion',
  'Asia/Kathmandu',
  'Asia/Tehran',
  'Asia/Beirut',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Atlantic/Azores',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Chatham',
  'Pacific/Kiritimati',
  'Antarctica/Troll',
  'UTC',
];
const begin = at('2010-01-01T00:00:00Z');
const week = 7 * 86_400;

/** When the clocks of a zone were put, as luxon knows it. */
const clockChanges = (zone: string): { zone: string; second: number }[] => {
  const offsetAt = (second: number) => DateTime.fromSeconds(second, { zone }).offset;
  return Array.from({ length: 52 * 17 }, (_, i) => begin + i * week).flatMap((start) => {
    if (offsetAt(start) === offsetAt(start + week)) return [];
    let [before, after] = [start, start + week];
    while (after - before > 1) {
      const middle = Math.floor((before + after) / 2);
      if (offsetAt(middle) === offsetAt(before)) before = middle;
      else after = middle;
    }
    return [{ zone, second: after }];
  });
};

const wallTime = fc
  .integer({ min: 0, max: 1440 })
  .map((m): WallTime => `${two(Math.floor(m / 60))}:${two(m % 60)}` as WallTime);
const range = fc
  .record({ days: fc.uniqueArray(fc.constantFrom(...everyDay)), from: wallTime, to: wallTime })
  .filter(({ from, to }) => from !== to);
const weekly = fc.array(range, { maxLength: 3 });
const changes = zones.flatMap(clockChanges);
const nearClockChange = fc
  .record({ change: fc.constantFrom(...changes), minutes: fc.integer({ min: -180, max: 180 }) })
  .map(({ change, minutes }) => ({ zone: change.zone, now: (change.second + minutes * 60) as EpochSeconds }));
const anywhen = fc.record({
  zone: fc.constantFrom(...zones),
  now: fc.integer({ min: begin, max: begin + 17 * 52 * week }).map((second) => second as EpochSeconds),
});
const hoursAndNow = fc
  .record({ weekly, when: fc.oneof(anywhen, nearClockChange), holidayIn: fc.integer({ min: -1, max: 1 }) })
  .map(({ weekly, when, holidayIn }) => {
    const wall = DateTime.fromSeconds(when.now, { zone: when.zone });
    const holiday = wall.plus({ days: holidayIn }).toISODate() as WallDate;
    return { hours: { zone: when.zone, weekly, holidays: holidayIn === 0 ? [] : [holiday] }, now: when.now };
  });

// Where it never opens, 400 days are searched, which takes most of the time. A row of the table below covers it.
const opensSometimes = hoursAndNow.filter(({ hours }) => hours.weekly.some(({ days }) => days.length > 0));

const two = (n: number) => String(n).padStart(2, '0');
const seconds = (time: string) => Number(time.slice(0, 2)) * 3600 + Number(time.slice(3)) * 60;

/** The same question, asked of luxon. */
const openByLuxon = ({ zone, weekly, holidays = [] }: Hours, now: EpochSeconds) => {
  const wall = DateTime.fromSeconds(now, { zone });
  const second = wall.hour * 3600 + wall.minute * 60 + wall.second;
  const date = DateTime.utc(wall.year, wall.month, wall.day);
  const runs = (day: DateTime, offset: number) =>
    !holidays.includes(day.toISODate() as WallDate) &&
    weekly.some(({ days, from, to }) => {
      const length = (seconds(to) - seconds(from) + 86_400) % 86_400 || 86_400;
      const since = second + offset - seconds(from);
      return days.includes(day.toFormat('cccc').toLowerCase() as Weekday) && since >= 0 && since < length;
    });
  return (
    !holidays.includes(date.toISODate() as WallDate) &&
    (runs(date, 0) || runs(date.minus({ days: 1 }), 86_400))
  );
};

describe('for any hours, in many zones, at any time and near daylight-saving changes', () => {
  it('agrees with luxon', () => {
    fc.assert(
      fc.property(hoursAndNow, ({ hours, now }) => {
        expect(isOpen(hours, now)).toBe(openByLuxon(hours, now));
      }),
      { numRuns: 2_000 },
    );
  });

  it('is the same until the next change, and the opposite afterwards', () => {
    fc.assert(
      fc.property(opensSometimes, fc.double({ min: 0, max: 1, noNaN: true }), ({ hours, now }, share) => {
        const change = nextChange(hours, now);
        const until = change ?? now + 30 * 86_400;
        const between = Math.floor(now + (until - 1 - now) * share) as EpochSeconds;
        expect(isOpen(hours, between)).toBe(isOpen(hours, now));
        expect(isOpen(hours, (until - 1) as EpochSeconds)).toBe(isOpen(hours, now));
        if (change) expect(isOpen(hours, change)).toBe(!isOpen(hours, now));
      }),
      { numRuns: 200 },
    );
  });
});

it.each`
  moment                    | hours                       | change                    | because
  ${'2026-03-06T15:00:00Z'} | ${office}                   | ${'2026-03-06T16:00:00Z'} | ${'it closes at 17:00'}
  ${'2026-03-06T16:00:00Z'} | ${office}                   | ${'2026-03-09T08:00:00Z'} | ${'it opens on Monday'}
  ${'2026-03-28T12:00:00Z'} | ${small}                    | ${'2026-04-05T00:00:00Z'} | ${'this week its hour is skipped'}
  ${'2026-10-25T00:30:00Z'} | ${small}                    | ${'2026-10-25T02:00:00Z'} | ${'its hour comes twice, at one go'}
  ${'2026-10-25T00:30:00Z'} | ${{ ...small, weekly: [] }} | ${undefined}              | ${'it never opens'}
  ${'2026-03-06T08:00:00Z'} | ${office}                   | ${'2026-03-06T16:00:00Z'} | ${'it has just opened'}
`('after $moment the next change is $change: $because', ({ moment, hours, change }) => {
  expect(nextChange(hours, at(moment))).toBe(change && at(change));
});

it('throws for an unknown time zone', () => {
  expect(() => isOpen({ ...office, zone: 'Europe/Atlantis' }, at('2026-03-02T08:00:00Z'))).toThrow(
    RangeError,
  );
});
