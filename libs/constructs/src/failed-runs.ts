import { CloudwatchEventRule } from '@cdktf/provider-aws/lib/cloudwatch-event-rule';
import { CloudwatchEventTarget } from '@cdktf/provider-aws/lib/cloudwatch-event-target';
import type { GlueJob } from '@cdktf/provider-aws/lib/glue-job';
import { Construct } from 'constructs';
import type { FailureQueue } from './failure-queue';
import { physicalName } from './names';

export type FailedRunsProps = {
  readonly job: GlueJob;
  /** The queue that receives an event for each failed run. */
  readonly tells: FailureQueue;
};

/**
 * Sends an event to a queue for every run of a Glue job that fails, times out or is stopped.
 *
 * States: AWS Glue developer guide, "Automating AWS Glue with EventBridge".
 */
export class FailedRuns extends Construct {
  constructor(scope: Construct, id: string, { job, tells }: FailedRunsProps) {
    super(scope, id);
    const rule = new CloudwatchEventRule(this, 'rule', {
      name: physicalName(this, `${scope.node.id}-failed`),
      eventPattern: JSON.stringify({
        source: ['aws.glue'],
        'detail-type': ['Glue Job State Change'],
        detail: { jobName: [job.nameInput], state: ['FAILED', 'TIMEOUT', 'STOPPED', 'ERROR'] },
      }),
    });
    tells.allowRule(rule.arn);
    new CloudwatchEventTarget(this, 'target', { rule: rule.name, arn: tells.queue.arn });
  }
}
