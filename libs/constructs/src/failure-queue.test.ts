import { emptyStack, resources } from '../testing';
import { FailureQueue } from './failure-queue';

const alarmTopicArn = 'arn:aws:sns:us-east-1:111122223333:pager';

const stackWithQueue = () => {
  const stack = emptyStack();
  const means = 'Costs are missing.';
  return { stack, queue: new FailureQueue(stack, 'failures', { means, alarmTopicArn, region: 'us-east-1' }) };
};

it('keeps what failed for two weeks, encrypted, and lets nobody else in', () => {
  const [queue] = resources(stackWithQueue().stack, 'aws_sqs_queue');

  expect(queue).toMatchObject({
    name: 'calls-test-failures',
    message_retention_seconds: 1_209_600,
    sqs_managed_sse_enabled: true,
  });
  expect(queue).not.toHaveProperty('policy');
});

it('wakes somebody for as long as anything is in it', () => {
  expect(resources(stackWithQueue().stack, 'aws_cloudwatch_metric_alarm')).toEqual([
    expect.objectContaining({
      alarm_name: 'calls-test-failures',
      alarm_description: 'Costs are missing.',
      alarm_actions: [alarmTopicArn],
      metric_name: 'ApproximateNumberOfMessagesVisible',
      statistic: 'Maximum',
      threshold: 0,
    }),
  ]);
});

it('takes events of the rules that are named, and of no other', () => {
  const { stack, queue } = stackWithQueue();
  const rules = ['one', 'two'].map((name) => `arn:aws:events:us-east-1:111122223333:rule/${name}`);
  for (const rule of rules) queue.allowRule(rule);
  const [{ policy } = {}] = resources(stack, 'aws_sqs_queue');

  expect(JSON.parse(String(policy)).Statement).toEqual(
    rules.map((rule) => ({
      Effect: 'Allow',
      Principal: { Service: 'events.amazonaws.com' },
      Action: ['sqs:SendMessage'],
      Resource: ['arn:aws:sqs:us-east-1:${data.aws_caller_identity.account.account_id}:calls-test-failures'],
      Condition: { StringEquals: { 'aws:SourceArn': rule } },
    })),
  );
});
