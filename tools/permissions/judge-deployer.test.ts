import { judgeDeployer } from './judge-deployer';
import { loggedRequests } from './terraform-log';

const stack = { resource: { aws_dynamodb_table: { forwards: {} }, aws_kms_key: { key: {} } } };
const scope = { stack: 'calls-test', region: 'us-east-1' };

type Sent = {
  readonly service: string;
  readonly operation: string;
  readonly body: string;
  readonly call?: string;
};

/** An entry as the provider writes it: the body of JSON in lines of its own, between other fields in any order. */
const entry = ({ service, operation, body, call = 'one' }: Sent): string =>
  `2026-11-26T17:46:59.015Z [DEBUG] provider.terraform-provider-aws_v5.100.0_x5: HTTP Request Sent: rpc.service=${JSON.stringify(service)} tf_req_id=${call}
  http.request.body=
  | ${body}
   http.request.header.authorization="AWS4-HMAC-SHA256 Credential=test/20261126, SignedHeaders=host" rpc.method=${operation} http.method=POST http.url=http://127.0.0.1:41937/ timestamp=2026-11-26T17:46:59.013Z
2026-11-26T17:46:59.016Z [DEBUG] provider.terraform-provider-aws_v5.100.0_x5: HTTP Response Received: rpc.service=${JSON.stringify(service)} rpc.method=${operation} http.status_code=200
`;

const judge = (sent: readonly Sent[], tags: Readonly<Record<string, string>> = {}) =>
  judgeDeployer(stack, scope, loggedRequests(sent.map(entry).join('')), new Map(Object.entries(tags)));

const createTable = (table: string): Sent => ({
  service: 'DynamoDB',
  operation: 'CreateTable',
  body: `{"TableName":"${table}","Tags":[{"Key":"stack","Value":"calls-test"}]}`,
});

it('allows the requests for resources of the stack', async () => {
  expect(await judge([createTable('calls-test-forwards')])).toMatchObject({ requests: 1, denied: [] });
});

it('reports a request for a resource of another stack', async () => {
  expect((await judge([createTable('calls-live-forwards')])).denied).toEqual([
    expect.stringMatching(/^dynamodb:CreateTable on arn:aws:dynamodb:.*:table\/calls-live-forwards/),
  ]);
});

it('reports a request that the policy does not have at all', async () => {
  const { denied } = await judge([
    { service: 'DynamoDB', operation: 'RestoreTableFromBackup', body: '{"TableName":"calls-test-forwards"}' },
  ]);

  expect(denied).toHaveLength(1);
});

it.each`
  tag             | denied
  ${'calls-test'} | ${0}
  ${'calls-live'} | ${1}
  ${undefined}    | ${1}
`('reports $denied requests to delete a key with the tag $tag', async ({ tag, denied }) => {
  const arn = 'arn:aws:kms:us-east-1:111122223333:key/4fd871fd';
  const deletion = { service: 'KMS', operation: 'ScheduleKeyDeletion', body: '{"KeyId":"4fd871fd"}' };

  expect((await judge([deletion], tag && { [arn]: tag })).denied).toHaveLength(denied);
});

it('reports a new key without the tag of the stack', async () => {
  const tagged = {
    service: 'KMS',
    operation: 'CreateKey',
    body: '{"Tags":[{"TagKey":"stack","TagValue":"calls-test"}]}',
  };

  expect((await judge([tagged])).denied).toEqual([]);
  expect((await judge([{ ...tagged, body: '{}' }])).denied).toHaveLength(1);
});

it('lists what was never requested, by its reason', async () => {
  const { notRequested } = await judge([createTable('calls-test-forwards')]);

  expect(notRequested.always).toContain('dynamodb:DescribeTable');
  expect(notRequested.always).not.toContain('dynamodb:CreateTable');
  expect(notRequested.changes).toContain('dynamodb:UpdateTable');
  expect(notRequested.implied).toContain('dynamodb:TagResource');
});

it('finds the name in a form that was cut off in the other requests for the same resource', async () => {
  const body = (rest: string) => ({ service: 'CloudWatch', call: 'dashboard', ...JSON.parse(rest) });
  const dashboard = { resource: { aws_cloudwatch_dashboard: { calls: {} } } };
  const log = [
    body('{"operation":"PutDashboard","body":"Action=PutDashboard&DashboardBody=%7B[truncated...]"}'),
    body('{"operation":"GetDashboard","body":"Action=GetDashboard&DashboardName=calls-test-calls"}'),
  ];

  const { denied, requests } = await judgeDeployer(
    dashboard,
    scope,
    loggedRequests(log.map(entry).join('')),
    new Map(),
  );
  expect({ denied, requests }).toEqual({ denied: [], requests: 2 });
});
