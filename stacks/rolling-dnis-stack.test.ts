import { stackIssues, unknownArguments } from '@dialplane/constructs';
import { readFlow } from '@dialplane/connect-flows';
import type { PlatformProps } from './platform-stack';
import { RollingDnisStack } from './rolling-dnis-stack';
import type { StageDnis } from './rolling-dnis-stage';
import { cdktfApp } from './testing/cdktf-app';
import { resources } from '@dialplane/constructs/testing';

const dnis: StageDnis = {
  instance: { alias: 'transfers' },
  pools: [
    { name: 'main', claim: { count: 3, country: 'US', type: 'DID' } },
    { name: 'shared', mode: 'composite', claim: { count: 2, country: 'US', type: 'DID' } },
  ],
  attributes: ['fname', 'accountnum'],
  playsLegacy: true,
};
const props: PlatformProps & { readonly dnis: StageDnis } = {
  region: 'us-west-2',
  alarmTopic: 'pager',
  keepsData: true,
  state: { organization: 'example' },
  rating: { runs: [] },
  dnis,
};

const deployed = (more: Partial<typeof props> = {}) =>
  new RollingDnisStack(cdktfApp(), 'rolling-dnis-live', { ...props, ...more });
const synthesized = (more?: Partial<typeof props>) => deployed(more).toTerraform();

/** What an app may do, on which type of resource. */
const may = (app: string): readonly string[] =>
  resources(synthesized(), 'aws_iam_role_policy')
    .filter(({ role }) => String(role).startsWith(`\${aws_iam_role.${app}_role_`))
    .flatMap(({ policy }) => JSON.parse(String(policy)).Statement)
    .flatMap(({ Action, Resource }: { Action: string[]; Resource: string[] }) =>
      Action.map((action) => `${action} ${/aws_\w+?\.([\w-]+?)_/.exec(Resource[0] ?? '')?.[1]}`),
    )
    .filter((line) => !line.startsWith('logs:'));

it('is safe to deploy', () => {
  expect(stackIssues(synthesized())).toEqual([]);
  expect(unknownArguments(deployed())).toEqual([]);
});

it.each`
  app              | allowed
  ${'dnis-lookup'} | ${['dynamodb:GetItem reservations', 'dynamodb:UpdateItem reservations', 'kms:Decrypt context-key']}
  ${'dnis-sweep'}  | ${['dynamodb:Query reservations', 'dynamodb:UpdateItem reservations', 'dynamodb:DeleteItem reservations']}
  ${'legacy-ivr'}  | ${['lambda:InvokeFunction dnis-api']}
`('lets $app do only what it needs', ({ app, allowed }) => {
  expect(may(app)).toEqual(allowed);
});

it('claims numbers one after another, so that two claims never request the same number', () => {
  const numbers = resources(synthesized(), 'aws_connect_phone_number');
  const dependencies = numbers.map(({ depends_on }) => (depends_on as readonly string[] | undefined) ?? []);

  expect(numbers).toHaveLength(6);
  expect(dependencies.filter((it) => it.length === 0)).toHaveLength(1);
  expect(new Set(dependencies.flat()).size).toBe(5);
});

it('never replaces a number, and refuses to release one where data is kept', () => {
  for (const number of resources(synthesized(), 'aws_connect_phone_number'))
    expect(number['lifecycle']).toEqual({
      prevent_destroy: true,
      ignore_changes: ['description', 'prefix', 'country_code', 'type'],
    });
  for (const number of resources(synthesized({ keepsData: false }), 'aws_connect_phone_number'))
    expect(number['lifecycle']).toMatchObject({ prevent_destroy: false });
});

it('gives every number its flow, and every number of a pool its pool', () => {
  const invocations = resources(synthesized(), 'aws_lambda_invocation').map(({ input }) => String(input));

  expect(invocations).toHaveLength(6);
  expect(invocations.filter((input) => /"pool" = "main"/.test(input))).toHaveLength(3);
  expect(invocations.filter((input) => /"pool" = "shared"/.test(input))).toHaveLength(2);
  for (const input of invocations)
    expect(input).toMatch(/"flowId" = aws_connect_contact_flow\.\w+-flow(_\w+)?\.contact_flow_id/);
});

it('adopts a number of the instance without claiming or releasing it', () => {
  const [first] = dnis.pools;
  const adopt = ['aaaaaaaa-0000-4000-8000-000000000001'];
  const stack = synthesized({
    dnis: { ...dnis, pools: [{ ...first, claim: { ...first.claim, count: 0 }, adopt }] },
  });
  const pooled = resources(stack, 'aws_lambda_invocation').filter(({ input }) =>
    /"pool"/.test(String(input)),
  );

  expect(resources(stack, 'aws_connect_phone_number')).toHaveLength(1); // the legacy platform's
  expect(pooled).toHaveLength(1);
  expect(JSON.stringify(resources(stack, 'aws_iam_role_policy'))).toMatch(/phone-number\/aaaaaaaa/);
});

