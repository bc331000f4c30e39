import type { RecordKind } from '@dialplane/cdr';
import type { EpochSeconds } from '@dialplane/kernel';

/** An object, or bytes of a large one from one line's begin to another's. */
export type ChunkPart = {
  readonly key: string;
  readonly version: string;
  /** As the object's folder says it. */
  readonly kind?: RecordKind;
  /** Bytes of the object: from one up to but not including another. */
  readonly from: number;
  readonly to: number;
  /** How many documents of the object stand before it. */
  readonly position: number;
  /** Whether it is all of the object; and whether it is its end. */
  readonly whole: boolean;
  readonly last: boolean;
  /** When the object was stored, where that is known. */
  readonly arrivedAt?: EpochSeconds;
};

/**
 * What is read at once: some objects, or a part of one. Chunks are numbered in the order of keys and of bytes, so that what comes
 * of them, one behind the other, is in order too.
 */
export type Chunk = { readonly number: number; readonly parts: readonly ChunkPart[] };

/** Where each part begins in the bytes of a chunk: behind each stands one 0, which no JSON can go on over. */
export const offsetsOf = ({ parts }: Chunk): readonly number[] => {
  const offsets: number[] = [];
  let at = 0;
  for (const { from, to } of parts) {
    offsets.push(at);
    at += to - from + 1;
  }
  return offsets;
};

/** How many bytes a chunk has, with a 0 behind each part. */
export const sizeOf = ({ parts }: Chunk): number =>
  parts.reduce((sum, { from, to }) => sum + to - from + 1, 0);

/** The part of a chunk that an offset of its bytes is in. */
export const partAt = (chunk: Chunk, offsets: readonly number[], offset: number): ChunkPart => {
  let low = 0;
  let high = offsets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((offsets[middle] ?? Infinity) <= offset) low = middle + 1;
    else high = middle;
  }
  const part = chunk.parts[low - 1];
  if (!part) throw new RangeError(`Cannot find byte ${offset} of chunk ${chunk.number}`);
  return part;
};
