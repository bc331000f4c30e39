import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import type { TerraformStack } from 'cdktf';
import { DynamoTable } from './dynamo-table';
import { LambdaApp } from './lambda-app';
import { PrivateBucket } from './private-bucket';
import { SipMediaApp } from './sip-media-app';
import { stackIssues } from './stack-rules';
import { emptyStack } from './stack-under-test';

type Resources = Record<string, Record<string, Record<string, unknown>>>;

const goodStack = (): TerraformStack => {
  const stack = emptyStack();
  const answeredBy = new LambdaApp(stack, 'answering', {
    app: 'answering',
    failureMeans: 'Callers hear nothing.',
    alarmTopicArn: 'arn:aws:sns:us-east-1:111122223333:pager',
  });
  const table = new DynamoTable(stack, 'forwards', {
    partitionKey: { name: 'number', type: 'S' },
    deletionProtection: true,
  });
  answeredBy.mayUse(table, 'get');
  new SipMediaApp(stack, 'sma', {
    answeredBy,
    region: 'us-east-1',
    plays: new PrivateBucket(stack, 'prompts'),
  });
  return stack;
};

it('finds nothing wrong with what these constructs make', () => {
  expect(stackIssues(goodStack().toTerraform())).toEqual([]);
});

const without = (type: string) => (resources: Resources) => void Reflect.deleteProperty(resources, type);

const withArgument = (type: string, change: object) => (resources: Resources) => {
  for (const resource of Object.values(resources[type] ?? {})) Object.assign(resource, change);
};

const errors = 'must have an alarm on Errors that says who is hurt';
const throttles = 'must have an alarm on Throttles that says who is hurt';

it.each`
  fault                         | spoil                                                                                     | messages
  ${'no alarms'}                | ${without('aws_cloudwatch_metric_alarm')}                                                 | ${[errors, throttles]}
  ${'alarms on something else'} | ${withArgument('aws_cloudwatch_metric_alarm', { metric_name: 'Duration' })}               | ${[errors, throttles]}
  ${'alarms that say nothing'}  | ${withArgument('aws_cloudwatch_metric_alarm', { alarm_description: '' })}                 | ${[errors, throttles]}
  ${'alarms that wake nobody'}  | ${withArgument('aws_cloudwatch_metric_alarm', { alarm_actions: [] })}                     | ${[errors, throttles]}
  ${'alarms on another app'}    | ${withArgument('aws_cloudwatch_metric_alarm', { dimensions: { FunctionName: 'other' } })} | ${[errors, throttles]}
  ${'logs in no group'}         | ${withArgument('aws_lambda_function', { logging_config: undefined })}                     | ${['must log to a group of its own, in JSON']}
  ${'logs kept for ever'}       | ${withArgument('aws_cloudwatch_log_group', { retention_in_days: undefined })}             | ${['must forget logs after some time']}
  ${'an app anybody may ask'}   | ${withArgument('aws_lambda_permission', { source_account: undefined })}                   | ${['must say on whose behalf it is called: source_account']}
  ${'no restoring'}             | ${withArgument('aws_dynamodb_table', { point_in_time_recovery: { enabled: false } })}     | ${['must be restorable to a point in time']}
  ${'a table in plain text'}    | ${withArgument('aws_dynamodb_table', { server_side_encryption: undefined })}              | ${['must be encrypted']}
  ${'a bucket that may open'}   | ${without('aws_s3_bucket_public_access_block')}                                           | ${['must be closed to the public']}
  ${'a bucket in plain text'}   | ${without('aws_s3_bucket_server_side_encryption_configuration')}                          | ${['must be encrypted']}
  ${'no versions'}              | ${without('aws_s3_bucket_versioning')}                                                    | ${['must keep versions']}
  ${'requests without TLS'}     | ${without('aws_s3_bucket_policy')}                                                        | ${['must refuse requests without TLS']}
`('finds $fault', ({ spoil, messages }) => {
  const stack = goodStack().toTerraform();
  spoil(stack.resource);

  expect(stackIssues(stack).map(({ message }) => message)).toEqual(messages);
});

it('finds the one open bucket beside a closed one', () => {
  const stack = goodStack();
  new S3Bucket(stack, 'open', { bucket: 'open' });

  expect(stackIssues(stack.toTerraform())).toEqual(
    ['closed to the public', 'be encrypted', 'keep versions', 'refuse requests without TLS'].map(
      (message) => ({
        path: 'aws_s3_bucket.open',
        message: expect.stringContaining(message),
      }),
    ),
  );
});

it('finds a managed policy', () => {
  const stack = goodStack();
  new IamRolePolicyAttachment(stack, 'managed', {
    role: 'calls-test-answering',
    policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
  });

  expect(stackIssues(stack.toTerraform())).toEqual([
    {
      path: 'aws_iam_role_policy_attachment.managed',
      message: 'must not be used: it allows what nobody asked for',
    },
  ]);
});

it('finds a wide policy, and says in which argument of which resource', () => {
  const stack = goodStack().toTerraform();
  const wide = {
    policy: JSON.stringify({ Statement: [{ Effect: 'Allow', Action: 'x:*', Resource: 'arn:aws:x:::y' }] }),
  };
  stack.resource.aws_iam_role_policy = { logs: wide };

  expect(stackIssues(stack)).toEqual([
    { path: 'aws_iam_role_policy.logs.policy', message: 'must name each action in full, without *' },
  ]);
});
