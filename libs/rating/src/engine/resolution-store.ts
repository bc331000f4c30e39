import { chunksTogether } from './chunk-index';
import { groupBy } from './inspect-references';
import { openLineSpill } from './line-spill';
import type { Resolution } from './resolution';

/** Keeps resolutions by chunk, on disk if there are many. */
export type ResolutionStore = {
  readonly add: (chunk: number, resolution: Resolution) => void;
  /** Chunks that have resolutions, in order, each with its resolutions in order of offset. */
  readonly all: () => Iterable<readonly [chunk: number, resolutions: readonly Resolution[]]>;
  /** Those of one chunk. */
  readonly of: (chunk: number) => readonly Resolution[];
  readonly close: () => void;
};

/** Opens a store for this many chunks. */
export const openResolutionStore = (folder: string, chunks: number): ResolutionStore => {
  const spill = openLineSpill<readonly [number, Resolution]>(folder, Math.ceil(chunks / chunksTogether) || 1);
  const read = (partition: number) =>
    [...groupBy(spill.read(partition), ([chunk]) => chunk)]
      .sort(([a], [b]) => a - b)
      .map(([chunk, some]) => [chunk, some.map(([, resolution]) => resolution).sort(byOffset)] as const);
  let cached: { readonly partition: number; readonly chunks: ReturnType<typeof read> } | undefined;

  return {
    add: (chunk, resolution) => {
      cached = undefined;
      spill.add(Math.floor(chunk / chunksTogether), [chunk, resolution]);
    },
    all: function* () {
      for (let i = 0; i < spill.partitions; i += 1) yield* read(i);
    },
    of: (chunk) => {
      const partition = Math.floor(chunk / chunksTogether);
      if (cached?.partition !== partition) cached = { partition, chunks: read(partition) };
      return cached.chunks.find(([number]) => number === chunk)?.[1] ?? [];
    },
    close: spill.close,
  };
};

const byOffset = (a: Resolution, b: Resolution): number => a.offset - b.offset;
