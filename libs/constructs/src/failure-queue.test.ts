import { emptyStack, resources } from '../testing';
import { FailureQueue } from './failure-queue';

const alarmTopicArn = 'arn:aws:sns:us-east-1:111122223333:pager';

const stackWithQueue = () => {
  const stack = emptyStack();
  const means = 'Costs are missing.';
  return { stack, queue: new FailureQueue(stack, 'failures', { means, alarmTopicArn, region: 'us-east-1' }) };
};

it('keeps messages for two weeks, encrypted, and has no policy that lets others in', () => {
  const [queue] = resources(stackWithQueue().stack, 'aws_sqs_queue');

  expect(queue).toMatchObject({
    name: 'calls-test-failures',
    message_retention_seconds: 1_209_600,
    sqs_managed_sse_enabled: true,
  });
  expect(queue).not.toHaveProperty('policy');
});

it('has an alarm that is active while the queue is not empty', () => {
  expect(resources(stackWithQueue().stack, 'aws_cloudwatch_metric_alarm')).toEqual([
    expect.objectContaining({
      alarm_name: 'calls-test-failures',
      alarm_description: expect.stringMatching(/^Costs are missing. What to do: docs\/runbook\.md/),
      alarm_actions: [alarmTopicArn],
      metric_name: 'ApproximateNumberOfMessagesVisible',
      statistic: 'Maximum',
      threshold: 0,
    }),
  ]);
});

it('accepts events of the named rules only', () => {
  const { stack, queue } = stackWithQueue();
  const rules = ['one', 'two'].map((name) => `arn:aws:events:us-east-1:111122223333:rule/${name}`);
  for (const rule of rules) queue.allowRule(rule);
  const [{ policy } = {}] = resources(stack, 'aws_sqs_queue');

  expect(JSON.parse(String(policy)).Statement).toEqual(
    rules.map((rule) => ({
      Effect: 'Allow',
      Principal: { Service: 'events.amazonaws.com' },
      Action: ['sqs:SendMessage'],
      Resource: [
        'arn:${data.aws_partition.partition.partition}:sqs:us-east-1:${data.aws_caller_identity.account.account_id}:calls-test-failures',
      ],
      Condition: { StringEquals: { 'aws:SourceArn': rule } },
    })),
  );
});
