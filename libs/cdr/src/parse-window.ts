import { type EpochSeconds, fail, type Issue, type Result } from '@dialplane/basics';
import { DateTime, IANAZone } from 'luxon';
import { type BillingWindow, frequencies, type Frequency, windowEndingOn } from './billing-window';

/** Reads a window as people write it: its last day and its frequency, as in `2020-01-31/Monthly`. */
export const parseWindow = (text: string, zone = 'UTC'): Result<BillingWindow, readonly Issue[]> => {
  const [date = '', frequency = '', ...rest] = text.split('/');
  if (rest.length > 0 || !isFrequency(frequency)) {
    return fail([
      {
        path: 'window',
        message: `must be a last day and one of ${frequencies.join(', ')}, such as 2020-01-31/Monthly, not "${text}"`,
      },
    ]);
  }
  return windowEndingOn(date, frequency, zone);
};

/**
 * What the AWS sample's function is invoked with, by schedule or by hand. All are text, and each may be left out; month
 * and day may have one digit.
 */
export type WindowEvent = {
  readonly year?: string;
  readonly month?: string;
  readonly day?: string;
  readonly job_frequency?: string;
};

/** What an event that leaves something out gets instead. */
export type WindowDefaults = {
  readonly now: EpochSeconds;
  readonly frequency: Frequency;
  /** @default UTC */
  readonly zone?: string;
};

/**
 * Reads the window of an event. The part of a date that it leaves out is yesterday's, in the zone. Without a day, a Monthly
 * window must be a calendar month and a Weekly one must end on Sunday, as those of a schedule do: yesterday by itself would be the
 * end of a window that the operator did not mean, if the event is sent late.
 */
export const windowOfEvent = (
  event: WindowEvent,
  { now, frequency, zone = 'UTC' }: WindowDefaults,
): Result<BillingWindow, readonly Issue[]> => {
  // With a zone that does not exist there is no yesterday; `windowEndingOn` says what is wrong with it.
  const known = IANAZone.isValidZone(zone) ? zone : 'UTC';
  const yesterday = DateTime.fromSeconds(now, { zone: known }).minus({ days: 1 });
  const asked = event.job_frequency ?? frequency;
  const parts = {
    year: event.year ?? yesterday.toFormat('yyyy'),
    month: event.month ?? yesterday.toFormat('MM'),
    day: event.day ?? yesterday.toFormat('dd'),
  };
  const issues = [
    ...notMatching('year', parts.year, /^\d{4}$/, 'four digits such as "2020"'),
    ...notMatching('month', parts.month, /^\d{1,2}$/, 'one or two digits such as "1"'),
    ...notMatching('day', parts.day, /^\d{1,2}$/, 'one or two digits such as "31"'),
    ...(isFrequency(asked)
      ? []
      : [{ path: 'job_frequency', message: mustBe(frequencies.join(', '), asked) }]),
  ];
  if (issues.length > 0 || !isFrequency(asked)) return fail(issues);
  const date = [parts.year, parts.month.padStart(2, '0'), parts.day.padStart(2, '0')].join('-');
  const window = windowEndingOn(date, asked, zone);
  const lastDay = DateTime.fromISO(date, { zone: 'UTC' });
  const endOfMonth = DateTime.fromISO(date.slice(0, 7), { zone: 'UTC' }).endOf('month').startOf('day');
  if (event.day !== undefined || known !== zone || !endOfMonth.isValid) return window;
  if (lastDay.isValid && lastEndUpTo(lastDay, asked).equals(lastDay)) return window;
  // An event with a year or a month asks for the last window of that month that is over.
  const asksForMonth = event.year !== undefined || event.month !== undefined;
  const latest = DateTime.min(
    asksForMonth ? endOfMonth : lastDay,
    DateTime.fromISO(yesterday.toFormat('yyyy-MM-dd'), { zone: 'UTC' }),
  );
  const whyNot = !lastDay.isValid
    ? 'does not exist'
    : asked === 'Weekly'
      ? 'is not a Sunday'
      : 'is not the last day of its month';
  return fail([dayMissing(`${date} ${whyNot}`, asked, lastEndUpTo(latest, asked))]);
};

/** The latest date up to this one on which a window of a schedule ends. Weeks end on Sunday, as in the AWS sample. */
const lastEndUpTo = (date: DateTime, frequency: Frequency): DateTime => {
  if (frequency === 'Daily') return date;
  if (frequency === 'Weekly') return date.minus({ days: date.weekday % 7 });
  return date.day === date.daysInMonth ? date : date.startOf('month').minus({ days: 1 });
};

const dayMissing = (because: string, frequency: Frequency, last: DateTime): Issue => {
  const [year, month, day] = last.toFormat('yyyy-MM-dd').split('-');
  const example = JSON.stringify({ year, month, day, job_frequency: frequency });
  return {
    path: 'day',
    message: `must be given, because ${because}: send the last day of the window, such as ${example}`,
  };
};

const isFrequency = (text: unknown): text is Frequency => frequencies.some((frequency) => frequency === text);

const notMatching = (path: string, value: unknown, pattern: RegExp, expected: string): readonly Issue[] =>
  typeof value === 'string' && pattern.test(value) ? [] : [{ path, message: mustBe(expected, value) }];

const mustBe = (expected: string, value: unknown): string =>
  `must be ${expected}, not ${JSON.stringify(value)}`;
