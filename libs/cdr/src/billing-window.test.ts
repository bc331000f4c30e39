import { epochSeconds, type EpochSeconds } from '@dialplane/basics';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { type BillingWindow, frequencies, nextWindow, windowEndingOn } from './billing-window';
import { parseWindow, windowOfEvent } from './parse-window';

const at = (moment: string) => epochSeconds(new Date(moment));
const windowOf = (text: string, zone?: string): BillingWindow => {
  const window = parseWindow(text, zone);
  if (!window.ok) throw new Error(`Cannot use ${text} in a test: ${JSON.stringify(window.error)}`);
  return window.value;
};

it.each`
  text                    | zone                  | start                          | end                            | because
  ${'2020-01-31/Daily'}   | ${'UTC'}              | ${'2020-01-31T00:00:00Z'}      | ${'2020-02-01T00:00:00Z'}      | ${'the last day is included'}
  ${'2020-02-02/Weekly'}  | ${'UTC'}              | ${'2020-01-27T00:00:00Z'}      | ${'2020-02-03T00:00:00Z'}      | ${'a week has seven days'}
  ${'2020-01-31/Monthly'} | ${'UTC'}              | ${'2020-01-01T00:00:00Z'}      | ${'2020-02-01T00:00:00Z'}      | ${'it is the calendar month'}
  ${'2020-02-29/Monthly'} | ${'UTC'}              | ${'2020-02-01T00:00:00Z'}      | ${'2020-03-01T00:00:00Z'}      | ${'29 to 31 January are not rated again'}
  ${'2021-02-28/Monthly'} | ${'UTC'}              | ${'2021-02-01T00:00:00Z'}      | ${'2021-03-01T00:00:00Z'}      | ${'a year without a leap day'}
  ${'2020-04-30/Monthly'} | ${'UTC'}              | ${'2020-04-01T00:00:00Z'}      | ${'2020-05-01T00:00:00Z'}      | ${'31 March is not rated again'}
  ${'2020-01-15/Monthly'} | ${'UTC'}              | ${'2019-12-16T00:00:00Z'}      | ${'2020-01-16T00:00:00Z'}      | ${'a month of its own ends on the 15th'}
  ${'2021-03-27/Monthly'} | ${'UTC'}              | ${'2021-02-28T00:00:00Z'}      | ${'2021-03-28T00:00:00Z'}      | ${'the 27th is the last that every month has'}
  ${'2026-03-31/Monthly'} | ${'Europe/Berlin'}    | ${'2026-03-01T00:00:00+01:00'} | ${'2026-04-01T00:00:00+02:00'} | ${'clocks go forward in it'}
  ${'2026-10-25/Daily'}   | ${'America/New_York'} | ${'2026-10-25T00:00:00-04:00'} | ${'2026-10-26T00:00:00-04:00'} | ${'clocks go back in Europe, not here'}
  ${'2026-11-01/Daily'}   | ${'America/New_York'} | ${'2026-11-01T00:00:00-04:00'} | ${'2026-11-02T00:00:00-05:00'} | ${'the day has 25 hours'}
  ${'2022-09-11/Daily'}   | ${'America/Santiago'} | ${'2022-09-11T01:00:00-03:00'} | ${'2022-09-12T00:00:00-03:00'} | ${'its midnight is skipped'}
  ${'2011-12-30/Daily'}   | ${'Pacific/Apia'}     | ${'2011-12-31T00:00:00+14:00'} | ${'2011-12-31T00:00:00+14:00'} | ${'Samoa skipped the day'}
`('$text in $zone is [$start, $end): $because', ({ text, zone, start, end }) => {
  expect(windowOf(text, zone)).toMatchObject({ start: at(start), end: at(end), zone });
});

it.each`
  text                    | says
  ${'2020-01-31'}         | ${'must be a last day and one of Daily, Weekly, Monthly, such as 2020-01-31/Monthly, not "2020-01-31"'}
  ${'2020-01-31/Hourly'}  | ${'must be a last day and one of Daily, Weekly, Monthly, such as 2020-01-31/Monthly, not "2020-01-31/Hourly"'}
  ${'2020-1-31/Daily'}    | ${'must be a date of the calendar such as 2020-01-31, not "2020-1-31"'}
  ${'2021-02-29/Daily'}   | ${'must be a date of the calendar such as 2020-01-31, not "2021-02-29"'}
  ${'2020-02-28/Monthly'} | ${"must be 2020-02-29, the month's last day, or a day up to the 27th, not 2020-02-28"}
  ${'2021-01-30/Monthly'} | ${"must be 2021-01-31, the month's last day, or a day up to the 27th, not 2021-01-30"}
`('refuses $text', ({ text, says }) => {
  expect(parseWindow(text)).toMatchObject({ ok: false, error: [{ message: says }] });
});

