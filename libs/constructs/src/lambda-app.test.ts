import { folderWith } from '@dialplane/basics/testing';
import { Construct } from 'constructs';
import { allowed, emptyStack, resources, stubCode } from '../testing';
import { DynamoTable } from './dynamo-table';
import { FailureQueue } from './failure-queue';
import { HttpApi } from './http-api';
import { LambdaApp, type LambdaAppProps } from './lambda-app';
import { nameResources } from './names';
import { PrivateBucket } from './private-bucket';
import { Schedule } from './schedule';
import { stackIssues } from './stack-rules';

const props: LambdaAppProps = {
  code: stubCode(),
  failureMeans: 'Callers hear nothing.',
  alarmTopicArn: 'arn:aws:sns:us-east-1:111122223333:pager',
};

/** A stack with one app in it. */
const deployed = (more: Partial<LambdaAppProps> = {}, stack = emptyStack()) => ({
  stack,
  app: new LambdaApp(stack, 'answering', { ...props, ...more }),
});

const table = (stack: ReturnType<typeof emptyStack>) =>
  new DynamoTable(stack, 'forwards', {
    partitionKey: { name: 'number', type: 'S' },
    deletionProtection: true,
  });

it('is a function named after its stack and its id', () => {
  const [it] = resources(deployed().stack, 'aws_lambda_function');

  expect(it).toMatchObject({
    function_name: 'calls-test-answering',
    architectures: ['arm64'],
    runtime: 'nodejs22.x',
    handler: 'main.handler',
    timeout: 5,
    memory_size: 512,
  });
  expect(it).toMatchObject({
    environment: { variables: { METRICS_NAMESPACE: 'Dialplane/calls-test' } },
  });
  expect(it).not.toHaveProperty('reserved_concurrent_executions');
});

it('can have another name, for a stack that has an app twice', () => {
  const { stack } = deployed({ name: 'nightly-answering' });

  expect(resources(stack, 'aws_lambda_function')[0]).toMatchObject({
    function_name: 'calls-test-nightly-answering',
  });
  expect(resources(stack, 'aws_iam_role')[0]).toMatchObject({ name: 'calls-test-nightly-answering' });
});

it('can reserve concurrent executions', () => {
  expect(resources(deployed({ reservedConcurrency: 50 }).stack, 'aws_lambda_function')[0]).toMatchObject({
    reserved_concurrent_executions: 50,
  });
});

it('can have more temporary storage', () => {
  expect(resources(deployed({ temporaryStorage: 10_240 }).stack, 'aws_lambda_function')[0]).toMatchObject({
    ephemeral_storage: { size: 10_240 },
  });
});

