import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import type { TerraformStack } from 'cdktf';
import { emptyStack, stubCode } from '../testing';
import { DynamoTable } from './dynamo-table';
import { except } from './except';
import { FailureQueue } from './failure-queue';
import { HttpApi } from './http-api';
import { LambdaApp } from './lambda-app';
import { OperatorPool } from './operator-pool';
import { PrivateBucket } from './private-bucket';
import { SipMediaApp } from './sip-media-app';
import { stackIssues } from './stack-rules';
import { VoiceConnector } from './voice-connector';

type Resources = Record<string, Record<string, Record<string, unknown>>>;

const goodStack = (): TerraformStack => {
  const stack = emptyStack();
  const answeredBy = new LambdaApp(stack, 'answering', {
    code: stubCode(),
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
  new VoiceConnector(stack, 'trunk', { region: 'us-east-1' });
  new FailureQueue(stack, 'failures', {
    means: 'Costs are missing.',
    alarmTopicArn: 'arn:aws:sns:us-east-1:111122223333:pager',
    region: 'us-east-1',
  });
  new HttpApi(stack, 'api', {
    app: answeredBy,
    routes: ['GET /numbers'],
    tokens: new OperatorPool(stack, 'operators', { groups: {}, deletionProtection: true }),
    failureMeans: 'Operators cannot see numbers.',
    alarmTopicArn: 'arn:aws:sns:us-east-1:111122223333:pager',
  });
  return stack;
};

it('accepts a stack of these constructs', () => {
  expect(stackIssues(goodStack().toTerraform())).toEqual([]);
});

const without = (type: string) => (resources: Resources) => void Reflect.deleteProperty(resources, type);

const withArgument = (type: string, change: object) => (resources: Resources) => {
  for (const resource of Object.values(resources[type] ?? {})) Object.assign(resource, change);
};

const pathsInLog = (resources: Resources) => {
  for (const stage of Object.values(resources['aws_apigatewayv2_stage'] ?? {}))
    Object.assign(stage['access_log_settings'] ?? {}, { format: '$context.path' });
};

const behalf = 'must limit who can invoke the function: source_account, or source_arn of one resource';
const serverErrors = 'must have an alarm on 5xx that says who is hurt';
const errors = 'must have an alarm on Errors that says who is hurt';
const unlogged = 'must log each request to its own group, without the path, which contains phone numbers';
const throttles = 'must have an alarm on Throttles that says who is hurt';

it.each`
  fault                         | spoil                                                                                             | messages
  ${'no alarms'}                | ${without('aws_cloudwatch_metric_alarm')}                                                         | ${[errors, throttles, serverErrors]}
  ${'alarms on something else'} | ${withArgument('aws_cloudwatch_metric_alarm', { metric_name: 'Duration' })}                       | ${[errors, throttles, serverErrors]}
  ${'alarms without a text'}    | ${withArgument('aws_cloudwatch_metric_alarm', { alarm_description: '' })}                         | ${[errors, throttles, serverErrors]}
  ${'alarms with no actions'}   | ${withArgument('aws_cloudwatch_metric_alarm', { alarm_actions: [] })}                             | ${[errors, throttles, serverErrors]}
  ${'alarms on another app'}    | ${withArgument('aws_cloudwatch_metric_alarm', { dimensions: { FunctionName: 'other' } })}         | ${[errors, throttles, serverErrors]}
  ${'logs in no group'}         | ${withArgument('aws_lambda_function', { logging_config: undefined })}                             | ${['must log to its own group, in JSON']}
  ${'an app open to anyone'}    | ${withArgument('aws_lambda_permission', { source_account: undefined, source_arn: undefined })}    | ${[behalf, behalf]}
  ${'a route for everyone'}     | ${withArgument('aws_apigatewayv2_route', { authorization_type: 'NONE' })}                         | ${['must authenticate callers: authorization_type JWT and an authorizer, unless its app verifies signed webhooks']}
  ${'a route with no issuer'}   | ${withArgument('aws_apigatewayv2_route', { authorizer_id: undefined })}                           | ${['must authenticate callers: authorization_type JWT and an authorizer, unless its app verifies signed webhooks']}
  ${'pages of any origin'}      | ${withArgument('aws_apigatewayv2_api', { cors_configuration: { allow_origins: ['https://*'] } })} | ${['must name the origins of web pages that may call it, without *']}
  ${'any number of requests'}   | ${withArgument('aws_apigatewayv2_stage', { default_route_settings: undefined })}                  | ${['must throttle requests']}
  ${'requests in no log'}       | ${withArgument('aws_apigatewayv2_stage', { access_log_settings: undefined })}                     | ${[unlogged]}
  ${'phone numbers in the log'} | ${pathsInLog}                                                                                     | ${[unlogged]}
  ${'a pool open to anyone'}    | ${withArgument('aws_cognito_user_pool', { admin_create_user_config: undefined })}                 | ${['must not let people sign themselves up']}
  ${'calls in plain text'}      | ${withArgument('aws_chime_voice_connector', { require_encryption: false })}                       | ${['must refuse unencrypted calls']}
  ${'requests without TLS'}     | ${without('aws_s3_bucket_policy')}                                                                | ${['must refuse requests without TLS']}
`('finds $fault', ({ spoil, messages }) => {
  const stack = goodStack().toTerraform();
  spoil(stack.resource);

  expect(stackIssues(stack).map(({ message }) => message)).toEqual(messages);
});

it('finds the bucket without TLS among others', () => {
  const stack = goodStack();
  new S3Bucket(stack, 'open', { bucket: 'open' });

  expect(stackIssues(stack.toTerraform())).toEqual([
    { path: 'aws_s3_bucket.open', rule: 'tls', message: 'must refuse requests without TLS' },
  ]);
});

it('finds a reference to a resource of another stack', () => {
  const stack = goodStack().toTerraform();
  const [alarm] = Object.values<Record<string, unknown>>(stack.resource.aws_cloudwatch_metric_alarm);
  Object.assign(alarm ?? {}, { alarm_actions: ['${aws_sns_topic.pager.arn}'] });

  expect(stackIssues(stack)).toEqual([
    {
      path: expect.stringMatching(/^aws_cloudwatch_metric_alarm\./),
      rule: 'own-stack',
      message: 'must refer to its own stack only, which has no aws_sns_topic.pager',
    },
  ]);
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
      rule: 'managed-policy',
      message: 'must not be used: a managed policy allows more than the app needs',
    },
  ]);
});

