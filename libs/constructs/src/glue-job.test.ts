import { folderWith } from '@dialplane/basics/testing';
import { allowed, emptyStack, resources, stubCode } from '../testing';
import { FailureQueue } from './failure-queue';
import { GlueJob, type GlueJobProps } from './glue-job';
import { LambdaApp } from './lambda-app';
import { PrivateBucket } from './private-bucket';
import { stackIssues } from './stack-rules';

const program = { 'main.py': 'import job', 'job/__init__.py': '' };
const alarmTopicArn = 'arn:aws:sns:us-east-1:111122223333:pager';
const region = 'us-east-1';

const deployed = (more: Partial<GlueJobProps> = {}, files: Readonly<Record<string, string>> = program) => {
  const stack = emptyStack();
  const code = new PrivateBucket(stack, 'results');
  const job = new GlueJob(stack, 'rate', {
    folder: folderWith(files),
    code,
    region,
    onFailure: new FailureQueue(stack, 'failures', { means: 'Costs are missing.', alarmTopicArn, region }),
    workers: 2,
    timeoutMinutes: 60,
    ...more,
  });
  return { stack, job, code };
};

it('runs on Glue 5.1, without retries, and with a time limit', () => {
  const [job] = resources(deployed().stack, 'aws_glue_job');

  expect(job).toMatchObject({
    name: 'calls-test-rate',
    glue_version: '5.1',
    worker_type: 'G.1X',
    number_of_workers: 2,
    timeout: 60,
    max_retries: 0,
    execution_property: { max_concurrent_runs: 1 },
    default_arguments: {
      '--job-bookmark-option': 'job-bookmark-disable',
      '--enable-metrics': 'true',
      '--custom-logGroup-prefix': '/aws-glue/calls-test-rate',
    },
  });
});

it('logs to its own groups, whose logs expire', () => {
  expect(resources(deployed().stack, 'aws_cloudwatch_log_group')).toEqual(
    ['error', 'output'].map((kind) =>
      expect.objectContaining({ name: `/aws-glue/calls-test-rate/${kind}`, retention_in_days: 30 }),
    ),
  );
});

it('may read its code, write its logs and metrics, and do nothing else', () => {
  const { stack } = deployed();

  expect(allowed(stack, 'aws_iam_role_policy')).toEqual([
    {
      actions: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: ['aws_cloudwatch_log_group:*', 'aws_cloudwatch_log_group:*'],
    },
    {
      actions: ['cloudwatch:PutMetricData'],
      resources: ['*'],
      only: { 'cloudwatch:namespace': 'Glue', 'aws:RequestedRegion': region },
    },
    { actions: ['s3:GetObject'], resources: ['aws_s3_bucket/glue/*'] },
  ]);
  expect(stackIssues(stack.toTerraform())).toEqual([]);
});

it('may use what it is allowed to', () => {
  const { stack, job, code } = deployed();
  job.mayUse(code, 'list');

  expect(allowed(stack, 'aws_iam_role_policy')).toContainEqual({
    actions: ['s3:ListBucket'],
    resources: ['aws_s3_bucket'],
  });
});

it('can be started by an app that is allowed to', () => {
  const { stack, job } = deployed();
  new LambdaApp(stack, 'answering', {
    code: stubCode(),
    failureMeans: 'Nothing is rated.',
    alarmTopicArn,
  }).mayUse(job, 'start');

  expect(allowed(stack, 'aws_iam_role_policy')).toContainEqual({
    actions: ['glue:StartJobRun'],
    resources: ['aws_glue_job'],
  });
});

it('sends an event for every failed run to its queue', () => {
  const { stack } = deployed();
  const [rule] = resources(stack, 'aws_cloudwatch_event_rule');

  expect(JSON.parse(String(rule?.['event_pattern']))).toEqual({
    source: ['aws.glue'],
    'detail-type': ['Glue Job State Change'],
    detail: { jobName: ['calls-test-rate'], state: ['FAILED', 'TIMEOUT', 'STOPPED', 'ERROR'] },
  });
  expect(resources(stack, 'aws_cloudwatch_event_target')).toEqual([
    expect.objectContaining({ arn: expect.stringMatching(/^\$\{aws_sqs_queue\.failures_queue_\w+\.arn\}$/) }),
  ]);
});

const codeOf = (files: Readonly<Record<string, string>>) =>
  resources(deployed({}, files).stack, 'aws_s3_object').map(({ key }) => String(key));

it('stores its program under keys that change when the content changes, and only then', () => {
  const keys = codeOf(program);

  expect(keys).toEqual([
    expect.stringMatching(/^glue\/[0-9a-f]{32}\/main\.py$/),
    expect.stringMatching(/^glue\/[0-9a-f]{32}\/packages\.zip$/),
  ]);
  expect(codeOf({ ...program, 'job/__pycache__/job.pyc': 'x', 'README.md': 'x' })).toEqual(keys);
  expect(codeOf({ ...program, 'job/rate.py': '' })).not.toEqual(keys);
});

it('refuses a folder without a program', () => {
  expect(() => deployed({}, { 'job/__init__.py': '' })).toThrow(
    /^Cannot deploy the program in ".*": expected a main.py$/,
  );
});
