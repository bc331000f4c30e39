import { appendFileSync, closeSync, mkdirSync, openSync, readSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Chunk } from './chunk';

/** For how many chunks notes are stored together, on disk. */
export const chunksTogether = 16;

/** Remembers the chunks of a run, on disk, since there may be as many keys as records. */
export type ChunkIndex = {
  /** Adds the next chunk, in order of number. */
  readonly add: (chunk: Chunk) => void;
  readonly find: (number: number) => Chunk;
  readonly size: () => number;
};

const pendingAtMost = 1 << 20;

/** Opens an index in a file. */
export const openChunkIndex = (path: string): ChunkIndex => {
  const ends: number[] = [];
  let end = 0;
  let pending: string[] = [];
  let waiting = 0;
  mkdirSync(dirname(path), { recursive: true });
  const flush = (): void => {
    if (waiting === 0) return;
    appendFileSync(path, pending.join(''));
    pending = [];
    waiting = 0;
  };

  return {
    add: (chunk) => {
      const text = JSON.stringify(chunk);
      const length = Buffer.byteLength(text);
      pending.push(text);
      waiting += length;
      end += length;
      ends.push(end);
      if (waiting > pendingAtMost) flush();
    },
    find: (number) => {
      const to = ends[number];
      if (to === undefined) throw new RangeError(`Cannot find chunk ${number}: there are ${ends.length}`);
      flush();
      const from = number === 0 ? 0 : (ends[number - 1] ?? 0);
      const text = Buffer.alloc(to - from);
      const file = openSync(path, 'r');
      try {
        readSync(file, text, 0, text.length, from);
      } finally {
        closeSync(file);
      }
      return JSON.parse(text.toString()) as Chunk;
    },
    size: () => ends.length,
  };
};
