import { DateTime } from 'luxon';
import type { StageRun } from './stage';

/**
 * When a window is rated, as an EventBridge Scheduler expression: ten minutes after all its records can be expected. In a zone with
 * daylight-saving changes one hour is added, since three hours on the clock can be two hours after midnight; and a time that one day
 * of the year does not have is avoided, since Scheduler skips it.
 *
 * The run rates the window that ended with the day before, so it must be on the day after the window's last.
 */
export const ratingCron = ({
  frequency,
  zone = 'UTC',
  lagHours = 3,
}: Pick<StageRun, 'frequency' | 'zone' | 'lagHours'>): string => {
  if (!Number.isInteger(lagHours) || lagHours < 0 || lagHours > 12)
    throw new Error(`Cannot wait ${lagHours} hours for records: expected a whole number from 0 to 12`);
  const hour = zone === 'UTC' ? lagHours : hourOfEveryDay(lagHours + 1, zone);
  // Weeks end on Sunday, as in AWS's sample.
  const day = { Daily: '* * ? *', Weekly: '? * MON *', Monthly: '1 * ? *' }[frequency];
  return `${minute} ${hour} ${day}`;
};

const minute = 10;
const yearsAhead = 5;

/** The first hour from `least` on that every day of the next years has in the zone, at ten past. */
const hourOfEveryDay = (least: number, zone: string): number => {
  const gaps = new Set(hoursSkipped(zone));
  let hour = least;
  while (gaps.has(hour)) hour += 1;
  return hour;
};

/** The hours that some day does not have: those of the days on which clocks are set forward. Looks at weeks first, for speed. */
const hoursSkipped = (zone: string): readonly number[] => {
  const first = DateTime.now().setZone(zone).startOf('year').set({ hour: 12 });
  const weeks = Array.from({ length: 52 * yearsAhead }, (_, week) => first.plus({ weeks: week }));
  return weeks
    .filter((noon) => noon.plus({ weeks: 1 }).offset > noon.offset)
    .flatMap((noon) => Array.from({ length: 7 }, (_, day) => noon.plus({ days: day + 1 })))
    .flatMap((noon) =>
      Array.from({ length: 24 }, (_, hour) => ({ hour, found: noon.set({ hour, minute }).hour })),
    )
    .flatMap(({ hour, found }) => (found === hour ? [] : [hour]));
};
