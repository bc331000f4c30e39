import { type Reference, readReference, referenceBytes } from '@dialplane/rating-kernel';
import type { Spill } from './spill';

/** References in the order of their partitions: those of a partition end where those of the next begin, counted in references. */
export type SortedReferences = { readonly references: Uint8Array; readonly ends: Uint32Array };

/** The number of partitions of references: about a hundredth of all references is in memory at a time. */
export const referencePartitions = 128;

/**
 * Sorts references by the partition of their hash. `mark` is kept with each: which round of the run they are of. Threads do this, so
 * that the main thread has little to do.
 *
 * @param space memory for the result, if it fits
 */
export const sortReferences = (
  references: Uint8Array,
  mark: number,
  space: Uint8Array = new Uint8Array(0),
): SortedReferences => {
  const words = wordsOf(references);
  const partitionOf = (at: number): number => (words[at + 1] ?? 0) % referencePartitions;
  const ends = new Uint32Array(referencePartitions);
  for (let at = 0; at < words.length; at += wordsEach)
    ends[partitionOf(at)] = (ends[partitionOf(at)] ?? 0) + 1;
  for (let i = 1; i < referencePartitions; i += 1) ends[i] = (ends[i] ?? 0) + (ends[i - 1] ?? 0);

  const sorted =
    references.length > space.length
      ? new Uint8Array(references.length)
      : space.subarray(0, references.length);
  const into = wordsOf(sorted);
  const next = ends.slice();
  // From the last to the first, so that the references of a partition keep their order.
  for (let at = words.length - wordsEach; at >= 0; at -= wordsEach) {
    const partition = partitionOf(at);
    const place = (next[partition] ?? 0) - 1;
    next[partition] = place;
    const to = place * wordsEach;
    for (let i = 0; i < markAt; i += 1) into[to + i] = words[at + i] ?? 0;
    into[to + markAt] = mark;
  }
  return { references: sorted, ends };
};

const wordsOf = ({ buffer, byteOffset, length }: Uint8Array): Uint32Array =>
  new Uint32Array(buffer, byteOffset, length / 4);

/** Adds references to a spill, each to its own partition. */
export const addReferences = (spill: Spill, { references, ends }: SortedReferences): void => {
  let from = 0;
  for (const [partition, end] of ends.entries()) {
    const to = end * referenceBytes;
    if (to > from) spill.add(partition, references.subarray(from, to));
    from = to;
  }
};

/** The last of the eight words of a reference holds the mark. */
const wordsEach = referenceBytes / 4;
const markAt = wordsEach - 1;

/** A reference, and the round it belongs to. */
export type MarkedReference = Reference & { readonly mark: number };

/**
 * The references of a partition that share their hash with another one, grouped by hash. Only the hashes are equal: to know
 * whether the documents have something in common, read them.
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
  const mask = 2 ** Math.ceil(Math.log2(Math.max(2, count * 2))) - 1;
  const places = new Int32Array(mask + 1).fill(-1);
  const shared = new Map<bigint, number[]>();

  for (let i = 0; i < count; i += 1) {
    const at = i * wordsEach;
    if (!isValid(words[at + 4] ?? 0, words[at + markAt] ?? 0)) continue;
    const [low = 0, high = 0] = [words[at], words[at + 1]];
    let place = low & mask;
    for (let other = places[place] ?? -1; other !== -1; other = places[place] ?? -1) {
      const there = other * wordsEach;
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
      mark: words[i * wordsEach + markAt] ?? 0,
    })),
  );
};
