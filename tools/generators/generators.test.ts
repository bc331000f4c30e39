import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { workspace } from '../workspace';

let copy: string;
let written: readonly string[];

const run = (command: string, ...words: readonly string[]): void => {
  const { status, stdout, stderr } = spawnSync(command, words, {
    cwd: copy,
    encoding: 'utf8',
    env: { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false', CI: '1' },
  });
  expect([[command, ...words].join(' '), status, status === 0 ? '' : stdout + stderr]).toEqual([
    [command, ...words].join(' '),
    0,
    '',
  ]);
};

const files = (folder: string, ...words: readonly string[]): readonly string[] =>
  execFileSync('git', ['ls-files', '-z', ...words], { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 26 })
    .split('\0')
    .filter((file) => file !== '');

const generate = (generator: string, ...words: readonly string[]): void =>
  run('npx', 'nx', 'g', `./tools/generators/generators.json:${generator}`, ...words);

// A copy of the workspace as it is here, with everything that the generators can write.
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'generators-'));
  for (const file of files(workspace, '--cached', '--others', '--exclude-standard', '--deduplicate')) {
    if (file.includes('/.cycles-') || !existsSync(join(workspace, file))) continue; // of a test that runs beside this one
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(workspace, file), join(copy, file), { force: true });
  }
  symlinkSync(join(workspace, 'node_modules'), join(copy, 'node_modules'));
  for (const words of [
    ['init', '-q'],
    ['add', '-A'],
    ['-c', 'user.name=test', '-c', 'user.email=test@example.com', 'commit', '-qm', 'before'],
  ])
    execFileSync('git', words, { cwd: copy });

  generate(
    'lambda-app',
    'quota-check',
    '--system=greeting',
    '--failureMeans=Callers hear no greeting.',
    '--everyMinutes=5',
  );
  generate(
    'lambda-app',
    'forwarding-report',
    '--system=forwarding',
    '--failureMeans=Operators get no report.',
  );
  generate('action', 'MuteLeg');
  generate('store', 'tariff', '--lib=dnis-pool');
  written = files(copy, '--modified', '--others', '--exclude-standard').filter(
    (file) => file !== 'node_modules',
  );
}, 120_000);

afterAll(() => rmSync(copy, { recursive: true, force: true }));

it('writes what prettier and ESLint accept', () => {
  expect(written).toEqual(
    expect.arrayContaining(['apps/quota-check/src/main.ts', 'stacks/greeting-stack.ts', 'docs/runbook.md']),
  );
  run('npx', 'prettier', '--check', ...written);
  run('npx', 'eslint', ...written.filter((file) => file.endsWith('.ts')));
}, 120_000);

it('writes what the compiler accepts', () => {
  writeFileSync(
    join(copy, 'tsconfig.written.json'),
    JSON.stringify({
      extends: './tsconfig.base.json',
      compilerOptions: { types: ['node', 'jest'], noEmit: true },
      files: written.filter((file) => file.endsWith('.ts')),
    }),
  );
  run('npx', 'tsc', '-p', 'tsconfig.written.json');
}, 120_000);

it.each([
  ['apps/quota-check', ['quota-check', 'bundle']],
  ['apps/forwarding-report', ['forwarding-report']],
  ['libs/telephony-actions', ['actions']],
  ['libs/dnis-pool', ['tariff']],
  ['stacks', ['greeting-stack', 'every-stack', 'runbook']],
])(
  'writes tests in %s that pass',
  (project, names) => {
    run('npx', 'jest', '-c', `${project}/jest.config.cjs`, '-w', '1', ...names);
  },
  120_000,
);

it('overwrites nothing', () => {
  const { status, stdout, stderr } = spawnSync(
    'npx',
    [
      'nx',
      'g',
      './tools/generators/generators.json:lambda-app',
      'forwarding-sma',
      '--system=forwarding',
      '--failureMeans=-',
    ],
    { cwd: copy, encoding: 'utf8', env: { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false', CI: '1' } },
  );
  expect(status).toBe(1);
  expect(stdout + stderr).toContain('apps/forwarding-sma exists. Choose another name');
}, 60_000);
