import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TerraformStack, type App } from 'cdktf';
import { cdktfApp } from './testing/cdktf-app';
import { resources } from '@dialplane/constructs/testing';
import { addEveryStack } from './every-stack';
import { stages } from './stages';

const synthesized = (environment: Readonly<Record<string, string>> = {}): App => {
  const app = cdktfApp();
  addEveryStack(app, environment);
  app.synth();
  return app;
};

const text = (app: App, stack: string): string =>
  readFileSync(join(app.outdir, 'stacks', stack, 'cdk.tf.json'), 'utf8');

const written = (app: App, stack: string) => JSON.parse(text(app, stack));

const withoutSettings = synthesized();
const names = withoutSettings.node.children
  .filter((child) => TerraformStack.isStack(child))
  .map(({ node }) => node.id);

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
  const { provider, terraform } = written(withoutSettings, stack);

  expect(provider.aws[0].default_tags[0].tags).toEqual({
    application: 'dialplane',
    stack,
    'managed-by': 'terraform',
  });
  expect(terraform.required_providers.aws.version).toBe('>= 5.100.0, < 7.0.0');
});

it.each`
  environment                      | organization
  ${{}}                            | ${'not set'}
  ${{ TF_CLOUD_ORGANIZATION: '' }} | ${'empty'}
`(
  'keeps state in a file of the workspace when the Terraform Cloud organization is $organization',
  ({ environment }) => {
    expect(written(synthesized(environment), 'forwarding-live').terraform).toMatchObject({
      backend: { local: { path: '../../../terraform.forwarding-live.tfstate' } },
    });
  },
);

it('keeps state in Terraform Cloud, in one workspace for each stack', () => {
  const app = synthesized({ TF_CLOUD_ORGANIZATION: 'example' });

  for (const name of names) {
    const { terraform } = written(app, name);
    expect(terraform.cloud).toEqual({ organization: 'example', workspaces: { name } });
    expect(terraform).not.toHaveProperty('backend');
  }
});

it('writes the same bytes when it runs twice', () => {
  const again = synthesized();

  for (const name of names) expect(text(again, name)).toBe(text(withoutSettings, name));
});

it('contains no account id', () => {
  for (const name of names) expect(text(withoutSettings, name)).not.toMatch(/:\d{12}:/);
});

it('depends, for Nx, on every app that it deploys', () => {
  const project = JSON.parse(readFileSync(join(__dirname, 'project.json'), 'utf8'));
  const deployed = names
    .flatMap((name) => resources(written(withoutSettings, name), 'aws_lambda_function'))
    .map(({ filename }) => /([\w-]+)\.zip$/.exec(String(filename))?.[1]);

  expect(project.implicitDependencies).toEqual(expect.arrayContaining([...new Set(deployed)]));
});
