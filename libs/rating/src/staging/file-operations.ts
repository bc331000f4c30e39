import { appendFileSync, existsSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** All disk operations of a run, so that a test can simulate a crash before, during and after each one. */
export type FileOperations = {
  /** Creates the folder and those above it. Throws if it exists: two runs must not share one. */
  readonly makeFolder: (path: string) => Promise<unknown>;
  /** Appends to the file, and creates it if it does not exist. */
  readonly append: (path: string, data: Uint8Array) => Promise<unknown>;
  /** Returns when the file's content would survive a power failure. */
  readonly sync: (file: string) => Promise<unknown>;
  /** Returns when the names in the folder would survive a power failure. */
  readonly syncFolder: (folder: string) => Promise<unknown>;
  /** Replaces a file by another in one step: a reader sees either the old or the new one. */
  readonly rename: (from: string, to: string) => Promise<unknown>;
  /** Removes the folder and everything in it. No error if it does not exist. */
  readonly remove: (path: string) => Promise<unknown>;
};

export const diskOperations: FileOperations = {
  makeFolder: async (path) => {
    await makeAll(dirname(path));
    await mkdir(path);
  },
  // Synchronous: the threads wait for the memory that holds the rows, and the disk's cache takes the rows immediately.
  append: async (path, data) => appendFileSync(path, data),
  sync: (file) => sync(file, 'r+'),
  // Windows cannot do this for folders.
  syncFolder: async (folder) => (process.platform === 'win32' ? undefined : sync(folder, 'r')),
  rename,
  remove: (path) => rm(path, { recursive: true, force: true }),
};

/** As `mkdir`, which calls every failure of a folder above ENOENT: here the error says why, such as EROFS. */
const makeAll = async (path: string): Promise<void> => {
  try {
    await mkdir(path, { recursive: true });
  } catch (error) {
    let missing = path;
    while (!existsSync(dirname(missing))) missing = dirname(missing);
    await mkdir(missing).catch((because: NodeJS.ErrnoException) => {
      throw because.code === 'EEXIST' ? error : because;
    });
    throw error;
  }
};

const sync = async (path: string, flags: string): Promise<void> => {
  const handle = await open(path, flags);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};
