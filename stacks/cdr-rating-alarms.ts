import type { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import {
  type Chart,
  type Count,
  CountAlarm,
  LoggedCount,
  physicalName,
  SilenceAlarm,
} from '@dialplane/constructs';
import type { Construct } from 'constructs';
import type { StageRun } from './stage';

export type RatingAlarmsProps = {
  readonly run: StageRun;
  /** The log groups to which both engines write the result of each window. */
  readonly logs: readonly CloudwatchLogGroup[];
  readonly alarmTopicArn: string;
  readonly noticeTopicArn: string;
};

/** What both engines log when they publish a window, with its counts as fields, and when they refuse to publish it. */
const rated = 'Rated a window';
const refused = 'Refused to publish a window';
const empty = 'Found no record for a window';

/** CloudWatch looks back a week at most, so a missing monthly run raises no alarm: docs/guides/cdr-rating.md. */
const silentHours = { Daily: 27, Weekly: 168, Monthly: undefined } as const;

/**
 * Adds alarms for costs that are wrong, late or missing. The functions and the queue have their own alarms for failures.
 *
 * @returns what the dashboard shows of the run
 */
export const ratingAlarms = (
  stack: Construct,
  { run, logs, alarmTopicArn, noticeTopicArn }: RatingAlarmsProps,
): readonly Chart[] => {
  const count = (metric: string, message: string, field?: string): Count =>
    new LoggedCount(stack, `${run.name}-${metric}`, {
      logs,
      message,
      metric: `${run.name} ${metric}`,
      ...(field && { field }),
    }).counts;
  const alarm = (what: string, means: string) => ({
    name: physicalName(stack, `${run.name} ${what}`, 255),
    means,
    topicArn: alarmTopicArn,
  });

  const counts = {
    refused: count('refused', refused),
    empty: count('empty', empty),
    unrated: count('unrated', rated, 'unrated'),
    late: count('late', rated, 'late'),
    windows: count('windows', rated),
  };
  new CountAlarm(stack, `${run.name}-refused-alarm`, {
    ...alarm(
      'refused',
      `The costs of a window of the run "${run.name}" are missing: more records than the stage allows have no price, are unreadable or conflict. The previous result stays published.`,
    ),
    counts: counts.refused,
  });
  new CountAlarm(stack, `${run.name}-no-records-alarm`, {
    ...alarm(
      'no records',
      `The run "${run.name}" found no call detail record for a window. Either there were no calls, or the records are stored elsewhere. The previous result stays published.`,
    ),
    counts: counts.empty,
  });
  new CountAlarm(stack, `${run.name}-unrated-alarm`, {
    ...alarm(
      'unrated',
      `The costs of the run "${run.name}" are too low: some calls have no price. unrated.csv lists them with the reason.`,
    ),
    counts: counts.unrated,
  });
  new CountAlarm(stack, `${run.name}-late-alarm`, {
    ...alarm(
      'late',
      `The run "${run.name}" rated calls of an earlier window in a later one, because their records came late. No costs are lost, but some are in the later window.`,
    ),
    counts: counts.late,
    topicArn: noticeTopicArn,
  });

  const hours = silentHours[run.frequency];
  if (hours !== undefined)
    new SilenceAlarm(stack, `${run.name}-missing-alarm`, {
      ...alarm(
        'missing',
        `The run "${run.name}" did not rate a window that was due. Its costs are missing, and no other alarm gives the reason.`,
      ),
      counts: counts.windows,
      hours,
    });

  return [
    {
      title: `Windows of the run ${run.name}`,
      metrics: [
        { ...counts.windows, label: 'published' },
        { ...counts.refused, label: 'refused' },
        { ...counts.empty, label: 'without a record' },
      ],
    },
    {
      title: `Calls of the run ${run.name}`,
      metrics: [
        { ...counts.unrated, label: 'without a price' },
        { ...counts.late, label: 'late' },
      ],
    },
  ];
};
