import type { Issue } from '@dialplane/basics';
import { DateTime, IANAZone } from 'luxon';
import type { Hours, OpenRange } from './forward';
import { minuteOf } from './hours';

/** Everything that is wrong with the hours of a forward. */
export const checkHours = ({ zone, weekly, holidays = [] }: Hours): readonly Issue[] => [
  ...(IANAZone.isValidZone(zone)
    ? []
    : [
        {
          path: 'hours.zone',
          message: `must be a time zone such as Europe/Berlin, not ${JSON.stringify(zone)}`,
        },
      ]),
  ...weekly.flatMap((range, i) => checkRange(range, `hours.weekly.${i}`)),
  ...holidays.flatMap((date, i) =>
    DateTime.fromISO(date).isValid
      ? []
      : [{ path: `hours.holidays.${i}`, message: `must be an existing date, not "${date}"` }],
  ),
];

const checkRange = ({ days, from, to }: OpenRange, path: string): readonly Issue[] => [
  ...(days.length > 0 ? [] : [{ path: `${path}.days`, message: 'must have at least one day' }]),
  ...(new Set(days).size === days.length
    ? []
    : [{ path: `${path}.days`, message: 'must list each day once' }]),
  ...(from === '24:00'
    ? [{ path: `${path}.from`, message: 'must be before 24:00: write 00:00 of the next day' }]
    : []),
  ...(minuteOf(from) === minuteOf(to)
    ? [{ path: `${path}.to`, message: 'must differ from the start: write 00:00 to 24:00 for a full day' }]
    : []),
];
