import type { ObjectStore } from '@dialplane/object-store';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { type Chunk, type ChunkPart, offsetsOf, sizeOf } from './chunk';

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

/**
 * Reads bytes of an object into memory that is given, where it is on this machine's disk and they fit; else into memory of their own.
 * Throws if the object is not as it was listed.
 */
export const readRangeInto = async (
  records: Pick<ObjectStore, 'readRange' | 'localPath'>,
  { key, version, to: size }: ChunkPart,
  [from, to]: readonly [number, number],
  into: Uint8Array,
): Promise<Uint8Array> => {
  if (!records.localPath || to - from > into.length) return records.readRange(key, from, to, version);
  const file = openSync(records.localPath(key), 'r');
  try {
    const read = readSync(file, into, 0, to - from, from);
    if (read === to - from && fstatSync(file).size === size) return into.subarray(0, read);
    throw new Error(`Cannot read "${key}": expected ${size} bytes, as it was listed`);
  } finally {
    closeSync(file);
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
