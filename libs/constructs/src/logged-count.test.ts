import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { emptyStack, resources } from '../testing';
import { LoggedCount, type LoggedCountProps } from './logged-count';
import { SilenceAlarm } from './silence-alarm';

const stackWithCount = (more: Partial<LoggedCountProps> = {}) => {
  const stack = emptyStack();
  const logs = ['one', 'two'].map(
    (name) => new CloudwatchLogGroup(stack, name, { name, retentionInDays: 30 }),
  );
  const { counts } = new LoggedCount(stack, 'count', {
    logs,
    message: 'Rated a window',
    metric: 'rated',
    ...more,
  });
  return { stack, counts };
};

it.each`
  field        | value          | counts
  ${undefined} | ${'1'}         | ${'each line'}
  ${'unrated'} | ${'$.unrated'} | ${'the number in the field'}
`('counts $counts with the message, in every log group', ({ field, value }) => {
  const { stack } = stackWithCount(field && { field });

  expect(resources(stack, 'aws_cloudwatch_log_metric_filter')).toEqual(
    ['one', 'two'].map((group) =>
      expect.objectContaining({
        log_group_name: `\${aws_cloudwatch_log_group.${group}.name}`,
        pattern: '{ $.message = "Rated a window" }',
        metric_transformation: { namespace: 'Dialplane/calls-test', name: 'rated', value },
      }),
    ),
  );
});

it('has an alarm that is raised when nothing is counted for some hours', () => {
  const { stack, counts } = stackWithCount();
  const topicArn = 'arn:aws:sns:us-east-1:111122223333:pager';
  new SilenceAlarm(stack, 'silence', {
    name: 'missing',
    means: 'Costs are missing.',
    topicArn,
    counts,
    hours: 27,
  });

  expect(resources(stack, 'aws_cloudwatch_metric_alarm')).toEqual([
    expect.objectContaining({
      namespace: 'Dialplane/calls-test',
      metric_name: 'rated',
      alarm_description: expect.stringMatching(/^Costs are missing. What to do: docs\/runbook\.md/),
      period: 3_600,
      evaluation_periods: 27,
      comparison_operator: 'LessThanThreshold',
      threshold: 1,
      treat_missing_data: 'breaching',
    }),
  ]);
});
