import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspace } from '../workspace';

// In a folder that the linter and the formatter ignore, because both may run at the same time.
mkdirSync(join(workspace, '.nx'), { recursive: true });
const folder = mkdtempSync(join(workspace, '.nx/cycles-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Cruises two files, each given by its text, with the workspace's own rules. */
const cruise = (a: string, b: string) => {
  writeFileSync(join(folder, 'a.ts'), a);
  writeFileSync(join(folder, 'b.ts'), b);
  return spawnSync('npx', ['depcruise', '--config', '.dependency-cruiser.cjs', folder], {
    cwd: workspace,
    encoding: 'utf8',
    env: { ...process.env, FORCE_COLOR: '0' },
  });
};

it.each`
  imports          | a
  ${'a value'}     | ${"import { b } from './b'; export const a = () => b;"}
  ${'a type'}      | ${"import type { B } from './b'; export const a = (it: B) => it;"}
  ${'a re-export'} | ${"export type { B } from './b'; export const a = 1;"}
`('refuses a cycle through $imports', ({ a }) => {
  const { status, stdout } = cruise(
    a,
    "import { a } from './a'; export const b = a; export type B = typeof b;",
  );

  expect(status).toBe(1);
  expect(stdout).toContain('error no-circular');
});

it('accepts imports in one direction', () => {
  const { status, stdout } = cruise("import { b } from './b'; export const a = b;", 'export const b = 1;');

  expect({ status, stdout }).toMatchObject({ status: 0 });
});
