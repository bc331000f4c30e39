import { CloudwatchLogMetricFilter } from '@cdktf/provider-aws/lib/cloudwatch-log-metric-filter';
import type { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import type { Count } from './count-alarm';

export type LoggedCountProps = {
  /** The groups whose lines are looked at, each a JSON object with a `message`. */
  readonly logs: readonly CloudwatchLogGroup[];
  /** The message of the lines that count. */
  readonly message: string;
  /** The field whose number is added up. @default each line counts one */
  readonly field?: string;
  /** What the metric is called, such as `Unrated`. It stands in the namespace `Dialplane/<stack>`. */
  readonly metric: string;
};

/**
 * A count that is taken from log lines, so that a program need not know of metrics: it says what it did, once.
 *
 * Syntax: CloudWatch Logs user guide, "Filter pattern syntax for metric filters", on JSON log events.
 */
export class LoggedCount extends Construct {
  /** What an alarm goes by. */
  readonly counts: Count;

  constructor(scope: Construct, id: string, { logs, message, field, metric }: LoggedCountProps) {
    super(scope, id);
    const namespace = `Dialplane/${TerraformStack.of(this).node.id}`;
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
