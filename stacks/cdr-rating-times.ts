import type { StageRun } from './stage';

/**
 * When a window is rated, as EventBridge Scheduler writes it: ten minutes after all its records can be expected to be
 * there. In a zone that puts its clocks an hour more is waited: three on the clock can be two hours after midnight.
 *
 * The run rates what ended with the day before, so it must be on the day behind the window's last.
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
