import type { ApiForward, ApiHours } from './api';
import type { Shown } from './command-result';
import { formatDetails } from './table';
import { describeTargets } from './target-text';

/** A forward, one field on each line. */
export const showForward = (forward: ApiForward): Shown => {
  const { number, targets, callerId, greeting, hours, blocked = [], atEnd, version } = forward;
  return {
    json: forward,
    text: () =>
      formatDetails([
        ['number', number],
        ['rings', describeTargets(targets)],
        ['caller ID', callerId],
        ['greeting', greeting && describeGreeting(greeting)],
        ['hours', hours && describeHours(hours)],
        ['outside hours', hours && describeTargets(hours.outside)],
        ['blocked', blocked.length > 0 ? blocked.join(', ') : undefined],
        ['at the end', atEnd],
        ['version', String(version)],
      ]),
  };
};

/** The prompt of a greeting, and when it is played. */
export const describeGreeting = ({ prompt, when }: NonNullable<ApiForward['greeting']>): string =>
  `${prompt}, ${when}`;

const describeHours = ({ zone, weekly, holidays = [] }: ApiHours): string => {
  const ranges = weekly.map(({ days, from, to }) => `${days.join(', ')} ${from} to ${to}`);
  const closed = holidays.length > 0 ? `; closed on ${holidays.join(', ')}` : '';
  return `${ranges.length > 0 ? ranges.join('; ') : 'never open'} (${zone})${closed}`;
};
