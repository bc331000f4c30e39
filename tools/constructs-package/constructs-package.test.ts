import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesOfReadme, readmeProgram } from '@dialplane/constructs/testing';
import {
  compileProject,
  isClone,
  packConstructs,
  projectWith,
  run,
  workspaceRoot,
  writeFiles,
} from './scratch-project';

jest.setTimeout(300_000);

const folder = mkdtempSync(join(tmpdir(), 'constructs-package-'));
const project = join(folder, 'their-project');
const installed = join(project, 'node_modules/@dialplane/constructs');

afterAll(() => rmSync(folder, { recursive: true }));

beforeAll(() => {
  writeFiles(project, {});
  writeFiles(project, { 'main.ts': readmeProgram(), 'module.mts': asModule, ...filesOfReadme });
  projectWith(project, packConstructs(folder));
  compileProject(project);
}, 300_000);

/** An ES module. Node.js finds the package's names without running it, and the provider needs complete paths. */
const asModule = `
import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { DynamoTable } from '@dialplane/constructs';
import { App, TerraformStack } from 'cdktf';

const app = new App({ outdir: 'from-module' });
const stack = new TerraformStack(app, 'calls-test');
new AwsProvider(stack, 'aws', { region: 'us-east-1' });
new DynamoTable(stack, 'forwards', { partitionKey: { name: 'number', type: 'S' }, deletionProtection: true });
app.synth();
`;

const synthesized = (output: string) =>
  JSON.parse(readFileSync(join(project, output, 'stacks/calls-test/cdk.tf.json'), 'utf8'));

it('synthesises the examples of its README in a project outside the workspace', () => {
  run(project, process.execPath, 'built/main.js');

  const { resource } = synthesized('cdktf.out');
  expect(Object.keys(resource)).toEqual(expect.arrayContaining(['aws_lambda_function', 'aws_glue_job']));
  expect(readdirSync(join(project, 'cdktf.out/stacks/calls-test/assets')).length).toBeGreaterThan(5);
});

it('synthesises in an ES module', () => {
  run(project, process.execPath, 'built/module.mjs');

  expect(synthesized('from-module').resource).toHaveProperty('aws_dynamodb_table');
});

it('contains the reference of the API, the changelog and nothing that only tests need', () => {
  const files = readdirSync(installed, { recursive: true }).map(String);

  expect(files).toEqual(
    expect.arrayContaining(['CHANGELOG.md', 'README.md', 'api/README.md', 'api/classes/LambdaApp.md']),
  );
  expect(files.filter((file) => /test|testing/.test(file))).toEqual([]);
});

it('depends on nothing but its peers and what it zips with', () => {
  const { dependencies, peerDependencies, exports, repository } = JSON.parse(
    readFileSync(join(installed, 'package.json'), 'utf8'),
  );

  expect(Object.keys(dependencies)).toEqual(['fflate']);
  expect(Object.keys(peerDependencies)).toEqual(['@cdktf/provider-aws', 'cdktf', 'constructs']);
  expect(Object.keys(exports)).toEqual(['.', './package.json']);
  expect(repository.directory).toBe('libs/constructs');
});

(isClone ? it : it.skip)('can be released: nx release finds its version and its changelog', () => {
  const said = run(workspaceRoot, 'npx', 'nx', 'release', '--dry-run', '--first-release', '--skip-publish');

  expect(said).toMatch(/New version \d+\.\d+\.\d+ written to manifest: libs\/constructs\/package\.json/);
  expect(said).toContain('Previewing an entry in libs/constructs/CHANGELOG.md');
});
