import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { exitCodes } from './exit-code';
import { runDialplane } from './run';

/** Runs `dialplane` in this process. @returns the exit status */
export const main = async (): Promise<number> => {
  const { version } = JSON.parse(readFileSync(join(__dirname, '../../../package.json'), 'utf8'));
  const { env: environment, stdout, stderr, argv } = process;
  // `head` closes the pipe before everything is written, which is no error.
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(exitCodes.done);
  });
  try {
    return await runDialplane(argv.slice(2), { version, environment, stdout, stderr, now: Date.now, sleep });
  } catch (error) {
    console.error('Cannot continue because of a bug in dialplane:', error);
    return exitCodes.error;
  }
};
