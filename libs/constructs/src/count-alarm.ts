import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import type { Construct } from 'constructs';

/** A CloudWatch metric that counts events. */
export type Count = {
  /** Such as `AWS/Lambda`. */
  readonly namespace: string;
  readonly metric: string;
  /** @default none */
  readonly dimensions?: Readonly<Record<string, string>>;
};

export type CountAlarmProps = {
  readonly name: string;
  /** Who is hurt while the alarm is active, and how. The person on call reads it. */
  readonly means: string;
  /** The SNS topic that receives the alarm, and later that it is over. */
  readonly topicArn: string;
  readonly counts: Count;
  /** The highest count in a minute that does not raise the alarm. @default 0 */
  readonly moreThan?: number;
  /** `Sum` counts events in a minute; `Maximum` is for a gauge, such as the length of a queue. @default Sum */
  readonly statistic?: 'Sum' | 'Maximum';
};

/** The settings that all alarms share. The description says who is hurt, and where the runbook is. */
export const alarmSettings = ({
  name,
  means,
  topicArn,
  counts,
}: Pick<CountAlarmProps, 'name' | 'means' | 'topicArn' | 'counts'>) => ({
  alarmName: name,
  alarmDescription: `${means} What to do: docs/runbook.md, under the name of this alarm.`,
  alarmActions: [topicArn],
  okActions: [topicArn], // so that people learn when it is over
  namespace: counts.namespace,
  metricName: counts.metric,
  ...(counts.dimensions && { dimensions: { ...counts.dimensions } }),
});

/** An alarm on events that should not happen: it is raised by any minute with more than `moreThan`. No data means OK. */
export class CountAlarm extends CloudwatchMetricAlarm {
  constructor(scope: Construct, id: string, { moreThan, statistic, ...shared }: CountAlarmProps) {
    super(scope, id, {
      ...alarmSettings(shared),
      statistic: statistic ?? 'Sum',
      period: 60,
      evaluationPeriods: 1,
      comparisonOperator: 'GreaterThanThreshold',
      threshold: moreThan ?? 0,
      treatMissingData: 'notBreaching',
    });
  }
}
