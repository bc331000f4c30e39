import { spawn } from 'node:child_process';
import { join } from 'node:path';

const workspace = join(__dirname, '../../..');
/** What Node runs for loopback, in the workspace's root. */
export const loopbackProgram = [
  'node_modules/.bin/tsx',
  '--tsconfig',
  'tsconfig.base.json',
  'apps/loopback/src/main.ts',
];

/** A loopback in a process of its own. */
export type StartedLoopback = {
  readonly url: string;
  /** Everything that it has printed. */
  readonly printed: () => string;
  readonly stop: () => Promise<void>;
};

/**
 * Starts loopback like `npm start`, on a free port, and waits until it is up.
 *
 * @param settings environment variables, such as `{ LOOPBACK_EPHEMERAL: 'yes' }`
 * @throws with what loopback printed, if it ends before it is up
 */
export const startLoopback = async (settings: Readonly<Record<string, string>>): Promise<StartedLoopback> => {
  const child = spawn(process.execPath, loopbackProgram, {
    cwd: workspace,
    env: { ...process.env, LOOPBACK_PORT: '0', ...settings },
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  let printed = '';
  const url = await new Promise<string>((resolve, reject) => {
    const read = (text: unknown) => {
      printed += text;
      const address = /up at (http:\/\/localhost:\d+)/.exec(printed)?.[1];
      if (address !== undefined && printed.includes('Ctrl-C stops')) resolve(address);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    void ended.then(() => reject(new Error(`Cannot start loopback: it ended with\n${printed}`)));
  });
  return {
    url,
    printed: () => printed,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
};

/** The settings of a loopback that keeps its data in a folder, and starts without demo data. */
export const emptyLoopbackIn = (folder: string) => ({
  LOOPBACK_FOLDER: folder,
  LOOPBACK_DEMO_DATA: 'no',
});
