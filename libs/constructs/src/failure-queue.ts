import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import { Lazy } from 'cdktf';
import { Construct } from 'constructs';
import { accountIdOf } from './account';
import { CountAlarm } from './count-alarm';
import { physicalName } from './physical-name';
import { document, type Allowance } from './policy';
import type { Usable } from './usable';

export type FailureQueueProps = {
  /** Who loses what while something is in it. Whoever is woken reads it. */
  readonly means: string;
  /** The SNS topic that wakes them. */
  readonly alarmTopicArn: string;
  /** The Region that it is in. */
  readonly region: string;
};

/** Two weeks, the longest that SQS keeps anything (developer guide, "Amazon SQS message quotas"). */
const keepsSeconds = 14 * 24 * 60 * 60;

/**
 * Where work goes that nobody could do: an event that a Lambda failed at to the last, a schedule that started nothing, a
 * job that ended badly. Somebody is woken as long as anything is in it, and it is there for them to look at.
 */
export class FailureQueue extends Construct implements Usable<'send'> {
  /** The way out, for what this construct has no word for. */
  readonly queue: SqsQueue;
  private readonly rules: string[] = [];

  constructor(scope: Construct, id: string, { means, alarmTopicArn, region }: FailureQueueProps) {
    super(scope, id);
    const name = physicalName(this, id, 80); // SQS developer guide, "Amazon SQS standard queue quotas"
    this.queue = new SqsQueue(this, 'queue', {
      name,
      messageRetentionSeconds: keepsSeconds,
      sqsManagedSseEnabled: true,
      // Written out, as a queue cannot refer to itself. A policy beside it would take Terraform a minute more.
      policy: Lazy.stringValue({
        produce: () => this.policy(`arn:aws:sqs:${region}:${accountIdOf(this)}:${name}`),
      }),
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

  /** Lets one rule of EventBridge put its events here. */
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
