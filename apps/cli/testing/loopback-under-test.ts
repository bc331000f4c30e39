import { spawn } from 'node:child_process';
import { join } from 'node:path';

const workspace = join(__dirname, '../../..');

/** Starts loopback like `npm start`, on a free port, and waits until it prints its address. */
export const startLoopback = async (folder: string) => {
  const loopback = ['node_modules/.bin/tsx', '--tsconfig', 'tsconfig.base.json', 'apps/loopback/src/main.ts'];
  const child = spawn(process.execPath, loopback, {
    cwd: workspace,
    env: { ...process.env, LOOPBACK_PORT: '0', LOOPBACK_FOLDER: folder, LOOPBACK_DEMO_DATA: 'no' },
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    let said = '';
    const listen = (text: unknown) => {
      said += text;
      const at = /up at (http:\/\/localhost:\d+)/.exec(said)?.[1];
      if (at) resolve(at);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    void ended.then(() => reject(new Error(`Loopback ended: ${said}`)));
  });
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  return { url, stop };
};
