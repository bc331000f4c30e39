import { allowed, emptyStack, resources, stubCode } from '../testing';
import { FailureQueue } from './failure-queue';
import { LambdaApp } from './lambda-app';
import { type EveryMinutes, Schedule, type ScheduleProps } from './schedule';

const stackWith = (more: Partial<EveryMinutes & Pick<ScheduleProps, 'input'>> = {}) => {
  const stack = emptyStack();
  const app = new LambdaApp(stack, 'answering', {
    code: stubCode(),
    failureMeans: 'Numbers stay half-way.',
    alarmTopicArn: 'arn:aws:sns:us-east-1:111122223333:pager',
  });
  new Schedule(stack, 'sweep', { app, everyMinutes: 1, ...more });
  return stack;
};

it.each`
  minutes | rate
  ${1}    | ${'rate(1 minute)'}
  ${15}   | ${'rate(15 minutes)'}
`('runs at $rate', ({ minutes, rate }) => {
  expect(resources(stackWith({ everyMinutes: minutes }), 'aws_scheduler_schedule')).toEqual([
    expect.objectContaining({
      name: 'calls-test-sweep',
      schedule_expression: rate,
      flexible_time_window: { mode: 'OFF' },
      target: expect.objectContaining({
        arn: expect.stringMatching(/^\$\{aws_lambda_function\.answering_function_\w+\.arn\}$/),
        input: '{}',
      }),
    }),
  ]);
});

it('sends the given event to the app', () => {
  const [schedule] = resources(stackWith({ input: { atMost: 10 } }), 'aws_scheduler_schedule');

  expect(schedule).toMatchObject({ target: { input: '{"atMost":10}' } });
});

it('retries a run for a minute only, because the next run does the same work', () => {
  expect(resources(stackWith(), 'aws_scheduler_schedule')[0]).toMatchObject({
    target: { retry_policy: { maximum_retry_attempts: 2, maximum_event_age_in_seconds: 60 } },
  });
});

const nightly = () => {
  const stack = emptyStack();
  const alarmTopicArn = 'arn:aws:sns:us-east-1:111122223333:pager';
  const means = 'Costs are missing.';
  new Schedule(stack, 'nightly', {
    app: new LambdaApp(stack, 'answering', { code: stubCode(), failureMeans: means, alarmTopicArn }),
    cron: '10 3 * * ? *',
    zone: 'Europe/Berlin',
    onFailure: new FailureQueue(stack, 'failures', { means, alarmTopicArn, region: 'us-east-1' }),
  });
  return stack;
};

it('runs at a time of day in a time zone, and reports a run that could not start within a day', () => {
  expect(resources(nightly(), 'aws_scheduler_schedule')).toEqual([
    expect.objectContaining({
      schedule_expression: 'cron(10 3 * * ? *)',
      schedule_expression_timezone: 'Europe/Berlin',
      target: expect.objectContaining({
        retry_policy: { maximum_retry_attempts: 185, maximum_event_age_in_seconds: 86_400 },
        dead_letter_config: { arn: expect.stringMatching(/^\$\{aws_sqs_queue\.failures_/) },
      }),
    }),
  ]);
  expect(allowed(nightly(), 'aws_iam_role_policy')).toContainEqual({
    actions: ['sqs:SendMessage'],
    resources: ['aws_sqs_queue'],
  });
});

it('may invoke its own app and nothing else', () => {
  expect(allowed(stackWith(), 'aws_iam_role_policy')).toContainEqual({
    actions: ['lambda:InvokeFunction'],
    resources: ['aws_lambda_function'],
  });
});

it('has a role that only schedules of this account can assume', () => {
  const trust = resources(stackWith(), 'aws_iam_role').map((role) =>
    JSON.parse(String(role['assume_role_policy'])),
  );

  expect(trust[1].Statement).toEqual([
    expect.objectContaining({
      Principal: { Service: 'scheduler.amazonaws.com' },
      Condition: { StringEquals: { 'aws:SourceAccount': '${data.aws_caller_identity.account.account_id}' } },
    }),
  ]);
});
