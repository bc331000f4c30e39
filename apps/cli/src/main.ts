import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { exitCodes } from './exit-code';
import { runDialplane } from './run';

/** `dialplane`, with this process's words, environment and streams. Returns the exit code. */
export const main = async (): Promise<number> => {
  const { version } = JSON.parse(readFileSync(join(__dirname, '../../../package.json'), 'utf8'));
  const { env: environment, stdout, stderr, argv } = process;
  try {
    return await runDialplane(argv.slice(2), { version, environment, stdout, stderr, now: Date.now, sleep });
  } catch (error) {
    console.error('Cannot go on: this is a bug of dialplane.', error);
    return exitCodes.accident;
  }
};
