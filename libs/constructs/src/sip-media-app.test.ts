import { allowed, emptyStack, resources, stubCode } from '../testing';
import { ConnectInstance } from './connect-instance';
import { LambdaApp, type Serves } from './lambda-app';
import { PrivateBucket } from './private-bucket';
import { SipMediaApp, type SipMediaAppProps } from './sip-media-app';

const stackWith = (buckets: (stack: ReturnType<typeof emptyStack>) => Partial<SipMediaAppProps>) => {
  const stack = emptyStack();
  const answeredBy = new LambdaApp(stack, 'answering', {
    code: stubCode(),
    failureMeans: 'Callers hear nothing.',
    alarmTopicArn: 'arn:aws:sns:us-east-1:111122223333:pager',
  });
  new SipMediaApp(stack, 'sma', { answeredBy, region: 'us-west-2', ...buckets(stack) });
  return stack;
};

const only = {
  'aws:SourceAccount': '${data.aws_caller_identity.account.account_id}',
  'aws:SourceArn': expect.stringMatching(/^\$\{aws_chimesdkvoice_sip_media_application\.\w+\.arn\}$/),
};

it('invokes its app, in the given Region', () => {
  const stack = stackWith(() => ({}));

  expect(resources(stack, 'aws_chimesdkvoice_sip_media_application')).toEqual([
    expect.objectContaining({
      name: 'calls-test-sma',
      aws_region: 'us-west-2',
      endpoints: {
        lambda_arn: expect.stringMatching(/^\$\{aws_lambda_function\.answering_function_\w+\.arn\}$/),
      },
    }),
  ]);
});

it('lets the service invoke the app only for this account', () => {
  const stack = stackWith(() => ({}));

  expect(resources(stack, 'aws_lambda_permission')).toEqual([
    expect.objectContaining({
      action: 'lambda:InvokeFunction',
      principal: 'voiceconnector.chime.amazonaws.com',
      source_account: '${data.aws_caller_identity.account.account_id}',
    }),
  ]);
});

const appServing = (stack: ReturnType<typeof emptyStack>, serves: Serves) =>
  new LambdaApp(stack, 'answering', {
    code: stubCode(),
    failureMeans: 'Callers hear nothing.',
    alarmTopicArn: 'arn:aws:sns:us-east-1:111122223333:pager',
    serves,
  });
const aliasArn = /^\$\{aws_lambda_alias\.answering_serving_\w+\.arn\}$/;
const aliasName = expect.stringMatching(/^\$\{aws_lambda_alias\.answering_serving_\w+\.name\}$/);

it('invokes the alias of an app that has one, and may do so', () => {
  const stack = emptyStack();
  new SipMediaApp(stack, 'sma', { answeredBy: appServing(stack, 'released'), region: 'us-west-2' });

  expect(resources(stack, 'aws_chimesdkvoice_sip_media_application')[0]).toMatchObject({
    endpoints: { lambda_arn: expect.stringMatching(aliasArn) },
  });
  expect(resources(stack, 'aws_lambda_permission')[0]).toMatchObject({ qualifier: aliasName });
});

it('lets flows of Amazon Connect invoke the alias of an app that has one', () => {
  const stack = emptyStack();
  new ConnectInstance(stack, 'connect', { id: 'i-1' }).mayInvoke(appServing(stack, 'released'));

  expect(resources(stack, 'aws_connect_lambda_function_association')[0]).toMatchObject({
    function_arn: expect.stringMatching(aliasArn),
  });
  expect(resources(stack, 'aws_lambda_permission')[0]).toMatchObject({ qualifier: aliasName });
});

it.each`
  serves        | ignored
  ${'newest'}   | ${['description']}
  ${'released'} | ${['description', 'function_version', 'routing_config']}
  ${'promoted'} | ${['description', 'function_version', 'routing_config']}
`('Terraform ignores $ignored of the alias of an app that serves $serves', ({ serves, ignored }) => {
  const stack = emptyStack();
  appServing(stack, serves);

  expect(resources(stack, 'aws_lambda_alias')[0]?.['lifecycle']).toMatchObject({ ignore_changes: ignored });
});

it('may read prompts, but not write them', () => {
  const stack = stackWith((scope) => ({ plays: new PrivateBucket(scope, 'prompts') }));

  expect(allowed(stack, 'aws_s3_bucket_policy')).toEqual([
    { actions: ['s3:GetObject'], resources: ['aws_s3_bucket/*'], only },
  ]);
});

it('may write recordings, but not read them', () => {
  const stack = stackWith((scope) => ({ recordsTo: new PrivateBucket(scope, 'recordings') }));

  expect(allowed(stack, 'aws_s3_bucket_policy')).toEqual([
    { actions: ['s3:PutObject', 's3:PutObjectAcl'], resources: ['aws_s3_bucket/*'], only },
  ]);
});

it('refuses the same bucket for prompts and recordings', () => {
  expect(() =>
    stackWith((scope) => {
      const both = new PrivateBucket(scope, 'both');
      return { plays: both, recordsTo: both };
    }),
  ).toThrow('Cannot record to "calls-test/both": expected another bucket than the one with the prompts');
});
