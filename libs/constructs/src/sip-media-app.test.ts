import { allowed, emptyStack, resources, stubCode } from '../testing';
import { LambdaApp } from './lambda-app';
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
