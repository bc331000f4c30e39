import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TerraformStack, type App } from 'cdktf';
import { cdktfApp } from './testing/cdktf-app';
import { resources } from '@dialplane/constructs/testing';
import { addEveryStack } from './every-stack';
import { ForwardingStack } from './forwarding-stack';
import { stages } from './stages';

const remote = { TF_CLOUD_ORGANIZATION: 'example' };

const synthesized = (environment: Readonly<Record<string, string>> = remote): App => {
  const app = cdktfApp();
  addEveryStack(app, environment);
  app.synth();
  return app;
};

const text = (app: App, stack: string): string =>
  readFileSync(join(app.outdir, 'stacks', stack, 'cdk.tf.json'), 'utf8');

const written = (app: App, stack: string) => JSON.parse(text(app, stack));

const stacksOf = (app: App): readonly string[] =>
  app.node.children.filter((child) => TerraformStack.isStack(child)).map(({ node }) => node.id);

const everything = synthesized();
const names = stacksOf(everything);

it.each(Object.keys(stages))('deploys every system to %s', (stage) => {
  expect(names).toEqual(
    expect.arrayContaining([
      `forwarding-${stage}`,
      `cdr-rating-${stage}`,
      `rolling-dnis-${stage}`,
      `dialtone-${stage}`,
    ]),
  );
});

it.each(names)('tags everything in %s, and accepts two major versions of the provider', (stack) => {
  const { provider, terraform } = written(everything, stack);

  expect(provider.aws[0].default_tags[0].tags).toEqual({
    application: 'dialplane',
    stack,
    'managed-by': 'terraform',
  });
  expect(terraform.required_providers.aws.version).toBe('>= 5.100.0, < 7.0.0');
});

it.each(['eu-live', 'Live', '2nd'])(
  'refuses the stage name "%s", which another one could be part of',
  (name) => {
    expect(() => addEveryStack(cdktfApp(), remote, { [name]: stages.test })).toThrow(
      `Cannot use the stage "${name}": expected a name of lower-case letters and digits`,
    );
  },
);

const test = names.filter((name) => name.endsWith('-test'));

it.each`
  environment                      | organization
  ${{}}                            | ${'not set'}
  ${{ TF_CLOUD_ORGANIZATION: '' }} | ${'empty'}
`(
  'keeps state in a file of the workspace when the Terraform Cloud organization is $organization, and leaves out live',
  ({ environment }) => {
    const app = synthesized(environment);

    expect(stacksOf(app)).toEqual(test);
    expect(written(app, 'forwarding-test').terraform).toMatchObject({
      backend: { local: { path: '../../../terraform.forwarding-test.tfstate' } },
    });
  },
);

it('says which stages it left out', () => {
  expect(addEveryStack(cdktfApp(), {})).toEqual(['live']);
  expect(addEveryStack(cdktfApp(), remote)).toEqual([]);
});

it('refuses live without a remote state', () => {
  expect(() => addEveryStack(cdktfApp(), { DIALPLANE_STAGE: 'live' })).toThrow(
    'Cannot synthesise "forwarding-live": expected a remote state with a lock, because the stage keeps data. Set TF_CLOUD_ORGANIZATION, or DIALPLANE_STATE_BUCKET and DIALPLANE_STATE_REGION',
  );
});

it('adds one stage only, if the environment names it', () => {
  expect(stacksOf(synthesized({ ...remote, DIALPLANE_STAGE: 'test' }))).toEqual(test);
  expect(() => addEveryStack(cdktfApp(), { DIALPLANE_STAGE: 'prod' })).toThrow(
    'Cannot synthesise the stage "prod": expected test or live in DIALPLANE_STAGE',
  );
});

it('keeps state in Terraform Cloud, in one workspace for each stack', () => {
  for (const name of names) {
    const { terraform } = written(everything, name);
    expect(terraform.cloud).toEqual({ organization: 'example', workspaces: { name } });
    expect(terraform).not.toHaveProperty('backend');
  }
});

it('keeps state in S3 with a lock, in one object for each stack', () => {
  const app = synthesized({ DIALPLANE_STATE_BUCKET: 'states', DIALPLANE_STATE_REGION: 'eu-west-1' });

  for (const name of names)
    expect(written(app, name).terraform).toMatchObject({
      required_version: '>= 1.11.0',
      backend: {
        s3: {
          bucket: 'states',
          region: 'eu-west-1',
          key: `${name}.tfstate`,
          encrypt: true,
          use_lockfile: true,
        },
      },
    });
});

