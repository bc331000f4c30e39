import type { ObjectStore } from '@dialplane/object-store';
import { fstatSync, readSync } from 'node:fs';
import { type ChunkPart, offsetsOf, sizeOf } from './chunk';
import { changed, withFile } from './with-file';

/** How many objects are requested at once from a store with a latency per request. */
const atOnce = 64;

/**
 * Reads bytes of an object. They go into the given memory if the object is on this machine's disk and they fit, otherwise
 * into new memory. Throws if the object has changed since it was listed.
 */
export const readRangeInto = async (
  records: Pick<ObjectStore, 'readRange' | 'localPath'>,
  { key, version, whole, to: size }: ChunkPart,
  [from, to]: readonly [number, number],
  into: Uint8Array,
): Promise<Uint8Array> => {
  if (!records.localPath || to - from > into.length) return records.readRange(key, from, to, version);
  return withFile(records.localPath(key), (file) => {
    const read = readSync(file, into, 0, to - from, from);
    const length = fstatSync(file).size;
    if (read === to - from && (whole ? length === size : length >= size)) return into.subarray(0, read);
    throw changed(key);
  });
};

/** Reads parts of objects from any store. */
export const readFromStore = async (
  parts: readonly ChunkPart[],
  store: Pick<ObjectStore, 'readRange'>,
): Promise<Uint8Array> => {
  const into = new Uint8Array(sizeOf(parts));
  const offsets = offsetsOf(parts);
  let next = 0;
  const readSome = async (): Promise<void> => {
    while (next < parts.length) {
      const i = next++;
      const part = parts[i];
      if (!part || part.from === part.to) continue;
      into.set(await store.readRange(part.key, part.from, part.to, part.version), offsets[i]);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, parts.length) }, readSome));
  return into;
};
