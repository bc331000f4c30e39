import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TerraformStack, type App } from 'cdktf';
import { addEveryStack } from './every-stack';
import { apps, programWith } from './stack-under-test';
import { stages } from './stages';

const program = (environment: Readonly<Record<string, string>> = {}): App => {
  const app = programWith(...apps);
  addEveryStack(app, environment);
  return app;
};

const stacksOf = (app: App) => app.node.children.filter((child) => TerraformStack.isStack(child));

const text = (app: App, stack: string): string =>
  readFileSync(join(app.outdir, 'stacks', stack, 'cdk.tf.json'), 'utf8');

const written = (app: App, stack: string) => JSON.parse(text(app, stack));

const names = Object.keys(stages).flatMap((stage) => [
  `forwarding-${stage}`,
  `cdr-rating-${stage}`,
  `rolling-dnis-${stage}`,
]);

it('deploys every system to every stage', () => {
  expect(stacksOf(program()).map(({ node }) => node.id)).toEqual(names);
});

it.each(names)('tags everything in %s, and takes two majors of the provider', (stack) => {
  const app = program();
  app.synth();
  const { provider, terraform } = written(app, stack);

  expect(provider.aws[0].default_tags[0].tags).toEqual({
    application: 'dialplane',
    stack,
    'managed-by': 'terraform',
  });
  expect(terraform.required_providers.aws.version).toBe('>= 5.100.0, < 7.0.0');
});

it.each`
  environment                      | where
  ${{}}                            | ${'nothing is said'}
  ${{ TF_CLOUD_ORGANIZATION: '' }} | ${'the organization is empty'}
`('keeps state in a file of the workspace when $where', ({ environment }) => {
  const app = program(environment);
  app.synth();

  expect(written(app, 'forwarding-live').terraform).toMatchObject({
    backend: { local: { path: '../../../terraform.forwarding-live.tfstate' } },
  });
});

it('keeps state in Terraform Cloud, a workspace a stack', () => {
  const app = program({ TF_CLOUD_ORGANIZATION: 'example' });
  app.synth();

  for (const name of names) {
    const { terraform } = written(app, name);
    expect(terraform.cloud).toEqual({ organization: 'example', workspaces: { name } });
    expect(terraform).not.toHaveProperty('backend');
  }
});

it.each(names)('writes the same bytes of %s twice', (name) => {
  const [first, second] = [program(), program()].map((app) => {
    app.synth();
    return text(app, name);
  });

  expect(first).toBe(second);
});

it('names no account', () => {
  const app = program();
  app.synth();

  for (const name of names) expect(text(app, name)).not.toMatch(/:\d{12}:/);
});
