import { CloudwatchLogMetricFilter } from '@cdktf/provider-aws/lib/cloudwatch-log-metric-filter';
import type { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { Construct } from 'constructs';
import type { Count } from './count-alarm';
import { metricNamespace } from './names';

export type LoggedCountProps = {
  /** The log groups to read. Each line is a JSON object with a `message`. */
  readonly logs: readonly CloudwatchLogGroup[];
  /** The message of the lines to count. */
  readonly message: string;
  /** The field whose number is added. @default each line counts as one */
  readonly field?: string;
  /** The name of the metric, such as `Unrated`. Its namespace is `Dialplane/<stack>`. */
  readonly metric: string;
};

/**
 * A metric that CloudWatch derives from log lines, so that the program only has to log.
 *
 * Syntax: CloudWatch Logs user guide, "Filter pattern syntax for metric filters", on JSON log events.
 */
export class LoggedCount extends Construct {
  /** The metric, for an alarm. */
  readonly counts: Count;

  constructor(scope: Construct, id: string, { logs, message, field, metric }: LoggedCountProps) {
    super(scope, id);
    const namespace = metricNamespace(this);
    this.counts = { namespace, metric };
    for (const [i, group] of logs.entries())
      new CloudwatchLogMetricFilter(this, `filter-${i}`, {
        name: metric,
        logGroupName: group.name,
        pattern: `{ $.message = ${JSON.stringify(message)} }`,
        metricTransformation: { namespace, name: metric, value: field ? `$.${field}` : '1' },
      });
  }
}
