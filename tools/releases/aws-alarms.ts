import { type CloudWatchClient, paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';

/** The names of a stack's alarms that are active in CloudWatch now. Their names begin with the stack's name. */
export const activeAlarmsOf =
  (client: CloudWatchClient, stack: string) => async (): Promise<readonly string[]> => {
    const active: string[] = [];
    const pages = paginateDescribeAlarms({ client }, { AlarmNamePrefix: `${stack}-`, StateValue: 'ALARM' });
    for await (const { MetricAlarms = [] } of pages)
      active.push(
        ...MetricAlarms.filter(({ StateValue }) => StateValue === 'ALARM').map(
          ({ AlarmName = '' }) => AlarmName,
        ),
      );
    return active;
  };
