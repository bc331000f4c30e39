import { stackIssues, unknownArguments } from '@dialplane/constructs';
import { ForwardingStack } from './forwarding-stack';
import type { PlatformProps } from './platform-stack';
import { allowances, programWith, resources } from './stack-under-test';

const props: PlatformProps = { region: 'us-west-2', alarmTopic: 'pager', keepsData: true };

const deployed = (more: Partial<PlatformProps> = {}) =>
  new ForwardingStack(programWith('forwarding-sma'), 'forwarding-live', { ...props, ...more });

const synthesized = (more?: Partial<PlatformProps>) => deployed(more).toTerraform();

const settings = (more?: Partial<PlatformProps>) => {
  const [answering] = resources(synthesized(more), 'aws_lambda_function');
  return (answering?.['environment'] as { variables: Record<string, string> }).variables;
};

it('is safe to deploy', () => {
  expect(stackIssues(synthesized())).toEqual([]);
  expect(unknownArguments(deployed())).toEqual([]);
});

it('keeps forwards by the number that was dialled', () => {
  expect(resources(synthesized(), 'aws_dynamodb_table')).toEqual([
    expect.objectContaining({ name: 'forwarding-live-forwards', hash_key: 'number' }),
  ]);
});

it('lets the call app look up a forward and write its log: nothing else', () => {
  expect(allowances(synthesized(), 'aws_iam_role_policy')).toEqual([
    expect.objectContaining({
      Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      Resource: [expect.stringMatching(/^\$\{aws_cloudwatch_log_group\.forwarding-sma_logs_\w+\.arn\}:\*$/)],
    }),
    expect.objectContaining({
      Action: ['dynamodb:GetItem'],
      Resource: [expect.stringMatching(/^\$\{aws_dynamodb_table\.forwards_table_\w+\.arn\}$/)],
    }),
  ]);
});

it('lets the telephony service play prompts and write recordings: nothing else', () => {
  expect(allowances(synthesized(), 'aws_s3_bucket_policy')).toEqual([
    expect.objectContaining({
      Action: ['s3:GetObject'],
      Resource: [expect.stringMatching(/^\$\{aws_s3_bucket\.prompts_bucket_\w+\.arn\}\/\*$/)],
    }),
    expect.objectContaining({
      Action: ['s3:PutObject', 's3:PutObjectAcl'],
      Resource: [expect.stringMatching(/^\$\{aws_s3_bucket\.recordings_bucket_\w+\.arn\}\/\*$/)],
    }),
  ]);
});

it('carries the prompts, as sound', () => {
  const prompts = resources(synthesized(), 'aws_s3_object');

  expect(prompts.map(({ key }) => key)).toEqual(
    expect.arrayContaining(['connecting.wav', 'unavailable.wav']),
  );
  for (const prompt of prompts) expect(prompt['content_type']).toBe('audio/wav');
});

it('tells the call app where everything is', () => {
  expect(settings()).toEqual({
    FORWARDS_TABLE: expect.stringMatching(/^\$\{aws_dynamodb_table\.forwards_/),
    PROMPTS_BUCKET: expect.stringMatching(/^\$\{aws_s3_bucket\.prompts_/),
    RECORDINGS_BUCKET: expect.stringMatching(/^\$\{aws_s3_bucket\.recordings_/),
  });
});

it('tells the call app where to send calls in need, where a stage has such a number', () => {
  expect(settings({ fallbackNumber: '+14155550199' })).toMatchObject({ FALLBACK_NUMBER: '+14155550199' });
});

it.each`
  keepsData | tableStays | recordingsGo | recordings
  ${true}   | ${true}    | ${false}     | ${'stay'}
  ${false}  | ${false}   | ${true}      | ${'go'}
`('protects its table ($tableStays) where data is kept ($keepsData), and recordings $recordings', (stage) => {
  const stack = synthesized({ keepsData: stage.keepsData });

  expect(resources(stack, 'aws_dynamodb_table')[0]?.['deletion_protection_enabled']).toBe(stage.tableStays);
  expect(resources(stack, 'aws_s3_bucket').map(({ force_destroy }) => force_destroy)).toEqual([
    true, // prompts are in the repository
    stage.recordingsGo,
  ]);
});

it('handles calls in the Region of its stage, and wakes people there', () => {
  const stack = synthesized();

  expect(resources(stack, 'aws_chimesdkvoice_sip_media_application')[0]).toMatchObject({
    aws_region: 'us-west-2',
  });
  expect(resources(stack, 'aws_cloudwatch_metric_alarm')[0]).toMatchObject({
    alarm_actions: ['arn:aws:sns:us-west-2:${data.aws_caller_identity.account.account_id}:pager'],
  });
});

it('says what it made', () => {
  expect(Object.keys(synthesized().output).sort()).toEqual([
    'forwards_table',
    'function_name',
    'prompts_bucket',
    'recordings_bucket',
    'sip_media_application_arn',
    'sip_media_application_id',
  ]);
});
