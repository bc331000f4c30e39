import type { EpochSeconds } from '@dialplane/basics';
import { DateTime } from 'luxon';
import type { Hours } from './forward';
import { isOpen, minuteOf } from './hours';

const furthestDays = 400;

/**
 * When it next opens or closes; undefined if that is not within the next 400 days.
 *
 * For display, not for calls: it imports luxon, which the call path does not.
 */
export const nextChange = (hours: Hours, now: EpochSeconds): EpochSeconds | undefined => {
  const openNow = isOpen(hours, now);
  const today = DateTime.fromSeconds(now, { zone: hours.zone }).startOf('day');
  for (let day = 0; day <= furthestDays; day += 1) {
    const change = possibleChanges(hours, today.plus({ days: day }))
      .filter((moment) => moment > now)
      .sort((a, b) => a - b)
      .find((moment) => isOpen(hours, moment) !== openNow);
    if (change !== undefined) return change;
  }
  return undefined;
};

/** Every moment of a day at which it might open or close: the ends of ranges, midnight, and a daylight-saving change. */
const possibleChanges = (hours: Hours, day: DateTime): EpochSeconds[] => {
  const minutes = hours.weekly
    .flatMap(({ from, to }) => [minuteOf(from), minuteOf(to)])
    .filter((m) => m < 1440);
  const onTheClock = [0, ...minutes].flatMap((minute) =>
    // A local time that occurs twice is two moments. One that is skipped is moved after the gap, which does no harm.
    day.set({ hour: Math.floor(minute / 60), minute: minute % 60 }).getPossibleOffsets(),
  );
  return [...onTheClock.map((moment) => moment.toSeconds()), ...offsetChange(day)] as EpochSeconds[];
};

/** The moment of a day at which the zone's offset changes, if it does. */
const offsetChange = (day: DateTime): readonly number[] => {
  let before = day.startOf('day');
  let after = day.plus({ days: 1 }).startOf('day');
  if (before.offset === after.offset) return [];
  while (after.toSeconds() - before.toSeconds() > 1) {
    const middle = before.plus({ seconds: Math.floor((after.toSeconds() - before.toSeconds()) / 2) });
    if (middle.offset === before.offset) before = middle;
    else after = middle;
  }
  return [after.toSeconds()];
};