it('refuses a zone that does not exist, and says the date is wrong too', () => {
  expect(windowEndingOn('2021-02-29', 'Daily', 'Europe/Atlantis')).toMatchObject({
    ok: false,
    error: [{ path: 'zone' }, { path: 'date' }],
  });
});

describe("the AWS sample's event", () => {
  const now = at('2020-02-01T01:00:00Z');

  it.each`
    event                                                                 | window                  | because
    ${{ year: '2020', month: '01', day: '31', job_frequency: 'Monthly' }} | ${'2020-01-31/Monthly'} | ${'all is said'}
    ${{ year: '2019', month: '6', day: '9', job_frequency: 'Weekly' }}    | ${'2019-06-09/Weekly'}  | ${'digits may be missing'}
    ${{}}                                                                 | ${'2020-01-31/Daily'}   | ${'yesterday is the default'}
    ${{ job_frequency: 'Monthly' }}                                       | ${'2020-01-31/Monthly'} | ${'the frequency alone is said'}
    ${{ day: '15' }}                                                      | ${'2020-01-15/Daily'}   | ${'the rest is of yesterday'}
    ${{ year: '2019' }}                                                   | ${'2019-01-31/Daily'}   | ${'the rest is of yesterday'}
  `('$event is $window: $because', ({ event, window }) => {
    expect(windowOfEvent(event, { now, frequency: 'Daily' })).toEqual({ ok: true, value: windowOf(window) });
  });

  it("takes yesterday in the window's time zone", () => {
    const zone = 'America/New_York'; // where it is still 31 January

    expect(windowOfEvent({}, { now, frequency: 'Daily', zone })).toEqual({
      ok: true,
      value: windowOf('2020-01-30/Daily', zone),
    });
  });

  it.each`
    moment                    | event                          | frequency    | zone                  | window                  | because
    ${'2026-12-01T03:10:00Z'} | ${{}}                          | ${'Monthly'} | ${'UTC'}              | ${'2026-11-30/Monthly'} | ${'it is the first of a month'}
    ${'2026-12-01T03:10:00Z'} | ${{}}                          | ${'Monthly'} | ${'America/New_York'} | ${undefined}            | ${'that is 30 November there'}
    ${'2026-12-02T01:00:00Z'} | ${{}}                          | ${'Monthly'} | ${'America/New_York'} | ${'2026-11-30/Monthly'} | ${'that is 1 December there'}
    ${'2026-12-02T01:00:00Z'} | ${{ month: '11', day: '15' }}  | ${'Monthly'} | ${'UTC'}              | ${'2026-11-15/Monthly'} | ${'the day is given'}
    ${'2026-12-02T01:00:00Z'} | ${{ job_frequency: 'Daily' }}  | ${'Monthly'} | ${'UTC'}              | ${'2026-12-01/Daily'}   | ${'a day may end whenever it does'}
    ${'2026-11-30T04:10:00Z'} | ${{}}                          | ${'Weekly'}  | ${'UTC'}              | ${'2026-11-29/Weekly'}  | ${'it is a Monday'}
    ${'2026-12-01T00:10:00Z'} | ${{}}                          | ${'Weekly'}  | ${'UTC'}              | ${undefined}            | ${'it is a Tuesday'}
    ${'2026-11-30T04:10:00Z'} | ${{ job_frequency: 'Weekly' }} | ${'Daily'}   | ${'UTC'}              | ${'2026-11-29/Weekly'}  | ${'it is a Monday'}
    ${'2026-12-01T00:10:00Z'} | ${{ month: '11', day: '25' }}  | ${'Weekly'}  | ${'UTC'}              | ${'2026-11-25/Weekly'}  | ${'the day is given'}
  `('at $moment in $zone, $event of a $frequency run is $window: $because', (row) => {
    const { moment, event, frequency, zone, window } = row;

    expect(windowOfEvent(event, { now: at(moment), frequency, zone })).toEqual(
      window === undefined
        ? { ok: false, error: [{ path: 'day', message: expect.stringMatching(/^must be given, because/) }] }
        : { ok: true, value: windowOf(window, zone) },
    );
  });

  it.each`
    frequency    | says
    ${'Monthly'} | ${'2026-12-01 is not the last day of its month: send the last day of the window, such as {"year":"2026","month":"11","day":"30","job_frequency":"Monthly"}'}
    ${'Weekly'}  | ${'2026-12-01 is not a Sunday: send the last day of the window, such as {"year":"2026","month":"11","day":"29","job_frequency":"Weekly"}'}
  `('says which day a late $frequency event should have', ({ frequency, says }) => {
    expect(windowOfEvent({}, { now: at('2026-12-02T01:00:00Z'), frequency })).toEqual({
      ok: false,
      error: [{ path: 'day', message: `must be given, because ${says}` }],
    });
  });

  it.each`
    event                           | frequency    | day
    ${{ year: '2020', month: '2' }} | ${'Monthly'} | ${'{"year":"2020","month":"02","day":"29","job_frequency":"Monthly"}'}
    ${{ month: '2' }}               | ${'Monthly'} | ${'{"year":"2020","month":"02","day":"29","job_frequency":"Monthly"}'}
    ${{ year: '2019' }}             | ${'Monthly'} | ${'{"year":"2019","month":"03","day":"31","job_frequency":"Monthly"}'}
    ${{ year: '2020', month: '2' }} | ${'Weekly'}  | ${'{"year":"2020","month":"02","day":"23","job_frequency":"Weekly"}'}
    ${{ month: '3' }}               | ${'Monthly'} | ${'{"year":"2020","month":"02","day":"29","job_frequency":"Monthly"}'}
    ${{ year: '2020' }}             | ${'Weekly'}  | ${'{"year":"2020","month":"03","day":"15","job_frequency":"Weekly"}'}
  `(
    'suggests the end of the month that the $frequency event $event asks for',
    ({ event, frequency, day }) => {
      expect(windowOfEvent(event, { now: at('2020-03-18T12:00:00Z'), frequency })).toEqual({
        ok: false,
        error: [{ path: 'day', message: expect.stringContaining(`such as ${day}`) }],
      });
    },
  );

  it('says which day an event should have whose date does not exist', () => {
    const inApril = { now: at('2020-03-31T12:00:00Z'), frequency: 'Monthly' } as const;

    expect(windowOfEvent({ month: '2' }, inApril)).toMatchObject({
      error: [
        {
          path: 'day',
          message: expect.stringMatching(
            /^must be given, because 2020-02-30 does not exist: .*"02","day":"29"/,
          ),
        },
      ],
    });
  });

  it('lists everything that is wrong', () => {
    const event = { year: '20', month: 'May', day: '', job_frequency: 'Hourly' };

    expect(windowOfEvent(event, { now, frequency: 'Daily' })).toEqual({
      ok: false,
      error: [
        { path: 'year', message: 'must be four digits such as "2020", not "20"' },
        { path: 'month', message: 'must be one or two digits such as "1", not "May"' },
        { path: 'day', message: 'must be one or two digits such as "31", not ""' },
        { path: 'job_frequency', message: 'must be Daily, Weekly, Monthly, not "Hourly"' },
      ],
    });
  });
});

