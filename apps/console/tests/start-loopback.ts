import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

const workspace = join(__dirname, '../../..');
const program = ['node_modules/.bin/tsx', '--tsconfig', 'tsconfig.base.json', 'apps/loopback/src/main.ts'];

/** Starts loopback as `npm start -- --ephemeral` does, on a free port, with its demo data. */
export const startLoopback = async (): Promise<{
  readonly url: string;
  readonly stop: () => Promise<void>;
}> => {
  const child = spawn(process.execPath, program, {
    cwd: workspace,
    env: { ...process.env, LOOPBACK_PORT: '0', LOOPBACK_EPHEMERAL: 'yes' },
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  return {
    url: await addressOf(child),
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
};

const addressOf = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let said = '';
    const hear = (text: Buffer) => {
      said += text.toString();
      const address = /Loopback is up at (http:\/\/localhost:\d+)/.exec(said)?.[1];
      if (address !== undefined) resolve(address);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('close', () => reject(new Error(`Cannot start loopback: it ended with\n${said}`)));
  });
