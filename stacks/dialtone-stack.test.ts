import { stackIssues, unknownArguments } from '@dialplane/constructs';
import { cdktfApp } from './testing/cdktf-app';
import { resources } from '@dialplane/constructs/testing';
import { type DialtoneProps, DialtoneStack } from './dialtone-stack';

const props: DialtoneProps = {
  region: 'us-west-2',
  alarmTopic: 'pager',
  keepsData: true,
  state: { organization: 'example' },
  rating: { runs: [] },
  dialtone: { file: 'test.json' },
};
const apps = ['dialtone-outgoing', 'dialtone-urgent', 'dialtone-incoming', 'dialtone-status'];

const deployed = (more: Partial<DialtoneProps['dialtone']> = {}, keepsData = true) =>
  new DialtoneStack(cdktfApp(), 'dialtone-live', {
    ...props,
    keepsData,
    dialtone: { ...props.dialtone, ...more },
  });
const synthesized = (more?: Partial<DialtoneProps['dialtone']>) => deployed(more).toTerraform();

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
  app                    | needs
  ${'dialtone-outgoing'} | ${['secretsmanager:GetSecretValue webhook-keys', 'dynamodb:GetItem calls', 'dynamodb:PutItem calls']}
  ${'dialtone-urgent'}   | ${['secretsmanager:GetSecretValue webhook-keys']}
  ${'dialtone-incoming'} | ${['secretsmanager:GetSecretValue webhook-keys']}
  ${'dialtone-status'}   | ${['secretsmanager:GetSecretValue webhook-keys', 'dynamodb:GetItem calls', 'dynamodb:PutItem calls']}
`('lets $app do its work, and nothing else', ({ app, needs }) => {
  expect(may(app)).toEqual(needs);
});

it('limits the instances that place calls where a stage says so, because each counts for itself without the ledger', () => {
  const limits = (more?: Partial<DialtoneProps['dialtone']>) =>
    resources(synthesized(more), 'aws_lambda_function').map(
      ({ reserved_concurrent_executions: limit }) => limit,
    );

  expect(limits()).toEqual([undefined, undefined, undefined, undefined]);
  expect(limits({ reservedConcurrency: 10 })).toEqual([10, undefined, undefined, undefined]);
});

it('places an emergency call by a function without a limit when the first one has no instance free', () => {
  const stack = synthesized({ reservedConcurrency: 10 });
  const target = (key: string) =>
    resources(stack, 'aws_apigatewayv2_route').find(({ route_key }) => route_key === key)?.['target'];

  for (const path of ['/voice/outgoing/fallback', '/voice/again'])
    expect(target(`POST ${path}`)).toContain('dialtone-urgent');
  for (const path of ['/voice/outgoing', '/voice/dial'])
    expect(target(`POST ${path}`)).toContain('dialtone-outgoing');
});

it('forwards numbers at Twilio where a stage says so', () => {
  const stack = synthesized({ forwarding: { fallbackNumber: '+12025550199' } });
  const of = resources(stack, 'aws_iam_role_policy').find(({ role }) =>
    String(role).includes('forwarding-twilio'),
  );
  const routes = resources(stack, 'aws_apigatewayv2_route').map(({ route_key: key }) => String(key));

  expect(stackIssues(stack)).toEqual([]);
  expect(unknownArguments(deployed({ forwarding: {} }))).toEqual([]);
  expect(JSON.stringify(of)).not.toContain('dynamodb:PutItem');
  expect(routes.filter((key) => key.includes('/voice/forwarding'))).toHaveLength(8);
  expect(resources(synthesized(), 'aws_dynamodb_table')).toHaveLength(1);
  expect(resources(stack, 'aws_dynamodb_table')).toHaveLength(2);
});

it('sends webhooks to the alias of each app, and permits that', () => {
  const stack = synthesized();

  for (const { integration_uri: uri } of resources(stack, 'aws_apigatewayv2_integration'))
    expect(uri).toMatch(/^\$\{aws_lambda_alias\.dialtone-\w+_serving_\w+\.invoke_arn\}$/);
  expect(resources(stack, 'aws_lambda_permission').map(({ qualifier }) => qualifier)).toEqual(
    apps.map(() => expect.stringMatching(/^\$\{aws_lambda_alias\..*\.name\}$/)),
  );
});

it('is refused when a permission does not name the alias', () => {
  const stack = synthesized();
  for (const permission of Object.values(stack.resource['aws_lambda_permission'] ?? {}))
    delete (permission as Record<string, unknown>)['qualifier'];

  expect(stackIssues(stack).map(({ message }) => message)).toEqual(
    apps.map(() => expect.stringContaining('must name the alias')),
  );
});

it('is refused when an app behind the webhooks does not know their secret', () => {
  const stack = synthesized();
  for (const app of Object.values(stack.resource['aws_lambda_function'] ?? {}))
    delete (app as { environment: { variables: Record<string, unknown> } }).environment.variables[
      'WEBHOOK_SECRET'
    ];

  expect(stackIssues(stack).length).toBeGreaterThan(0);
});

it('serves new code at once with newest, and after a promotion with promoted', () => {
  const lifecycles = (serves: 'newest' | 'promoted') => {
    const stack = synthesized({ serves });
    const [app] = resources(stack, 'aws_lambda_function');
    const [alias] = resources(stack, 'aws_lambda_alias');
    return [app?.['lifecycle'], alias?.['lifecycle']];
  };

  expect(lifecycles('newest')).toEqual([
    undefined,
    { create_before_destroy: true, ignore_changes: ['description'] },
  ]);
  expect(lifecycles('promoted')).toEqual([
    { ignore_changes: ['filename', 'source_code_hash'] },
    {
      create_before_destroy: true,
      ignore_changes: ['description', 'function_version', 'routing_config'],
    },
  ]);
});

it('points the alias to the version that the same apply publishes', () => {
  for (const { function_version: version } of resources(synthesized(), 'aws_lambda_alias'))
    expect(version).toMatch(/^\$\{aws_lambda_function\..*\.version\}$/);
});

it('serves webhooks at the host name of its stage', () => {
  const domain = {
    name: 'voice.example.com',
    certificateArn: 'arn:aws:acm:us-west-2:111122223333:certificate/x',
  };
  const stack = synthesized({ domain });
  const [app] = resources(stack, 'aws_lambda_function');

  expect(resources(stack, 'aws_apigatewayv2_domain_name')[0]).toMatchObject({
    domain_name: 'voice.example.com',
  });
  expect(app?.['environment']).toMatchObject({ variables: { PUBLIC_BASE_URL: 'https://voice.example.com' } });
  expect(stackIssues(stack)).toEqual([]);
});

it('keeps a deleted secret for a month if the stage keeps data, and never contains its value', () => {
  const [kept] = resources(deployed().toTerraform(), 'aws_secretsmanager_secret');
  const [gone] = resources(deployed({}, false).toTerraform(), 'aws_secretsmanager_secret');

  expect([kept?.['recovery_window_in_days'], gone?.['recovery_window_in_days']]).toEqual([30, 0]);
  expect(resources(synthesized(), 'aws_secretsmanager_secret_version')).toEqual([]);
});
