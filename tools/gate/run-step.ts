import { spawn } from 'node:child_process';

/** Settings that keep every tool quiet, local and without a daemon. */
const toolEnvironment = {
  CI: '1',
  CHECKPOINT_DISABLE: '1',
  NX_DAEMON: 'false',
  NX_TUI: 'false',
  // The AWS SDK warns at each start that it will leave Node 20 in January 2027: README.md says so once.
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
};

/** Runs a command with its output on the terminal. Returns whether it succeeded. */
export const runStep = async (name: string, command: string, args: readonly string[]): Promise<boolean> => {
  console.log(`\n▶ ${name}: ${command} ${args.join(' ')}`);
  const started = Date.now();
  // tsx passes its --tsconfig on to every child process, as a path relative to this folder.
  const { TSX_TSCONFIG_PATH: _ours, ...environment } = process.env;
  const running = spawn(command, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...environment, ...toolEnvironment },
  });
  const status = await new Promise<number | null>((resolve) => {
    running.once('close', resolve).once('error', () => resolve(null)); // a command that is missing has failed
  });
  const worked = status === 0;
  console.log(`${worked ? '✔' : '✘'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  return worked;
};
