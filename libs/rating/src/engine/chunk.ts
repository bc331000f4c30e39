import type { RecordKind, Rejection } from '@dialplane/cdr';
import type { EpochSeconds } from '@dialplane/basics';

/** An object, or a part of a large one between the starts of two lines. */
export type ChunkPart = {
  readonly key: string;
  readonly version: string;
  /** According to the object's folder. */
  readonly kind?: RecordKind | undefined;
  /** Bytes of the object: from one up to but not including another. */
  readonly from: number;
  readonly to: number;
  /** How many documents of the object come before it. */
  readonly position: number;
  /** Whether the object is one JSON list, and the part some of its elements. */
  readonly ofList?: boolean;
  /** Whether the part is the complete object, and whether it is the object's end. */
  readonly whole: boolean;
  readonly last: boolean;
  /** Why the object cannot be read, if it cannot: then it has no bytes. */
  readonly rejection?: Rejection;
  /** How many bytes are stored, where the part was decoded. */
  readonly storedBytes?: number;
  /** When the object was stored, where that is known. */
  readonly arrivedAt?: EpochSeconds;
};

/** Objects of one folder on this disk, by name only: finding out a file's size would take as long as reading it. */
export type NamedObjects = {
  readonly prefix: string;
  readonly kind?: RecordKind;
  /** Separated by slashes, which no name contains. */
  readonly names: string;
};

/**
 * The unit of work: some objects, or a part of one. Chunks are cut in the order of keys and bytes, so that their results are in order
 * too.
 */
export type Chunk = { readonly number: number } & (
  { readonly parts: readonly ChunkPart[] } | { readonly named: NamedObjects }
);

/** Where each of several adjacent parts begins in their bytes. A 0, which no JSON document contains, separates them. */
export const offsetsOf = (parts: readonly ChunkPart[]): readonly number[] => {
  const offsets: number[] = [];
  let at = 0;
  for (const { from, to } of parts) {
    offsets.push(at);
    at += to - from + 1;
  }
  return offsets;
};

/** The size of the parts in bytes, with a 0 after each. */
export const sizeOf = (parts: readonly ChunkPart[]): number =>
  parts.reduce((sum, { from, to }) => sum + to - from + 1, 0);
