import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const workspace = join(__dirname, '../..');
const tool = (name: string) => join(workspace, 'tools/test-report', name);

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'gate-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const programs = (...names: readonly string[]): string =>
  execFileSync(process.execPath, [tool('programs.mjs'), ...names], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: folder },
    stdio: 'pipe',
  });
const install = (name: string, text: string): void => {
  writeFileSync(join(folder, name), text);
  chmodSync(join(folder, name), 0o755);
};

it('tells Nx about a program that was missing, one that is there, and one that was updated', () => {
  const without = programs('java');
  expect(without).toContain('java missing');

  install('java', 'first');
  const first = programs('java');
  install('java', 'an update');

  expect(new Set([without, first, programs('java')]).size).toBe(3);
});

it('refuses a program that it does not know', () => {
  expect(() => programs('perl')).toThrow(/Cannot identify "perl": expected cdktn, checkov/);
});

it.each`
  command              | status | passed | failed
  ${'true'}            | ${0}   | ${1}   | ${0}
  ${'false'}           | ${1}   | ${0}   | ${1}
  ${'true && exit 3'}  | ${1}   | ${0}   | ${1}
  ${'no-such-program'} | ${1}   | ${0}   | ${1}
`('reports "$command" as $passed passed and $failed failed', ({ command, status, passed, failed }) => {
  const ran = spawnSync(process.execPath, [tool('step.mjs'), 'a-step', command], { cwd: folder });
  const report = JSON.parse(readFileSync(join(folder, 'reports/tests/a-step.json'), 'utf8'));

  expect(ran.status).toBe(status);
  expect(report).toMatchObject({ project: 'a-step', passed, failed });
  expect(report.failures).toHaveLength(failed);
});

type Target = { readonly cache?: boolean; readonly outputs?: readonly string[] };

it.each`
  project        | targets
  ${'terraform'} | ${['validate-stacks', 'rehearse-forwarding', 'rehearse-cdr-rating', 'rehearse-rolling-dnis', 'rehearse-dialtone']}
  ${'checkov'}   | ${['scan-stacks']}
`('Nx restores the reports of $targets from its cache', ({ project, targets }) => {
  const file = join(workspace, 'tools', project, 'project.json');
  const all: Readonly<Record<string, Target>> = JSON.parse(readFileSync(file, 'utf8')).targets;

  for (const target of targets)
    expect(all[target]).toMatchObject({
      cache: true,
      outputs: expect.arrayContaining([`{workspaceRoot}/reports/tests/${project}-${target}.json`]),
    });
});