it('refuses more numbers than a role can name, and says what to do with the others', () => {
  const [first] = dnis.pools;
  const pools = [{ ...first, claim: { ...first.claim, count: 80 } }] as const;

  expect(() => deployed({ dnis: { ...dnis, pools } })).toThrow(/81 numbers .* Claim the others elsewhere/);
});

it('lets the next apply repeat a failed association', () => {
  for (const { triggers } of resources(synthesized(), 'aws_lambda_invocation'))
    expect(String(Object(triggers).identity)).toMatch(/phone_number.*contact_flow_id/);
});

it('lets only its own instance invoke the functions of its flows', () => {
  const permissions = resources(synthesized(), 'aws_lambda_permission').filter(
    ({ principal }) => principal === 'connect.amazonaws.com',
  );

  expect(permissions).toHaveLength(2);
  for (const { source_arn, source_account } of permissions) {
    expect(source_arn).toMatch(/^\$\{aws_connect_instance\.\w+\.arn\}$/);
    expect(source_account).toBe('${data.aws_caller_identity.account.account_id}');
  }
});

it('uses an existing instance, and creates none', () => {
  const stack = synthesized({ dnis: { ...dnis, instance: { id: '0a1b2c3d-0000-4000-8000-000000000001' } } });

  expect(resources(stack, 'aws_connect_instance')).toEqual([]);
  expect(JSON.stringify(stack)).toContain('${data.aws_connect_instance.connect_existing');
});

it('deploys flows that Amazon Connect accepts', () => {
  const flows = resources(synthesized(), 'aws_connect_contact_flow');

  expect(flows).toHaveLength(2);
  for (const { content } of flows)
    expect(readFlow(String(content).replaceAll(/\$\{[^}]*\}/g, 'reference'))).toMatchObject({
      ok: true,
      value: { notKnown: [] },
    });
});

it('passes the pools to the apps, without the settings that only Terraform needs', () => {
  const [lookup] = resources(synthesized(), 'aws_lambda_function').filter(({ function_name }) =>
    String(function_name).endsWith('dnis-lookup'),
  );
  const { POOLS } = (lookup?.['environment'] as { variables: Record<string, string> }).variables;

  expect(JSON.parse(POOLS ?? '')).toEqual([{ name: 'main' }, { name: 'shared', mode: 'composite' }]);
});

it('is open all day unless hours are given, and refuses hours across midnight with advice', () => {
  const [hours] = resources(synthesized(), 'aws_connect_hours_of_operation');
  expect(hours?.['config']).toHaveLength(7);
  expect(hours?.['config']).toContainEqual({
    day: 'FRIDAY',
    start_time: { hours: 0, minutes: 0 },
    end_time: { hours: 0, minutes: 0 },
  });

  const open = [{ days: ['FRIDAY'] as const, from: '22:00', to: '02:00' }];
  expect(() => deployed({ dnis: { ...dnis, hours: { zone: 'America/New_York', open } } })).toThrow(
    /Write two entries, from 22:00 to 24:00 and from 00:00 to 02:00 on the next day/,
  );
});

it('has an alarm before a pool is used up, and shows each metric on its dashboard', () => {
  const alarms = resources(synthesized(), 'aws_cloudwatch_metric_alarm').filter(
    ({ namespace }) => namespace === 'Dialplane/rolling-dnis-live',
  );
  const [dashboard] = resources(synthesized(), 'aws_cloudwatch_dashboard');

  expect(alarms.map(({ alarm_name }) => String(alarm_name).replace('rolling-dnis-live-', ''))).toEqual(
    expect.arrayContaining(['pool use of main', 'no free number in main', 'look-up slow']),
  );
  for (const { metric_name } of alarms) expect(dashboard?.['dashboard_body']).toContain(metric_name);
});

it('lets the people of the console in, where it shows the pools', () => {
  const stack = synthesized({
    console: { host: 'console.example.com', signInPrefix: 'x', showsPools: true },
  });

  expect(resources(stack, 'aws_cognito_user_pool')).toEqual([]);
  expect(resources(stack, 'aws_apigatewayv2_authorizer')).toEqual([
    expect.objectContaining({
      jwt_configuration: {
        issuer: '${data.aws_ssm_parameter.forwarding_live_issuer.insecure_value}',
        audience: [
          '${data.aws_ssm_parameter.forwarding_live_console_client_id.insecure_value}',
          '${data.aws_ssm_parameter.forwarding_live_user_pool_client_id.insecure_value}',
        ],
      },
    }),
  ]);
});
