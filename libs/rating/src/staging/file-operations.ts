import { appendFileSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Everything that a run does to the disk, so that a test can crash it before, in and after each operation. */
export type FileOperations = {
  /** Creates the folder and those above it. Throws if it exists: two runs must not share one. */
  readonly makeFolder: (path: string) => Promise<unknown>;
  /** Appends to the file, and creates it if there is none. */
  readonly append: (path: string, data: Uint8Array) => Promise<unknown>;
  /** Returns when the file's content would survive a power failure. */
  readonly sync: (file: string) => Promise<unknown>;
  /** The same for the names in a folder. */
  readonly syncFolder: (folder: string) => Promise<unknown>;
  /** Replaces a file by another in one step: a reader sees either of them. */
  readonly rename: (from: string, to: string) => Promise<unknown>;
  /** Removes the folder and all in it. No error if it is gone. */
  readonly remove: (path: string) => Promise<unknown>;
};

/** The disk. */
export const diskOperations: FileOperations = {
  makeFolder: async (path) => {
    await mkdir(dirname(path), { recursive: true });
    await mkdir(path);
  },
  // Synchronous: the rows come from threads that wait for their memory, and the disk's cache takes them immediately.
  append: async (path, data) => appendFileSync(path, data),
  sync: (file) => sync(file, 'r+'),
  // Windows cannot do this for folders.
  syncFolder: async (folder) => (process.platform === 'win32' ? undefined : sync(folder, 'r')),
  rename,
  remove: (path) => rm(path, { recursive: true, force: true }),
};

const sync = async (path: string, flags: string): Promise<void> => {
  const handle = await open(path, flags);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};
