import type { ObjectStore } from '@dialplane/object-store';
import { closeSync, openSync, readSync } from 'node:fs';
import { type Chunk, offsetsOf, sizeOf } from './chunk';

/** How many objects are asked for at once where each takes its time. */
const atOnce = 64;

/**
 * Reads a chunk of whole objects from this machine's disk: three calls of the system for each, since there may be as many objects
 * as records. Throws if one is not as long as it was when it was listed.
 */
export const loadFromDisk = (chunk: Chunk, pathOf: (key: string) => string, into: Uint8Array): void => {
  const offsets = offsetsOf(chunk);
  for (const [i, { key, to: length }] of chunk.parts.entries()) {
    const offset = offsets[i] ?? 0;
    const file = openSync(pathOf(key), 'r');
    try {
      // The one byte more is the 0 behind the part: it shows whether the object has grown.
      const read = readSync(file, into, offset, length + 1, 0);
      if (read !== length)
        throw new Error(`Cannot read "${key}": expected ${length} bytes, as it was listed`);
      into[offset + length] = 0;
    } finally {
      closeSync(file);
    }
  }
};

/** Reads a chunk from any store. */
export const loadFromStore = async (
  chunk: Chunk,
  store: Pick<ObjectStore, 'readRange'>,
): Promise<Uint8Array> => {
  const into = new Uint8Array(sizeOf(chunk));
  const offsets = offsetsOf(chunk);
  let next = 0;
  const readSome = async (): Promise<void> => {
    while (next < chunk.parts.length) {
      const i = next++;
      const part = chunk.parts[i];
      if (!part || part.from === part.to) continue;
      into.set(await store.readRange(part.key, part.from, part.to, part.version), offsets[i]);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, chunk.parts.length) }, readSome));
  return into;
};
