import { policyIssues } from './policy-rules';

const policy = (statement: object) =>
  JSON.stringify({
    Statement: [
      { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: '${aws_sqs_queue.q.arn}', ...statement },
    ],
  });

const inRegion = { StringEquals: { 'aws:RequestedRegion': 'us-east-1' } };

const chime = { Principal: { Service: 'voiceconnector.chime.amazonaws.com' } };

it.each`
  what                               | statement
  ${'a named resource'}              | ${{}}
  ${'the objects of a bucket'}       | ${{ Resource: '${aws_s3_bucket.b.arn}/*' }}
  ${'the streams of a log group'}    | ${{ Resource: ['${aws_cloudwatch_log_group.g.arn}:*'] }}
  ${'an ARN written out'}            | ${{ Resource: 'arn:aws:s3:::prompts/*' }}
  ${'a denial to everyone'}          | ${{ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*' }}
  ${'a service that assumes a role'} | ${{ Principal: { Service: 'lambda.amazonaws.com' }, Resource: undefined }}
  ${'an index of a table'}           | ${{ Resource: '${aws_dynamodb_table.t.arn}/index/unfinished' }}
  ${'a log group written out'}       | ${{ Resource: 'arn:aws:logs:us-east-1:111122223333:log-group:calls:*' }}
  ${'actions without a resource'}    | ${{ Action: ['chime:ListPhoneNumbers', 'chime:GetSipRule'], Resource: ['*'], Condition: inRegion }}
  ${'a schedule of this account'}    | ${{ Principal: { Service: 'scheduler.amazonaws.com' }, Resource: undefined, Condition: { StringEquals: { 'aws:SourceAccount': '1' } } }}
  ${'a folder of a bucket'}          | ${{ Resource: 'arn:aws:s3:::calls/prices/*' }}
  ${'metrics of one namespace'}      | ${{ Action: 'cloudwatch:PutMetricData', Resource: '*', Condition: inRegion }}
  ${'conditions that AWS documents'} | ${{ Principal: { Service: 'chime.amazonaws.com' }, Action: 's3:PutObject', Condition: { StringEquals: { 'aws:SourceAccount': '1' } } }}
  ${'a rule of EventBridge'}         | ${{ Principal: { Service: 'events.amazonaws.com' }, Condition: { StringEquals: { 'aws:SourceArn': 'a' } } }}
  ${'a service for one resource'}    | ${{ ...chime, Condition: { StringEquals: { 'aws:SourceAccount': '1', 'aws:SourceArn': 'a' } } }}
`('accepts $what', ({ statement }) => {
  expect(policyIssues(policy(statement))).toEqual([]);
});

it.each`
  what                                 | statement                                                                                                                               | issue
  ${'all actions'}                     | ${{ Action: '*' }}                                                                                                                      | ${'must name each action'}
  ${'all actions of a service'}        | ${{ Action: ['chime:*'] }}                                                                                                              | ${'must name each action'}
  ${'all actions that read'}           | ${{ Action: ['s3:Get*'] }}                                                                                                              | ${'must name each action'}
  ${'all resources'}                   | ${{ Resource: ['${aws_s3_bucket.b.arn}', '*'] }}                                                                                        | ${'must name each resource'}
  ${'all buckets'}                     | ${{ Resource: 'arn:aws:s3:::*' }}                                                                                                       | ${'must name each resource'}
  ${'all log groups'}                  | ${{ Resource: 'arn:aws:logs:*:*:*' }}                                                                                                   | ${'must name each resource'}
  ${'buckets with a common prefix'}    | ${{ Resource: 'arn:aws:s3:::prompts*' }}                                                                                                | ${'must name each resource'}
  ${'all connectors'}                  | ${{ Resource: 'arn:aws:chime:us-east-1:1:vc/*' }}                                                                                       | ${'must name each resource'}
  ${'actions without a Region'}        | ${{ Action: 'chime:ListPhoneNumbers', Resource: '*' }}                                                                                  | ${'must name each resource'}
  ${'actions that IAM could limit'}    | ${{ Action: ['chime:ListPhoneNumbers', 'chime:CreateSipRule'], Resource: '*', Condition: inRegion }}                                    | ${'must name each resource'}
  ${'a schedule of any account'}       | ${{ Principal: { Service: 'scheduler.amazonaws.com' }, Resource: undefined }}                                                           | ${'must limit schedules to one account'}
  ${'all but some actions'}            | ${{ Action: undefined, NotAction: 'iam:*' }}                                                                                            | ${'must list what it allows'}
  ${'all but some resources'}          | ${{ Resource: undefined, NotResource: 'arn:aws:s3:::x' }}                                                                               | ${'must list what it allows'}
  ${'everyone'}                        | ${{ Principal: '*' }}                                                                                                                   | ${'must name who is allowed'}
  ${'every account'}                   | ${{ Principal: { AWS: ['*'] } }}                                                                                                        | ${'must name who is allowed'}
  ${'a service for any account'}       | ${chime}                                                                                                                                | ${'must limit for whom a service acts'}
  ${'any rule of EventBridge'}         | ${{ Principal: { Service: 'events.amazonaws.com' } }}                                                                                   | ${'must limit for whom a service acts'}
  ${'an action without documentation'} | ${{ Principal: { Service: 'chime.amazonaws.com' }, Action: 's3:GetObject', Condition: { StringEquals: { 'aws:SourceAccount': '1' } } }} | ${'must limit for whom a service acts'}
  ${'a service for any application'}   | ${{ ...chime, Condition: { StringEquals: { 'aws:SourceAccount': '1' } } }}                                                              | ${'must limit for whom a service acts'}
`('finds $what', ({ statement, issue }) => {
  expect(policyIssues(policy(statement)).map(({ message }) => message)).toEqual([
    expect.stringContaining(issue),
  ]);
});

it('reports every broken rule, not only the first', () => {
  expect(policyIssues(policy({ Action: '*', Resource: '*' }))).toHaveLength(2);
});

it('reports a policy that it cannot read', () => {
  expect(policyIssues('${data.aws_iam_policy_document.d.json}')).toEqual([
    { rule: 'policy-text', message: 'must be JSON text, so that it can be checked' },
  ]);
});
