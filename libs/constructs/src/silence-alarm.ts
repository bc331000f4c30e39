import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import type { Construct } from 'constructs';
import { alarmSettings, type CountAlarmProps } from './count-alarm';

export type SilenceAlarmProps = Omit<CountAlarmProps, 'statistic' | 'moreThan'> & {
  /** Hours without a count that raise the alarm, from 1 to 168. CloudWatch looks back a week at most. */
  readonly hours: number;
};

/**
 * An alarm that is raised when nothing is counted for some hours, because scheduled work has not run.
 *
 * Limit: CloudWatch user guide, "Configuring how CloudWatch alarms evaluate": seven days in total with periods of an hour.
 */
export class SilenceAlarm extends CloudwatchMetricAlarm {
  constructor(scope: Construct, id: string, { hours, ...shared }: SilenceAlarmProps) {
    super(scope, id, {
      ...alarmSettings(shared),
      statistic: 'Sum',
      period: 3_600,
      evaluationPeriods: hours,
      comparisonOperator: 'LessThanThreshold',
      threshold: 1,
      treatMissingData: 'breaching',
    });
  }
}
