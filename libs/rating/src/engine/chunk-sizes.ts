/** How much is read at once, in bytes and objects. */
export type ChunkSizes = {
  /** The size of a chunk. */
  readonly bytes: number;
  readonly objects: number;
  /** A larger object is cut into chunks of its own. */
  readonly alone: number;
  /** If the first object of a folder is no larger than this, the folder's objects are read by name only. */
  readonly named: number;
};

/** Large enough that little is done for each chunk, and small enough that several are in memory at once. */
export const usualSizes: ChunkSizes = { bytes: 3 << 20, objects: 4096, alone: 3 << 20, named: 64 << 10 };
