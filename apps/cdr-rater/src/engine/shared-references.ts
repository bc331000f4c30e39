import { type Reference, readReference, referenceBytes } from '@dialplane/rating-kernel';
import type { Spill } from './spill';

/** Adds references to the partition of their hash. `mark` is kept with each: which round of the run they are of. */
export const addReferences = (spill: Spill, references: Uint8Array, mark: number): void => {
  const view = new DataView(references.buffer, references.byteOffset, references.length);
  for (let at = 0; at < references.length; at += referenceBytes) {
    view.setUint32(at + markAt, mark, true);
    const partition = view.getUint32(at + 4, true) % spill.partitions;
    spill.add(partition, references.subarray(at, at + referenceBytes));
  }
};

/** A reference, and which round it is of. */
export type MarkedReference = Reference & { readonly mark: number };

const markAt = 28;

/**
 * The references of a partition whose hash another one has too, grouped by hash. Only hashes are equal: whoever wants to know whether
 * the documents have something in common must look at them.
 *
 * @param isValid leaves out references that no longer hold
 */
export const sharedReferences = (
  partition: Uint8Array,
  isValid: (chunk: number, mark: number) => boolean = () => true,
): readonly (readonly MarkedReference[])[] => {
  const words = new Uint32Array(partition.buffer, partition.byteOffset, partition.length / 4);
  const view = new DataView(partition.buffer, partition.byteOffset, partition.length);
  const count = partition.length / referenceBytes;
  const perReference = referenceBytes / 4;
  const mask = 2 ** Math.ceil(Math.log2(Math.max(2, count * 2))) - 1;
  const places = new Int32Array(mask + 1).fill(-1);
  const shared = new Map<bigint, number[]>();

  for (let i = 0; i < count; i += 1) {
    const at = i * perReference;
    if (!isValid(words[at + 4] ?? 0, words[at + markAt / 4] ?? 0)) continue;
    const [low = 0, high = 0] = [words[at], words[at + 1]];
    let place = low & mask;
    for (let other = places[place] ?? -1; other !== -1; other = places[place] ?? -1) {
      const there = other * perReference;
      if (words[there] === low && words[there + 1] === high) break;
      place = (place + 1) & mask;
    }
    const first = places[place] ?? -1;
    if (first === -1) {
      places[place] = i;
      continue;
    }
    const hash = view.getBigUint64(at * 4, true);
    const group = shared.get(hash);
    if (group) group.push(i);
    else shared.set(hash, [first, i]);
  }
  return [...shared.values()].map((group) =>
    group.map((i) => ({
      ...readReference(view, i * referenceBytes),
      mark: words[i * perReference + markAt / 4] ?? 0,
    })),
  );
};
