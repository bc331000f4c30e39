import { LambdaApp } from './lambda-app';
import { Schedule, type ScheduleProps } from './schedule';
import { allowed, emptyStack, resources } from './stack-under-test';

const stackWith = (more: Partial<ScheduleProps> = {}) => {
  const stack = emptyStack();
  const app = new LambdaApp(stack, 'answering', {
    app: 'answering',
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

it('hands the app what it is told to', () => {
  const [schedule] = resources(stackWith({ input: { atMost: 10 } }), 'aws_scheduler_schedule');

  expect(schedule).toMatchObject({ target: { input: '{"atMost":10}' } });
});

it('gives up on a run that is late, as the next does the same', () => {
  expect(resources(stackWith(), 'aws_scheduler_schedule')[0]).toMatchObject({
    target: { retry_policy: { maximum_retry_attempts: 2, maximum_event_age_in_seconds: 60 } },
  });
});

it('may run its own app and nothing else', () => {
  expect(allowed(stackWith(), 'aws_iam_role_policy')).toContainEqual({
    actions: ['lambda:InvokeFunction'],
    resources: ['aws_lambda_function'],
  });
});

it('wears a role that only schedules of this account can wear', () => {
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
