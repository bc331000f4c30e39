import { closeSync, openSync } from 'node:fs';
import { RunFailed } from '../explain-failure';

/** Opens a file for reading, and closes it afterwards. An error names the file, which the system's error of a read does not. */
export const withFile = <T>(path: string, work: (file: number) => T): T => {
  const file = openSync(path, 'r');
  try {
    return work(file);
  } catch (error) {
    throw atPath(error, path);
  } finally {
    closeSync(file);
  }
};

/** An error of the system, with the path of the file. */
export const atPath = (error: unknown, path: string): unknown =>
  typeof error === 'object' && error !== null && 'syscall' in error && !('path' in error)
    ? Object.assign(error, { path })
    : error;

/** An object that is not as it was listed. */
export const changed = (key: string): RunFailed =>
  new RunFailed({
    kind: 'environment',
    message: `Cannot read "${key}": it changed during the run. Run again when no program writes to it`,
  });