it('finds a policy that is too wide, and names its resource and argument', () => {
  const stack = goodStack().toTerraform();
  const wide = {
    policy: JSON.stringify({ Statement: [{ Effect: 'Allow', Action: 'x:*', Resource: 'arn:aws:x:::y' }] }),
  };
  stack.resource.aws_iam_role_policy = { logs: wide };

  expect(stackIssues(stack)).toEqual([
    {
      path: 'aws_iam_role_policy.logs.policy',
      rule: 'policy-actions',
      message: 'must name each action in full, without *',
    },
  ]);
});

it('accepts an exception from a rule, and reports one that is not needed', () => {
  const stack = goodStack();
  const open = new S3Bucket(stack, 'open', { bucket: 'open' });
  except(open, 'tls', 'An old device has no TLS.');
  expect(stackIssues(stack.toTerraform())).toEqual([]);

  except(open, 'sign-up', 'By mistake.');
  expect(stackIssues(stack.toTerraform())).toEqual([
    {
      path: 'aws_s3_bucket.open',
      rule: 'sign-up',
      message: 'must not be excepted from "sign-up", which it follows',
    },
  ]);
});

it('writes an exception for Checkov as the comment that Checkov reads', () => {
  const stack = goodStack();
  const open = new S3Bucket(stack, 'open', { bucket: 'open' });
  except(open, 'tls', 'An old device has no TLS.');
  except(open, 'CKV_AWS_18', 'It holds prompts only.');

  expect(stackIssues(stack.toTerraform())).toEqual([]);
  expect(JSON.stringify(stack.toTerraform())).toContain('"checkov:skip=CKV_AWS_18:It holds prompts only."');
});
