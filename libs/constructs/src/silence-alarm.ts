import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import type { Construct } from 'constructs';
import type { CountAlarmProps } from './count-alarm';

export type SilenceAlarmProps = Omit<CountAlarmProps, 'statistic'> & {
  /** How long nothing may be counted, from 1 to 168. CloudWatch looks no further back than a week. */
  readonly hours: number;
};

/**
 * An alarm that rings when nothing at all is counted for some hours: what should happen by the clock has not.
 *
 * Limit: CloudWatch user guide, "Configuring how CloudWatch alarms evaluate": with periods of an hour, seven days in all.
 */
export class SilenceAlarm extends CloudwatchMetricAlarm {
  constructor(scope: Construct, id: string, { name, means, topicArn, counts, hours }: SilenceAlarmProps) {
    super(scope, id, {
      alarmName: name,
      alarmDescription: means,
      alarmActions: [topicArn],
      namespace: counts.namespace,
      metricName: counts.metric,
      ...(counts.dimensions && { dimensions: { ...counts.dimensions } }),
      statistic: 'Sum',
      period: 3_600,
      evaluationPeriods: hours,
      comparisonOperator: 'LessThanThreshold',
      threshold: 1,
      treatMissingData: 'breaching',
    });
  }
}
