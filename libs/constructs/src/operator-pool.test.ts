import { TerraformOutput } from 'cdktf';
import { emptyStack, resources } from '../testing';
import { OperatorPool } from './operator-pool';

const stackWith = (deletionProtection = true) => {
  const stack = emptyStack();
  const operators = new OperatorPool(stack, 'operators', {
    groups: { operators: 'may change forwards', viewers: 'may look' },
    deletionProtection,
  });
  return { stack, operators };
};

const only = (type: string) => resources(stackWith().stack, type)[0];

it('is for people whom an administrator adds', () => {
  expect(only('aws_cognito_user_pool')).toMatchObject({
    name: 'calls-test-operators',
    username_attributes: ['email'],
    admin_create_user_config: { allow_admin_create_user_only: true },
    account_recovery_setting: { recovery_mechanism: [{ name: 'verified_email', priority: 1 }] },
  });
});

it('asks for a password that is hard to guess, and offers a second factor', () => {
  expect(only('aws_cognito_user_pool')).toMatchObject({
    password_policy: { minimum_length: 14, require_symbols: true, temporary_password_validity_days: 3 },
    mfa_configuration: 'OPTIONAL',
    software_token_mfa_configuration: { enabled: true },
  });
});

it.each`
  protection | word
  ${true}    | ${'ACTIVE'}
  ${false}   | ${'INACTIVE'}
`('may be deleted only where nobody minds: $word', ({ protection, word }) => {
  const [pool] = resources(stackWith(protection).stack, 'aws_cognito_user_pool');

  expect(pool?.['deletion_protection']).toBe(word);
});

it('lets programs without a secret sign people in for an hour, and tells them nothing of who exists', () => {
  expect(only('aws_cognito_user_pool_client')).toMatchObject({
    generate_secret: false,
    explicit_auth_flows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
    access_token_validity: 1,
    token_validity_units: [{ access_token: 'hours', id_token: 'hours', refresh_token: 'hours' }],
    prevent_user_existence_errors: 'ENABLED',
  });
});

it('has a group for each thing that people may do', () => {
  const groups = resources(stackWith().stack, 'aws_cognito_user_group');

  expect(groups.map(({ name, description }) => [name, description])).toEqual([
    ['operators', 'may change forwards'],
    ['viewers', 'may look'],
  ]);
});

it('says who signs its tokens, and for whom', () => {
  const { stack, operators } = stackWith();
  new TerraformOutput(stack, 'tokens', { value: [operators.issuer, operators.audience] });

  expect(stack.toTerraform().output.tokens.value).toEqual([
    expect.stringMatching(/^https:\/\/\$\{aws_cognito_user_pool\.\w+\.endpoint\}$/),
    expect.stringMatching(/^\$\{aws_cognito_user_pool_client\.\w+\.id\}$/),
  ]);
});
