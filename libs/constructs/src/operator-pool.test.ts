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

it('is for people that an administrator adds', () => {
  expect(only('aws_cognito_user_pool')).toMatchObject({
    name: 'calls-test-operators',
    username_attributes: ['email'],
    admin_create_user_config: { allow_admin_create_user_only: true },
    account_recovery_setting: { recovery_mechanism: [{ name: 'verified_email', priority: 1 }] },
  });
});

it('requires a strong password, and offers a second factor', () => {
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
`('has its deletion protection set to $word', ({ protection, word }) => {
  const [pool] = resources(stackWith(protection).stack, 'aws_cognito_user_pool');

  expect(pool?.['deletion_protection']).toBe(word);
});

it('requires a second factor if it is told to', () => {
  const stack = emptyStack();
  new OperatorPool(stack, 'operators', { groups: {}, requiresSecondFactor: true, deletionProtection: true });

  expect(resources(stack, 'aws_cognito_user_pool')[0]).toMatchObject({ mfa_configuration: 'ON' });
});

it('has a client without a secret, whose tokens last an hour and which does not reveal who exists', () => {
  expect(only('aws_cognito_user_pool_client')).toMatchObject({
    generate_secret: false,
    explicit_auth_flows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
    access_token_validity: 1,
    token_validity_units: [{ access_token: 'hours', id_token: 'hours', refresh_token: 'hours' }],
    prevent_user_existence_errors: 'ENABLED',
  });
});

it('has the given groups', () => {
  const groups = resources(stackWith().stack, 'aws_cognito_user_group');

  expect(groups.map(({ name, description }) => [name, description])).toEqual([
    ['operators', 'may change forwards'],
    ['viewers', 'may look'],
  ]);
});

it('knows the issuer and audience of its tokens', () => {
  const { stack, operators } = stackWith();
  new TerraformOutput(stack, 'tokens', { value: [operators.issuer, operators.audience] });

  expect(stack.toTerraform().output.tokens.value).toEqual([
    expect.stringMatching(/^https:\/\/\$\{aws_cognito_user_pool\.\w+\.endpoint\}$/),
    expect.stringMatching(/^\$\{aws_cognito_user_pool_client\.\w+\.id\}$/),
  ]);
});
