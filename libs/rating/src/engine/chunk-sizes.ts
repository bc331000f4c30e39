/** How much is read at once, in bytes and objects. */
export type ChunkSizes = {
  /** Of a chunk. */
  readonly bytes: number;
  readonly objects: number;
  /** A larger object is cut into chunks of its own. */
  readonly alone: number;
  /** Where the first object of a folder is no larger, they are read by their names alone. */
  readonly named: number;
};

/** Large enough that little is done for each chunk, and small enough that several are in memory at once. */
export const usualSizes: ChunkSizes = { bytes: 3 << 20, objects: 4096, alone: 3 << 20, named: 64 << 10 };
