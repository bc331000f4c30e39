import { appendFileSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** All that a run does to the disk, so that a test can let it crash before, in and after each of them. */
export type FileOperations = {
  /** Makes the folder and those above it. Throws if it is there already: two runs must not share one. */
  readonly makeFolder: (path: string) => Promise<unknown>;
  /** Writes behind what the file holds; makes it if there is none. */
  readonly append: (path: string, data: Uint8Array) => Promise<unknown>;
  /** Returns when what the file holds would outlast a power cut. */
  readonly sync: (file: string) => Promise<unknown>;
  /** The same for the names in a folder. */
  readonly syncFolder: (folder: string) => Promise<unknown>;
  /** Puts the file in the place of another at once: whoever looks sees the one or the other. */
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
  // Without waiting: what is appended comes from threads that wait for the memory, and the disk's cache takes it at once.
  append: async (path, data) => appendFileSync(path, data),
  sync: (file) => sync(file, 'r+'),
  // Windows has no such thing for folders.
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
