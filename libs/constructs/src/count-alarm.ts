import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import type { Construct } from 'constructs';

/** A CloudWatch metric that counts what should not happen. */
export type Count = {
  /** Such as `AWS/Lambda`. */
  readonly namespace: string;
  readonly metric: string;
  /** @default none */
  readonly dimensions?: Readonly<Record<string, string>>;
};

export type CountAlarmProps = {
  readonly name: string;
  /** Who loses what while it is ringing. Whoever is woken reads it. */
  readonly means: string;
  /** The SNS topic that wakes them. */
  readonly topicArn: string;
  readonly counts: Count;
  /** What is counted may be so many in a minute. @default 0 */
  readonly moreThan?: number;
  /** @default Sum: what happened in a minute. Maximum is for a number that is measured again and again. */
  readonly statistic?: 'Sum' | 'Maximum';
};

/** An alarm that rings when, in any minute, something is counted that should not happen. No news is good news. */
export class CountAlarm extends CloudwatchMetricAlarm {
  constructor(
    scope: Construct,
    id: string,
    { name, means, topicArn, counts, moreThan, statistic }: CountAlarmProps,
  ) {
    super(scope, id, {
      alarmName: name,
      alarmDescription: means,
      alarmActions: [topicArn],
      namespace: counts.namespace,
      metricName: counts.metric,
      ...(counts.dimensions && { dimensions: { ...counts.dimensions } }),
      statistic: statistic ?? 'Sum',
      period: 60,
      evaluationPeriods: 1,
      comparisonOperator: 'GreaterThanThreshold',
      threshold: moreThan ?? 0,
      treatMissingData: 'notBreaching',
    });
  }
}
