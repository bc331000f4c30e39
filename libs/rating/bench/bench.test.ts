import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const workspace = join(__dirname, '../../..');

const bench = (...words: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(
    join(workspace, 'node_modules/.bin/tsx'),
    ['--tsconfig', 'tsconfig.base.json', 'libs/rating/bench/main.ts', ...words],
    { cwd: workspace, encoding: 'utf8' },
  );
  return { status, stdout, stderr };
};

it('measures speed, and lets a BigInt oracle confirm every cost [real: DuckDB 1.5.5]', () => {
  const { status, stdout, stderr } = bench('speed', '2000');

  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(/confirmed by a BigInt oracle +2000 /);
  expect(stdout).toMatch(/ratio to naive Node +[\d.]+x/);
  expect(stdout.match(/ratio to DuckDB, .+ [\d.]+x/g)).toHaveLength(3);
}, 120_000);

it('finds every seeded fault, and no other', () => {
  const { status, stdout, stderr } = bench('leaks', '20000');

  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout.match(/found of [1-9]\d* .* 0 found falsely/g)).toHaveLength(5);
}, 120_000);

it('measures each kind of record that is not usual', () => {
  const { status, stdout, stderr } = bench('unusual', '2000');

  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout.match(/x a usual one/g)).toHaveLength(5);
}, 120_000);

it('measures memory', () => {
  expect(bench('memory', '2000')).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/peak memory +\d+ MB/),
  });
}, 120_000);

it.each([[['speed', 'many']], [['taste']]])('refuses to measure %j', (words) => {
  expect(bench(...words)).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/Cannot (?:rate|measure) "\w+"/),
  });
});
