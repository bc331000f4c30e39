import { emptyStack } from '../testing';
import { deployerPolicies, deployerStatements } from './deployer-policy';
import { DynamoTable } from './dynamo-table';
import { EncryptionKey } from './encryption-key';
import type { SynthesizedStack } from './synthesized-stack';

const scope = { stack: 'calls-test', region: 'eu-west-1' };

const stackWith = (add: (stack: ReturnType<typeof emptyStack>) => void): SynthesizedStack => {
  const stack = emptyStack();
  add(stack);
  return stack.toTerraform();
};
const withTable = stackWith(
  (stack) =>
    new DynamoTable(stack, 'forwards', {
      partitionKey: { name: 'number', type: 'S' },
      deletionProtection: true,
    }),
);
const withKey = stackWith(
  (stack) => new EncryptionKey(stack, 'key', { description: 'Encrypts.', deletionProtection: true }),
);

const statementFor = (stack: SynthesizedStack, action: string, limits: object = {}) =>
  deployerStatements(stack, { ...scope, ...limits }).find(({ Action }) => Action.includes(action));

it('limits named resources to those of the stack', () => {
  expect(statementFor(withTable, 'dynamodb:CreateTable')).toMatchObject({
    Effect: 'Allow',
    Resource: ['arn:aws:dynamodb:eu-west-1:*:table/calls-test-*'],
  });
});

it('limits resources with ids of AWS to those with the tag of the stack', () => {
  expect(statementFor(withKey, 'kms:ScheduleKeyDeletion')?.Condition).toEqual({
    StringEquals: { 'aws:ResourceTag/stack': 'calls-test' },
  });
});

it('creates them only with that tag, and takes over none of another stack', () => {
  expect(statementFor(withKey, 'kms:CreateKey')?.Condition).toEqual({
    StringEquals: { 'aws:RequestTag/stack': 'calls-test' },
    StringEqualsIfExists: { 'aws:ResourceTag/stack': 'calls-test' },
  });
});

it('has nothing for resources that the stack has not', () => {
  expect(statementFor(withTable, 'kms:CreateKey')).toBeUndefined();
});

it('refuses a type of resource whose requests are not known', () => {
  const stack = { resource: { aws_vpc: { main: {} } }, data: { aws_ami: { newest: {} } } };

  expect(() => deployerStatements(stack, scope)).toThrow(
    'Cannot derive the deployer policy of "calls-test": expected what Terraform requests for aws_vpc, data.aws_ami in deployer-requests.ts',
  );
});

it.each`
  region             | partition
  ${'eu-west-1'}     | ${'aws'}
  ${'cn-north-1'}    | ${'aws-cn'}
  ${'us-gov-west-1'} | ${'aws-us-gov'}
`('names resources of $region in the partition $partition', ({ region, partition }) => {
  expect(
    statementFor(withTable, 'dynamodb:CreateTable', { region, account: '111122223333' })?.Resource,
  ).toEqual([`arn:${partition}:dynamodb:${region}:111122223333:table/calls-test-*`]);
});

const withRole: SynthesizedStack = {
  resource: {
    aws_iam_role: {
      app: {
        assume_role_policy: JSON.stringify({
          Statement: [{ Principal: { Service: 'lambda.amazonaws.com' } }],
        }),
      },
    },
    aws_iam_role_policy: { app: {} },
  },
};

it('passes roles of the stack only to the services that they trust', () => {
  expect(statementFor(withRole, 'iam:PassRole')).toEqual({
    Effect: 'Allow',
    Action: ['iam:PassRole'],
    Resource: ['arn:aws:iam::*:role/calls-test-*'],
    Condition: { StringEquals: { 'iam:PassedToService': ['lambda.amazonaws.com'] } },
  });
});

it('creates no role and changes no policy without the permissions boundary', () => {
  const statements = deployerStatements(withRole, { ...scope, boundary: 'limits-of-apps' });

  for (const action of ['iam:CreateRole', 'iam:PutRolePolicy', 'iam:DeleteRolePolicy'])
    expect(
      statements.filter(({ Action }) => Action.includes(action)).map(({ Condition }) => Condition),
    ).toEqual([{ StringLike: { 'iam:PermissionsBoundary': 'arn:aws:iam::*:policy/limits-of-apps' } }]);
  expect(statements.flatMap(({ Action }) => Action)).not.toContain('iam:DeleteRolePermissionsBoundary');
});

it('splits what is longer than a managed policy may be', () => {
  const many = {
    resource: Object.fromEntries(
      [
        'aws_s3_bucket',
        'aws_connect_instance',
        'aws_connect_queue',
        'aws_cognito_user_pool',
        'aws_glue_job',
        'aws_kms_key',
        'aws_lambda_function',
        'aws_cloudfront_distribution',
        'aws_dynamodb_table',
        'aws_glue_catalog_database',
        'aws_connect_phone_number',
        'aws_chime_voice_connector',
        'aws_apigatewayv2_stage',
      ].map((type) => [type, {}]),
    ),
  };
  const policies = deployerPolicies(many, scope);
  const together = policies.flatMap((policy) => JSON.parse(policy).Statement);

  expect(policies.length).toBeGreaterThan(1);
  for (const policy of policies) expect(policy.length).toBeLessThanOrEqual(6144);
  expect(together).toEqual(deployerStatements(many, scope));
});
