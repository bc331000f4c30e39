import type { EpochSeconds } from '@dialplane/basics';

/** An object, as a listing has it. */
export type StoredObject = {
  readonly key: string;
  readonly bytes: number;
  readonly modifiedAt: EpochSeconds;
  /** Changes whenever the object is written, and says nothing else: S3's ETag, or what a disk knows of a file. */
  readonly version: string;
};

/**
 * Where objects are: a bucket, or a directory. Every store passes `objectStoreContract`.
 *
 * A key is a path such as `a/b.csv`; a prefix is how keys begin, and usually ends with a slash. All order is that of UTF-8 bytes, as
 * S3 lists keys.
 */
export type ObjectStore = {
  /** The names directly below a prefix that ends with a slash, in order: of folders, without slashes, and of objects. */
  readonly entries: (
    prefix: string,
  ) => Promise<{ readonly folders: readonly string[]; readonly files: readonly string[] }>;
  /** The names of the folders directly below a prefix, without slashes, in order. */
  readonly folders: (prefix: string) => Promise<readonly string[]>;
  /** Every object whose key begins with a prefix, in order. Needs the memory of a page, or of a folder. */
  readonly list: (prefix: string) => AsyncIterable<StoredObject>;
  /** All bytes of the object; undefined if there is none. */
  readonly read: (key: string) => Promise<Uint8Array | undefined>;
  /**
   * The bytes from one up to but not including another. Throws when the object is gone or shorter, and when it is not the
   * version asked for: parts of two versions must not be taken for one object.
   */
  readonly readRange: (key: string, from: number, to: number, version?: string) => Promise<Uint8Array>;
  /** Writes an object, in the place of another if there is one. A reader gets either the old object or the new one, never a part. */
  readonly write: (key: string, body: Uint8Array | string) => Promise<void>;
  /** The same, from a file on this machine's disk. */
  readonly writeFile: (key: string, path: string) => Promise<void>;
  /** Removes every object whose key begins with a prefix. No error if there is none. Throws for the empty prefix. */
  readonly removeAll: (prefix: string) => Promise<void>;
  /**
   * The names of the objects in a folder, in order, and the size of the first one. It does not look at each object, which takes as
   * long as reading a small one. Undefined if that is not known: the folder contains folders, or is empty.
   */
  readonly names?: (
    prefix: string,
  ) => Promise<{ readonly names: readonly string[]; readonly firstBytes: number } | undefined>;
  /** Where an object is on this machine's disk, in stores that are there. */
  readonly localPath?: (key: string) => string;
};
