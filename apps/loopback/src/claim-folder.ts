import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
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
    if (claimed) return () => removeIf(file, mine);
    const holder = readHolder(file);
    if (holder !== undefined && isRunning(holder))
      throw new Error(
        `Cannot use the folder "${folder}": loopback already runs on it (process ${holder.split(' ')[0]}), so stop that process or set LOOPBACK_FOLDER to another folder`,
      );
    if (holder !== undefined) mayWrite(folder, () => removeIf(file, holder));
  }
};

/** The id of this process and when it started, because in a container each start may have the same id. */
const mine = `${process.pid} ${Math.round(performance.timeOrigin)}`;

/** One folder at a time, because Node 20 never returns from a recursive `mkdir` below `/proc`. */
const makeFolder = (folder: string): void => {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
};

const claim = (file: string): boolean => {
  try {
    writeFileSync(file, mine, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
};

const readHolder = (file: string): string | undefined => {
  try {
    const holder = readFileSync(file, 'utf8');
    const isBeingWritten = holder === '' && Date.now() - statSync(file).mtimeMs < 1000;
    return isBeingWritten ? undefined : holder;
  } catch {
    return undefined; // released in the meantime
  }
};

/** Removes a claim, unless another process has replaced it in the meantime. */
const removeIf = (file: string, holder: string): void => {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
    if (readFileSync(aside, 'utf8') !== holder) renameSync(aside, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  } finally {
    rmSync(aside, { force: true });
  }
};

const isRunning = (holder: string): boolean => {
  const pid = Number(holder.split(' ')[0]);
  if (pid === process.pid) return holder === mine;
  try {
    return pid > 0 && process.kill(pid, 0);
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