it.each`
  problem                     | environment
  ${'two places'}             | ${{ ...remote, DIALPLANE_STATE_BUCKET: 'states' }}
  ${'a bucket and no Region'} | ${{ DIALPLANE_STATE_BUCKET: 'states' }}
`('refuses $problem for the state', ({ environment }) => {
  expect(() => addEveryStack(cdktfApp(), environment)).toThrow('Cannot keep the state');
});

it('deploys live to one account only, and refuses to delete what keeps its data', () => {
  let keeping = 0;
  for (const name of names.filter((stack) => stack.endsWith('-live'))) {
    const { provider, variable, resource } = written(everything, name);
    expect(provider.aws[0].allowed_account_ids).toEqual(['${var.account_id}']);
    expect(variable.account_id).not.toHaveProperty('default');

    type Kept = { readonly lifecycle?: object; readonly force_destroy?: boolean };
    const kept = ['aws_dynamodb_table', 'aws_cognito_user_pool', 'aws_kms_key', 'aws_secretsmanager_secret']
      .flatMap((type) => Object.values<Kept>(resource[type] ?? {}))
      .concat(
        Object.values<Kept>(resource.aws_s3_bucket ?? {}).filter(({ force_destroy }) => !force_destroy),
      );
    for (const { lifecycle } of kept) expect(lifecycle).toMatchObject({ prevent_destroy: true });
    keeping += kept.length;
  }
  expect(keeping).toBeGreaterThan(10);
});

it('can be destroyed in test', () => {
  for (const name of test) expect(text(everything, name)).not.toContain('prevent_destroy":true');
});

it('sends what can wait to a topic of its own in live', () => {
  const topicsOf = (alarm: RegExp) =>
    resources(written(everything, 'cdr-rating-live'), 'aws_cloudwatch_metric_alarm')
      .filter(({ alarm_name }) => alarm.test(String(alarm_name)))
      .map(({ alarm_actions, ok_actions }) => [alarm_actions, ok_actions]);
  const only = (topic: string) => [
    [`\${data.aws_sns_topic.${topic}.arn}`],
    [`\${data.aws_sns_topic.${topic}.arn}`],
  ];

  expect(topicsOf(/ late$/)).toEqual([only('notice-topic'), only('notice-topic')]);
  expect(topicsOf(/ refused$/)).toEqual([only('alarm-topic'), only('alarm-topic')]);
});

it('looks the topic of alarms up, so that Terraform fails where there is none', () => {
  for (const name of names)
    expect(written(everything, name).data.aws_sns_topic['alarm-topic']).toMatchObject({
      name: name.endsWith('-live') ? 'dialplane-pager' : 'dialplane-chat',
    });
});

it('limits every role to the permissions boundary of the stage, and its deployer to such roles', () => {
  const app = cdktfApp();
  const stack = new ForwardingStack(app, 'forwarding-bound', {
    ...stages.test,
    permissionsBoundary: 'limits',
  });
  app.synth();
  const roles = resources(written(app, 'forwarding-bound'), 'aws_iam_role');

  expect(roles.length).toBeGreaterThan(3);
  for (const role of roles) expect(role['permissions_boundary']).toMatch(/^arn:.*:policy\/limits$/);
  expect(stack.deployerPolicies().join('')).toContain(
    '"iam:PermissionsBoundary":"arn:aws:iam::*:policy/limits"',
  );
});

it('writes the same bytes when it runs twice', () => {
  const again = synthesized();

  for (const name of names) expect(text(again, name)).toBe(text(everything, name));
});

it('contains no account id', () => {
  for (const name of names) expect(text(everything, name)).not.toMatch(/:\d{12}:/);
});

it('depends, for Nx, on every app that it deploys', () => {
  const project = JSON.parse(readFileSync(join(__dirname, 'project.json'), 'utf8'));
  const deployed = names
    .flatMap((name) => resources(written(everything, name), 'aws_lambda_function'))
    .map(({ filename }) => /([\w-]+)\.zip$/.exec(String(filename))?.[1]);

  expect(project.implicitDependencies).toEqual(expect.arrayContaining([...new Set(deployed)]));
});

it.each(['forwarding', 'cdr-rating', 'rolling-dnis', 'dialtone'])('shows %s on a dashboard', (system) => {
  const [dashboard] = resources(written(everything, `${system}-live`), 'aws_cloudwatch_dashboard');
  const { widgets } = JSON.parse(String(dashboard?.['dashboard_body'])) as {
    readonly widgets: readonly unknown[];
  };

  expect(widgets.length).toBeGreaterThan(3);
});
