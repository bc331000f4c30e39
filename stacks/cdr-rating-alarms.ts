import type { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { type Count, CountAlarm, LoggedCount, physicalName, SilenceAlarm } from '@dialplane/constructs';
import type { Construct } from 'constructs';
import type { StageRun } from './stage';

export type RatingAlarmsProps = {
  readonly run: StageRun;
  /** Where both engines say what came of a window. */
  readonly logs: readonly CloudwatchLogGroup[];
  readonly alarmTopicArn: string;
};

/** What either engine logs when a window stands, with the counts as fields; and when it may not be published. */
const rated = 'Rated a window';
const refused = 'Refused to publish a window';

/** CloudWatch looks back a week at most, so nobody is told that a month's run did not come: docs/guides/cdr-rating.md. */
const silentHours = { Daily: 27, Weekly: 168, Monthly: undefined } as const;

/** Adds what wakes people when costs are wrong, late or missing. What breaks off is told by the functions and the queue. */
export const ratingAlarms = (stack: Construct, { run, logs, alarmTopicArn }: RatingAlarmsProps): void => {
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

  new CountAlarm(stack, `${run.name}-refused-alarm`, {
    ...alarm(
      'refused',
      `Costs of a window of the run "${run.name}" are missing: more of its records are without a price, unreadable or contradictory than the stage lets pass. The last result stands.`,
    ),
    counts: count('refused', refused),
  });
  new CountAlarm(stack, `${run.name}-unrated-alarm`, {
    ...alarm(
      'unrated',
      `The costs of the run "${run.name}" are too low: some calls have no price. They are in unrated.csv, with the reason.`,
    ),
    counts: count('unrated', rated, 'unrated'),
  });
  new CountAlarm(stack, `${run.name}-late-alarm`, {
    ...alarm(
      'late',
      `Calls of an earlier window were rated with this one by the run "${run.name}", because their records came late. Nothing is lost; the costs moved.`,
    ),
    counts: count('late', rated, 'late'),
  });

  const hours = silentHours[run.frequency];
  if (hours !== undefined)
    new SilenceAlarm(stack, `${run.name}-missing-alarm`, {
      ...alarm(
        'missing',
        `No window was rated by the run "${run.name}" when one was due: its costs are missing, and nothing has said why.`,
      ),
      counts: count('windows', rated),
      hours,
    });
};