it('sends an event that failed twice to its failure queue, and is allowed to', () => {
  const stack = emptyStack();
  const { alarmTopicArn, failureMeans: means } = props;
  deployed(
    { onFailure: new FailureQueue(stack, 'failures', { means, alarmTopicArn, region: 'us-east-1' }) },
    stack,
  );

  expect(resources(stack, 'aws_lambda_function_event_invoke_config')).toEqual([
    expect.objectContaining({
      maximum_retry_attempts: 1,
      destination_config: {
        on_failure: { destination: expect.stringMatching(/^\$\{aws_sqs_queue\.failures_/) },
      },
    }),
  ]);
  expect(allowed(stack, 'aws_iam_role_policy')).toContainEqual({
    actions: ['sqs:SendMessage'],
    resources: ['aws_sqs_queue'],
  });
});

it('can be invoked by another app that is allowed to', () => {
  const stack = emptyStack();
  const { app } = deployed({}, stack);
  new LambdaApp(stack, 'asking', props).mayUse(app, 'invoke');

  expect(allowed(stack, 'aws_iam_role_policy')).toContainEqual({
    actions: ['lambda:InvokeFunction'],
    resources: ['aws_lambda_function'],
  });
});

it('is reached through its alias by every caller, if it publishes versions', () => {
  const stack = emptyStack();
  const { alarmTopicArn, failureMeans: means } = props;
  const onFailure = new FailureQueue(stack, 'failures', { means, alarmTopicArn, region: 'us-east-1' });
  const { app } = deployed({ serves: 'released', onFailure }, stack);
  new LambdaApp(stack, 'asking', props).mayUse(app, 'invoke');
  new Schedule(stack, 'sweep', { app, everyMinutes: 1 });
  new HttpApi(stack, 'api', {
    app,
    routes: ['GET /numbers'],
    tokens: { issuer: 'https://example.com/pool', audience: 'console' },
    failureMeans: means,
    alarmTopicArn,
  });
  const alias = (attribute: string) =>
    expect.stringMatching(new RegExp(`^\\$\\{aws_lambda_alias\\.\\w+\\.${attribute}\\}$`));

  expect(resources(stack, 'aws_apigatewayv2_integration')).toMatchObject([
    { integration_uri: alias('invoke_arn') },
  ]);
  expect(resources(stack, 'aws_lambda_permission')).toMatchObject([{ qualifier: alias('name') }]);
  expect(resources(stack, 'aws_scheduler_schedule')).toMatchObject([{ target: { arn: alias('arn') } }]);
  expect(resources(stack, 'aws_lambda_function_event_invoke_config')).toMatchObject([
    { qualifier: alias('name') },
  ]);
  const invoke = { actions: ['lambda:InvokeFunction'], resources: ['aws_lambda_alias'] };
  expect(
    allowed(stack, 'aws_iam_role_policy').filter(({ actions }) => actions[0] === invoke.actions[0]),
  ).toEqual([invoke, invoke]);
});

it('may write its own log and do nothing else', () => {
  expect(allowed(deployed().stack, 'aws_iam_role_policy')).toEqual([
    { actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: ['aws_cloudwatch_log_group:*'] },
  ]);
});

it('has all its permissions on its own role', () => {
  const { stack, app } = deployed();
  app.mayUse(table(stack), 'get');
  const roles = resources(stack, 'aws_iam_role_policy').map(({ role }) => role);

  expect(roles).toHaveLength(2);
  for (const role of roles) expect(role).toMatch(/^\$\{aws_iam_role\.answering_role_\w+\.name\}$/);
});

it('is created after its permission to log', () => {
  expect(resources(deployed().stack, 'aws_lambda_function')[0]?.['depends_on']).toEqual([
    expect.stringMatching(/^aws_iam_role_policy\.answering_may-log_/),
  ]);
});

it('is deployed again when its code has changed, and only then', () => {
  const hashes = ['a', 'a', 'b'].map((text) => {
    const code = folderWith({ 'main.js': text });
    return resources(deployed({ code }).stack, 'aws_lambda_function')[0]?.['source_code_hash'];
  });

  expect(hashes).toEqual([expect.any(String), hashes[0], expect.any(String)]);
  expect(hashes[0]).not.toBe(hashes[2]);
});

it('has a log group whose logs expire', () => {
  expect(resources(deployed({ logDays: 7 }).stack, 'aws_cloudwatch_log_group')).toEqual([
    expect.objectContaining({ name: '/aws/lambda/calls-test-answering', retention_in_days: 7 }),
  ]);
});

it('has alarms on errors and throttles that say who is hurt', () => {
  const alarms = resources(deployed().stack, 'aws_cloudwatch_metric_alarm');
  const text = 'Callers hear nothing. What to do: docs/runbook.md, under the name of this alarm.';

  expect(alarms.map((alarm) => [alarm['metric_name'], alarm['alarm_description']])).toEqual([
    ['Errors', text],
    ['Throttles', text],
  ]);
  for (const alarm of alarms)
    expect(alarm).toMatchObject({
      alarm_actions: [props.alarmTopicArn],
      comparison_operator: 'GreaterThanThreshold',
      threshold: 0,
    });
});

it('passes its settings to the function as environment variables', () => {
  const [it] = resources(deployed({ environment: { TABLE: 'forwards' } }).stack, 'aws_lambda_function');

  expect(it).toMatchObject({ environment: { variables: { TABLE: 'forwards' } } });
});

it.each`
  need        | action
  ${'get'}    | ${'dynamodb:GetItem'}
  ${'list'}   | ${'dynamodb:Scan'}
  ${'query'}  | ${'dynamodb:Query'}
  ${'put'}    | ${'dynamodb:PutItem'}
  ${'update'} | ${'dynamodb:UpdateItem'}
  ${'delete'} | ${'dynamodb:DeleteItem'}
  ${'check'}  | ${'dynamodb:ConditionCheckItem'}
`('gets only $action on a table that it may $need', ({ need, action }) => {
  const { stack, app } = deployed();
  app.mayUse(table(stack), need);

  expect(allowed(stack, 'aws_iam_role_policy')).toContainEqual({
    actions: [action],
    resources: ['aws_dynamodb_table'],
  });
});

it('may use the indexes of a table only if it may query the table', () => {
  const needs = (need: 'query' | 'get') => {
    const { stack, app } = deployed();
    const operations = new DynamoTable(stack, 'operations', {
      partitionKey: { name: 'number', type: 'S' },
      indexes: [{ name: 'unfinished', partitionKey: { name: 'unfinished', type: 'S' } }],
      deletionProtection: true,
    });
    return allowed(app.mayUse(operations, need) && stack, 'aws_iam_role_policy').at(-1)?.resources;
  };

  expect(needs('query')).toEqual(['aws_dynamodb_table', 'aws_dynamodb_table/index/unfinished']);
  expect(needs('get')).toEqual(['aws_dynamodb_table']);
});

it.each`
  needs              | actions                              | on
  ${['get']}         | ${['s3:GetObject']}                  | ${['aws_s3_bucket/*']}
  ${['put']}         | ${['s3:PutObject']}                  | ${['aws_s3_bucket/*']}
  ${['list']}        | ${['s3:ListBucket']}                 | ${['aws_s3_bucket']}
  ${['list', 'get']} | ${['s3:ListBucket', 's3:GetObject']} | ${['aws_s3_bucket', 'aws_s3_bucket/*']}
`('gets only $actions on a bucket that it may $needs', ({ needs, actions, on }) => {
  const { stack, app } = deployed();
  app.mayUse(new PrivateBucket(stack, 'prices'), ...(needs as ['get']));

  expect(allowed(stack, 'aws_iam_role_policy')).toContainEqual({ actions, resources: on });
});

it('adds up the needs of a resource that it is given twice', () => {
  const { stack, app } = deployed();
  const forwards = table(stack);
  app.mayUse(forwards, 'get').mayUse(forwards, 'put', 'get');

  expect(allowed(stack, 'aws_iam_role_policy').slice(1)).toEqual([
    { actions: ['dynamodb:GetItem', 'dynamodb:PutItem'], resources: ['aws_dynamodb_table'] },
  ]);
});

it('may use two resources that have the same id in different scopes', () => {
  const { stack, app } = deployed();
  for (const part of ['calls', 'texts'])
    app.mayUse(
      new DynamoTable(new Construct(stack, part), 'numbers', {
        partitionKey: { name: 'number', type: 'S' },
        deletionProtection: true,
      }),
      'get',
    );

  const names = resources(stack, 'aws_iam_role_policy').map(({ name }) => name);
  expect(new Set(names).size).toBe(3);
});

it('can have another processor, runtime and handler', () => {
  const code = folderWith({ 'src/calls.py': 'def answer(event, context): pass' });
  const { stack } = deployed({
    code,
    architecture: 'x86_64',
    runtime: 'python3.13',
    handler: 'src/calls.answer',
  });

  expect(resources(stack, 'aws_lambda_function')[0]).toMatchObject({
    architectures: ['x86_64'],
    runtime: 'python3.13',
    handler: 'src/calls.answer',
  });
});

it('connects to a VPC, and may create the network interfaces for it', () => {
  const { stack } = deployed({ vpc: { subnetIds: ['subnet-1'], securityGroupIds: ['sg-1'] } });

  expect(resources(stack, 'aws_lambda_function')[0]).toMatchObject({
    vpc_config: { subnet_ids: ['subnet-1'], security_group_ids: ['sg-1'] },
    depends_on: [expect.stringContaining('may-log'), expect.stringContaining('may-connect')],
  });
  expect(allowed(stack, 'aws_iam_role_policy')).toContainEqual({
    actions: expect.arrayContaining(['ec2:CreateNetworkInterface']),
    resources: ['*'],
    only: { 'aws:RequestedRegion': '${data.aws_region.here.id}' },
  });
  expect(stackIssues(stack.toTerraform())).toEqual([]);
});

it('is traced on request, and may send traces', () => {
  const { stack } = deployed({ tracing: true });

  expect(resources(stack, 'aws_lambda_function')[0]).toMatchObject({ tracing_config: { mode: 'Active' } });
  expect(allowed(stack, 'aws_iam_role_policy')).toContainEqual(
    expect.objectContaining({ actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'] }),
  );
  expect(stackIssues(stack.toTerraform())).toEqual([]);
});

it('is named by nameResources, with a prefix and a namespace of metrics', () => {
  const stack = emptyStack();
  nameResources(stack, { prefix: 'acme', metrics: 'Acme/Calls' });
  deployed({}, stack);

  expect(resources(stack, 'aws_lambda_function')[0]).toMatchObject({
    function_name: 'acme-answering',
    environment: { variables: { METRICS_NAMESPACE: 'Acme/Calls' } },
  });
});

it('refuses a name that is too long for IAM', () => {
  const name = 'a'.repeat(54);

  expect(() => deployed({ name })).toThrow('expected at most 64 characters, not 65');
  expect(() => deployed({ name: name.slice(1) })).not.toThrow();
});
