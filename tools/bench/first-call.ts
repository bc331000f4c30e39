import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { print } from './measure';

const run = (
  command: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): void => {
  const { status } = spawnSync(command, args, { cwd, stdio: 'inherit', env: { ...process.env, ...env } });
  if (status !== 0)
    throw new Error(
      `Cannot measure the first call: ${command} ${args.join(' ')} exited with status ${status}`,
    );
};

/** Measures how long a newcomer waits: from a clone to the first simulated call, with an empty npm cache. Needs the npm registry. */
const folder = mkdtempSync(join(tmpdir(), 'dialplane-first-call-'));
try {
  const started = Date.now();
  run('git', ['clone', '--quiet', process.cwd(), join(folder, 'dialplane')], folder);
  run('npm', ['run', '--silent', 'demo'], join(folder, 'dialplane'), {
    npm_config_cache: join(folder, 'npm-cache'),
  });
  print(
    'clone to first call, cold npm cache',
    `${((Date.now() - started) / 1000).toFixed(1)} s`,
    'target <= 60 s',
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
