import { usedBytes } from '@dialplane/rating-kernel';
import { chunksTogether } from './chunk-index';
import { openSpill } from './spill';

/** Keeps what was used before records of lines with tiers, by chunk, on disk if there are many. */
export type UsedStore = {
  readonly add: (chunk: number, offset: number, seconds: number | bigint) => void;
  /** Chunks that have such records, in order, each with what was used before them, in the kernel's form. */
  readonly all: () => Iterable<readonly [chunk: number, used: Uint8Array]>;
};

const wordsEach = 5;

/** Opens a store for this many chunks. */
export const openUsedStore = (folder: string, chunks: number): UsedStore => {
  const spill = openSpill(folder, Math.ceil(chunks / chunksTogether) || 1);
  const words = new Uint32Array(wordsEach);
  const bytes = new Uint8Array(words.buffer);

  return {
    add: (chunk, offset, seconds) => {
      words[0] = chunk;
      words[1] = offset;
      words[2] = typeof seconds === 'bigint' ? Number(seconds >> 64n) : 0;
      words[3] = typeof seconds === 'bigint' ? Number(seconds & 0xffffffffn) : seconds % 2 ** 32;
      words[4] = typeof seconds === 'bigint' ? Number((seconds >> 32n) & 0xffffffffn) : seconds / 2 ** 32;
      spill.add(Math.floor(chunk / chunksTogether), bytes);
    },
    all: function* () {
      for (let i = 0; i < spill.partitions; i += 1) {
        const read = spill.read(i);
        const all = new Uint32Array(read.buffer, read.byteOffset, read.length / 4);
        const byChunk = new Map<number, number[]>();
        for (let at = 0; at < all.length; at += wordsEach) {
          const chunk = all[at] ?? 0;
          const some = byChunk.get(chunk);
          if (some) some.push(at);
          else byChunk.set(chunk, [at]);
        }
        for (const [chunk, some] of [...byChunk].sort(([a], [b]) => a - b)) {
          const used = new Uint32Array((some.length * usedBytes) / 4);
          let to = 0;
          for (const at of new Uint32Array(some).sort((a, b) => (all[a + 1] ?? 0) - (all[b + 1] ?? 0))) {
            for (let word = 1; word < wordsEach; word += 1) used[to++] = all[at + word] ?? 0;
          }
          yield [chunk, new Uint8Array(used.buffer)] as const;
        }
      }
    },
  };
};

/** What was used before the record at an offset, from bytes of `UsedStore.all`. */
export const usedAt = (used: Uint8Array, offset: number): bigint | undefined => {
  const view = new DataView(used.buffer, used.byteOffset, used.length);
  let low = 0;
  let high = used.length / usedBytes;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (view.getUint32(middle * usedBytes, true) < offset) low = middle + 1;
    else high = middle;
  }
  const at = low * usedBytes;
  if (at === used.length || view.getUint32(at, true) !== offset) return undefined;
  return (BigInt(view.getUint32(at + 4, true)) << 64n) | view.getBigUint64(at + 8, true);
};
