import type { EpochSeconds } from '@dialplane/basics';
import {
  type Forward,
  type Hours,
  type OpenRange,
  type Target,
  type WallDate,
  type WallTime,
  type Weekday,
  weekdays,
} from './forward';

/**
 * Whether it is open at a moment. A range includes its first minute and excludes its last.
 *
 * - A range that ends on the next day belongs to the day on which it starts.
 * - A holiday is closed from midnight to midnight, and no range starts on it.
 * - At a daylight-saving change, a local time that occurs twice counts both times, and one that is skipped never occurs.
 *
 * Runs during calls, so it uses the time zones of the JavaScript engine and no library:
 * docs/adr/0005-intl-time-zones-on-the-call-path.md
 *
 * @throws RangeError if the engine does not know the zone; `checkForward` refuses such a forward
 */
export const isOpen = ({ zone, weekly, holidays = [] }: Hours, now: EpochSeconds): boolean => {
  const { date, minute } = wallClock(zone, now);
  const yesterday = dayBefore(date);
  if (holidays.includes(date)) return false;

  const startedToday = (range: OpenRange) =>
    range.days.includes(weekdayOf(date)) &&
    minuteOf(range.from) <= minute &&
    (minute < minuteOf(range.to) || crossesMidnight(range));
  const startedYesterday = (range: OpenRange) =>
    crossesMidnight(range) &&
    range.days.includes(weekdayOf(yesterday)) &&
    !holidays.includes(yesterday) &&
    minute < minuteOf(range.to);
  return weekly.some((range) => startedToday(range) || startedYesterday(range));
};

/** The targets of a forward that are in effect at a moment. */
export const targetsAt = ({ targets, hours }: Forward, now: EpochSeconds): readonly Target[] =>
  !hours || isOpen(hours, now) ? targets : hours.outside;

/** Whether a range ends on the day after it starts. */
export const crossesMidnight = ({ from, to }: OpenRange): boolean => minuteOf(to) < minuteOf(from);

/** Minutes since midnight, 0 to 1,440. */
export const minuteOf = (time: WallTime): number => {
  const [hours = NaN, minutes = NaN] = time.split(':').map(Number);
  return hours * 60 + minutes;
};

/** The local date, and the minutes since local midnight. */
const wallClock = (zone: string, now: EpochSeconds): { date: WallDate; minute: number } => {
  const formatter = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  const parts = new Map(formatter.formatToParts(now * 1000).map(({ type, value }) => [type, value]));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? '';
  return {
    date: `${part('year')}-${part('month')}-${part('day')}` as WallDate,
    minute: Number(part('hour')) * 60 + Number(part('minute')),
  };
};

// A date has no time zone, so UTC can be used to calculate with days.
const midnightUtc = (date: WallDate): Date => new Date(`${date}T00:00:00Z`);

const dayBefore = (date: WallDate): WallDate =>
  new Date(midnightUtc(date).getTime() - 86_400_000).toISOString().slice(0, 10) as WallDate;

// Sunday is day 0 to JavaScript.
const weekdayOf = (date: WallDate): Weekday => weekdays[(midnightUtc(date).getUTCDay() + 6) % 7] ?? 'sunday';
