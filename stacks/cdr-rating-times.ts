import type { StageRun } from './stage';

/**
 * The time at which a window is rated, as a cron expression of EventBridge Scheduler: ten minutes after all its records
 * should have arrived. In a zone other than UTC, it is an hour later, because after a daylight-saving change 03:00 can be
 * only two hours after midnight.
 *
 * A run rates the window that ended at the last midnight, so it must start on the day after the window's last day.
 */
export const ratingCron = ({
  frequency,
  zone = 'UTC',
  lagHours = 3,
}: Pick<StageRun, 'frequency' | 'zone' | 'lagHours'>): string => {
  if (!Number.isInteger(lagHours) || lagHours < 0 || lagHours > 12)
    throw new Error(`Cannot wait ${lagHours} hours for records: expected a whole number from 0 to 12`);
  const hour = lagHours + (zone === 'UTC' ? 0 : 1);
  // Weeks end on Sunday, as in AWS's sample.
  const day = { Daily: '* * ? *', Weekly: '? * MON *', Monthly: '1 * ? *' }[frequency];
  return `10 ${hour} ${day}`;
};
