import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const workspace = join(__dirname, '../../../..');
const folder = join(workspace, 'dist/apps/console');

/**
 * The folder of the console's built files. If they are missing, they are built in the background: the start page waits for them.
 *
 * @param failed called if the build fails
 */
export const consolePage = (failed: (error: Error) => void): string => {
  if (!existsSync(join(folder, 'index.html'))) build(failed);
  return folder;
};

const build = (failed: (error: Error) => void): void => {
  const vite = join(workspace, 'node_modules/vite/bin/vite.js');
  if (!existsSync(vite))
    return failed(new Error('Cannot build the console: Vite is not installed, so run npm ci'));
  const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'error'], {
    cwd: join(workspace, 'apps/console'),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (text) => (said += text));
  child.once('error', failed);
  child.once('close', (code) => {
    if (code !== 0) failed(new Error(`Cannot build the console: ${said.trim().slice(-2_000)}`));
  });
  process.once('exit', () => child.kill());
};
