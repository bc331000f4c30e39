import { type EpochSeconds, fail, type Issue, ok, type Result } from '@dialplane/basics';
import { DateTime, IANAZone } from 'luxon';

/** How long a window is. The words are those of the AWS sample's job. */
export const frequencies = ['Daily', 'Weekly', 'Monthly'] as const;

/** One of the `frequencies`. */
export type Frequency = (typeof frequencies)[number];

/** A date of the calendar, such as `2020-01-31`. */
export type BillingDate = `${number}-${number}-${number}`;

/** The time that one run rates: complete days in one zone. */
export type BillingWindow = {
  readonly frequency: Frequency;
  /** IANA name of the zone whose days are meant, such as `UTC`. */
  readonly zone: string;
  readonly firstDay: BillingDate;
  /** Included, as in the AWS sample. */
  readonly lastDay: BillingDate;
  /** The first second in it. */
  readonly start: EpochSeconds;
  /** The first second after it. */
  readonly end: EpochSeconds;
};

/**
 * The window whose last day is `lastDay`.
 *
 * - Daily: that day. Weekly: the seven days up to it.
 * - Monthly: the calendar month, if the day is its last. A day from 1 to 27 ends a month of its own: the 15th that from
 *   the 16th of the month before. From the 28th on that would leave days out or count them twice around February, so
 *   such a day is an error, unless it is its month's last.
 *
 * So consecutive windows of one frequency leave no gap and share no second, in any zone, across daylight-saving changes.
 * The AWS sample takes one month off instead, and so rates 29 to 31 January again with February.
 */
export const windowEndingOn = (
  lastDay: string,
  frequency: Frequency,
  zone = 'UTC',
): Result<BillingWindow, readonly Issue[]> => {
  const issues = [
    ...(IANAZone.isValidZone(zone)
      ? []
      : [
          { path: 'zone', message: `must be a time zone such as Europe/Berlin, not ${JSON.stringify(zone)}` },
        ]),
    ...(isDate(lastDay)
      ? []
      : [{ path: 'date', message: `must be a date of the calendar such as 2020-01-31, not "${lastDay}"` }]),
  ];
  if (issues.length > 0) return fail(issues);
  // A date by itself has no zone, so UTC will do for counting days.
  const last = DateTime.fromISO(lastDay, { zone: 'UTC' });
  if (frequency === 'Monthly' && last.day > 27 && !isMonthsLast(last)) {
    const right = last.endOf('month').toISODate();
    return fail([
      {
        path: 'date',
        message: `must be ${right}, the month's last day, or a day up to the 27th, not ${lastDay}`,
      },
    ]);
  }
  const first = firstDayOf(last, frequency);
  return ok({
    frequency,
    zone,
    firstDay: dateOf(first),
    lastDay: dateOf(last),
    start: startOfDay(first, zone),
    end: startOfDay(last.plus({ days: 1 }), zone),
  });
};

/** The window that follows directly. */
export const nextWindow = (window: BillingWindow): BillingWindow => {
  const last = DateTime.fromISO(window.lastDay, { zone: 'UTC' });
  const next = {
    Daily: () => last.plus({ days: 1 }),
    Weekly: () => last.plus({ weeks: 1 }),
    Monthly: () => (isMonthsLast(last) ? last.plus({ days: 1 }).endOf('month') : last.plus({ months: 1 })),
  }[window.frequency]();
  const following = windowEndingOn(dateOf(next), window.frequency, window.zone);
  if (!following.ok)
    throw new Error(`Cannot find the window after ${describeWindow(window)}: expected a valid window`);
  return following.value;
};

/** The window that comes directly before. */
export const previousWindow = (window: BillingWindow): BillingWindow => {
  const last = DateTime.fromISO(window.firstDay, { zone: 'UTC' }).minus({ days: 1 });
  const previous = windowEndingOn(dateOf(last), window.frequency, window.zone);
  if (!previous.ok) {
    throw new Error(`Cannot find the window before ${describeWindow(window)}: expected a valid window`);
  }
  return previous.value;
};

/** As people write it: `2020-01-31/Monthly`. */
export const describeWindow = ({ lastDay, frequency }: BillingWindow): string => `${lastDay}/${frequency}`;

const firstDayOf = (last: DateTime, frequency: Frequency): DateTime => {
  if (frequency === 'Daily') return last;
  if (frequency === 'Weekly') return last.minus({ days: 6 });
  return isMonthsLast(last) ? last.startOf('month') : last.minus({ months: 1 }).plus({ days: 1 });
};

const isMonthsLast = (date: DateTime): boolean => date.day === date.daysInMonth;

const isDate = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) && DateTime.fromISO(text, { zone: 'UTC' }).isValid;

const dateOf = (date: DateTime): BillingDate => date.toFormat('yyyy-MM-dd') as BillingDate;

/**
 * The first second at which a clock in the zone shows the date or a later one. This is not always midnight: some zones skip
 * midnight at a daylight-saving change, and Samoa once skipped a day.
 */
const startOfDay = (date: DateTime, zone: string): EpochSeconds => {
  const wanted = dateOf(date);
  // No zone is more than 15 hours from UTC, but one that changes sides of the date line is a day off.
  let before = date.toSeconds() - 40 * 3600;
  let after = date.toSeconds() + 40 * 3600;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (dateOf(DateTime.fromSeconds(middle, { zone })) < wanted) before = middle;
    else after = middle;
  }
  return after as EpochSeconds;
};
