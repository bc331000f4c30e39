import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Claims a folder for this process: two instances on one folder would overwrite each other's data. It takes over the claim of
 * a process that no longer runs.
 *
 * @returns how to release the folder
 * @throws if another process holds the folder, or the folder cannot be written
 */
export const claimFolder = (folder: string): (() => void) => {
  const file = join(folder, 'loopback.pid');
  mayWrite(folder, () => makeFolder(folder));
  for (;;) {
    const claimed = mayWrite(folder, () => claim(file));
    if (claimed) return () => rmSync(file, { force: true });
    const holder = readHolder(file);
    if (holder !== undefined && isRunning(holder))
      throw new Error(
        `Cannot use the folder "${folder}": loopback already runs on it (process ${holder}), so stop that process or set LOOPBACK_FOLDER to another folder`,
      );
    rmSync(file, { force: true });
  }
};

/** One folder at a time, because Node 20 never returns from a recursive `mkdir` below `/proc`. */
const makeFolder = (folder: string): void => {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
};

const claim = (file: string): boolean => {
  try {
    const handle = openSync(file, 'wx');
    writeSync(handle, String(process.pid));
    closeSync(handle);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
};

const readHolder = (file: string): number | undefined => {
  try {
    return Number(readFileSync(file, 'utf8')) || undefined;
  } catch {
    return undefined; // released in the meantime
  }
};

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'; // it runs as another user
  }
};

const mayWrite = <T>(folder: string, write: () => T): T => {
  try {
    return write();
  } catch (error) {
    throw new Error(
      `Cannot write to the folder "${folder}": ${(error as Error).message}. Set LOOPBACK_FOLDER to a folder that can be written`,
      { cause: error },
    );
  }
};
