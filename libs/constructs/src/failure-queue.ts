import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import { Lazy } from 'cdktf';
import { Construct } from 'constructs';
import { accountIdOf, partitionOf } from './account';
import { CountAlarm } from './count-alarm';
import { physicalName } from './names';
import { document, type Allowance } from './policy';
import type { Usable } from './usable';

export type FailureQueueProps = {
  /** Who is hurt while something is in the queue, and how. The person on call reads it. */
  readonly means: string;
  /** The SNS topic that notifies the person on call. */
  readonly alarmTopicArn: string;
  /** The Region of the queue. */
  readonly region: string;
};

/** Two weeks, the longest that SQS keeps a message (developer guide, "Amazon SQS message quotas"). */
const keepsSeconds = 14 * 24 * 60 * 60;

/**
 * A queue for failed work: events that a Lambda could not handle after its retries, schedules that could not start their
 * target, and failed job runs. An alarm is active while the queue is not empty, and the messages say what failed.
 */
export class FailureQueue extends Construct implements Usable<'send'> {
  /** The wrapped resource, for settings that this construct does not offer. */
  readonly queue: SqsQueue;
  private readonly rules: string[] = [];

  constructor(scope: Construct, id: string, { means, alarmTopicArn, region }: FailureQueueProps) {
    super(scope, id);
    const name = physicalName(this, id, 80); // SQS developer guide, "Amazon SQS standard queue quotas"
    // Written out, because a queue cannot refer to itself. A separate policy resource takes Terraform a minute more.
    const arn = `arn:${partitionOf(this)}:sqs:${region}:${accountIdOf(this)}:${name}`;
    this.queue = new SqsQueue(this, 'queue', {
      name,
      messageRetentionSeconds: keepsSeconds,
      sqsManagedSseEnabled: true,
      policy: Lazy.stringValue({ produce: () => this.policy(arn) }),
    });
    new CountAlarm(this, 'alarm', {
      name,
      means,
      topicArn: alarmTopicArn,
      counts: {
        namespace: 'AWS/SQS',
        metric: 'ApproximateNumberOfMessagesVisible',
        dimensions: { QueueName: this.queue.name },
      },
      statistic: 'Maximum',
    });
  }

  allowancesFor(): readonly Allowance[] {
    return [{ actions: ['sqs:SendMessage'], resources: [this.queue.arn] }];
  }

  /** Lets one EventBridge rule send events to the queue. */
  allowRule(arn: string): this {
    this.rules.push(arn);
    return this;
  }

  private policy(queueArn: string): string | undefined {
    if (this.rules.length === 0) return undefined;
    return document(
      this.rules.map((rule) => ({
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        Action: ['sqs:SendMessage'],
        Resource: [queueArn],
        Condition: { StringEquals: { 'aws:SourceArn': rule } },
      })),
    );
  }
}
