import type { RecordKind } from '@dialplane/cdr';
import type { EpochSeconds } from '@dialplane/basics';

/** An object, or bytes of a large one from one line's begin to another's. */
export type ChunkPart = {
  readonly key: string;
  readonly version: string;
  /** As the object's folder says it. */
  readonly kind?: RecordKind | undefined;
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

/** Objects of one folder on this machine's disk of which only the names are known: looking at each would take as long as reading it. */
export type NamedObjects = {
  readonly prefix: string;
  readonly kind?: RecordKind;
  /** With slashes between them, which no name has. */
  readonly names: string;
};

/**
 * What is rated at once: some objects, or a part of one. Chunks are cut in the order of keys and of bytes, so that what comes of them, one
 * behind the other, is in order too.
 */
export type Chunk = { readonly number: number } & (
  { readonly parts: readonly ChunkPart[] } | { readonly named: NamedObjects }
);

/** Where each part begins in the bytes of some that lie behind each other: behind each stands one 0, which no JSON goes on over. */
export const offsetsOf = (parts: readonly ChunkPart[]): readonly number[] => {
  const offsets: number[] = [];
  let at = 0;
  for (const { from, to } of parts) {
    offsets.push(at);
    at += to - from + 1;
  }
  return offsets;
};

/** How many bytes parts have, with a 0 behind each. */
export const sizeOf = (parts: readonly ChunkPart[]): number =>
  parts.reduce((sum, { from, to }) => sum + to - from + 1, 0);