// Zones that put their clocks by an hour, by half an hour, at midnight, in the south, over a whole day and never.
const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/St_Johns',
  'America/Santiago',
  'America/Asuncion',
  'America/Havana',
  'Asia/Kathmandu',
  'Asia/Beirut',
  'Africa/Cairo',
  'Atlantic/Azores',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Chatham',
  'Pacific/Kiritimati',
];

describe('in any zone, from any day on', () => {
  const day = fc.integer({ min: 0, max: 17 * 366 }).map((days) => DateTime.utc(2010, 1, 1).plus({ days }));
  const zone = fc.constantFrom(...zones);
  const firstWindow = fc
    .record({ day, zone, frequency: fc.constantFrom(...frequencies) })
    .map(({ day, zone, frequency }) => windowEndingOn(day.toFormat('yyyy-MM-dd'), frequency, zone))
    .filter((window) => window.ok)
    .map((window) => window.value);

  it('leaves no gap between consecutive windows, and no second in two of them', () => {
    fc.assert(
      fc.property(firstWindow, (first) => {
        let window = first;
        for (let count = 0; count < 14; count += 1) {
          const next = nextWindow(window);
          expect(next.start).toBe(window.end);
          expect(next.end).toBeGreaterThanOrEqual(next.start);
          window = next;
        }
      }),
    );
  });

  // From 2012 on: before, Newfoundland put its clocks back at 00:01, so that a wall showed a date, the one before, and it again.
  it('puts a second into the window of the day that a clock in the zone shows', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1_325_376_000, max: 1_790_000_000 }), zone, (second, zone) => {
        const date = DateTime.fromSeconds(second, { zone }).toISODate() ?? '';
        const { start, end } = windowOf(`${date}/Daily`, zone);

        expect(start <= second && second < end).toBe(true);
        expect(DateTime.fromSeconds(start - 1, { zone }).toISODate()).not.toBe(date);
        expect(DateTime.fromSeconds(end as EpochSeconds, { zone }).toISODate()).not.toBe(date);
      }),
    );
  });
});
