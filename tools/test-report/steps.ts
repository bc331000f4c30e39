import { spawnSync } from 'node:child_process';

/** Settings that keep every tool quiet, local and without a daemon. */
const toolEnvironment = {
  CI: '1',
  CHECKPOINT_DISABLE: '1',
  NX_DAEMON: 'false',
  NX_TUI: 'false',
};

/** Runs a command where the person who started it sees what it prints. Returns whether it worked. */
export const runStep = (name: string, command: string, args: readonly string[]): boolean => {
  console.log(`\n▶ ${name}: ${command} ${args.join(' ')}`);
  const started = Date.now();
  // tsx hands its --tsconfig on to every child, as a path that is right in this folder only.
  const { TSX_TSCONFIG_PATH: _ours, ...environment } = process.env;
  const { status } = spawnSync(command, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...environment, ...toolEnvironment },
  });
  const worked = status === 0;
  console.log(`${worked ? '✔' : '✘'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  return worked;
};
