import { isEncoded, kindOfKey } from '@dialplane/cdr';
import type { StoredObject } from '@dialplane/object-store';
import type { RunPlan } from '../plan/run-plan';
import type { Chunk, ChunkPart, NamedObjects } from './chunk';
import type { ChunkSizes } from './chunk-sizes';
import { longest, TooLongLine } from './too-long-line';

/** An object, or a group of named objects, to cut. */
export type ListedObject = StoredObject | NamedObjects;

/** A chunk. For a large object, it comes with its bytes and the number of documents counted before it. */
export type CutChunk = { readonly chunk: Chunk; readonly bytes?: Uint8Array; readonly counted?: number };

/** Reads bytes of a listed object. */
export type ReadRange = (object: ChunkPart, from: number, to: number) => Promise<Uint8Array>;

/** How to cut. The reader of the chunks reports wrong counts in `miscount`. */
export type CutOptions = {
  readonly arrivals: RunPlan['arrivals'];
  readonly sizes: ChunkSizes;
  readonly miscount: Miscount;
};

/** By how many documents the count of an object was wrong so far. */
export type Miscount = { key: string; by: number };

/**
 * Cuts objects into chunks that can be read at once, in their order: small objects together, large ones between two lines.
 *
 * A large object is cut before a line that begins with `{`, where no document can continue (see `endOfDocument` in libs/cdr).
 * How many documents a chunk has is estimated from such lines, so that the next chunk can be read at the same time. The reader
 * corrects a wrong estimate through `miscount`.
 *
 * @throws Error if an object has no line for 64 MB, or is one value longer than that
 */
export const cutChunks = async function* (
  objects: AsyncIterable<ListedObject>,
  readRange: ReadRange,
  { arrivals, sizes, miscount }: CutOptions,
): AsyncGenerator<CutChunk> {
  let number = 0;
  let parts: ChunkPart[] = [];
  let bytes = 0;
  const next = (some: readonly ChunkPart[]): Chunk => ({ number: number++, parts: some });

  for await (const object of objects) {
    if ('names' in object) {
      if (parts.length > 0) yield { chunk: next(parts) };
      parts = [];
      bytes = 0;
      yield { chunk: { number: number++, named: object } };
      continue;
    }
    const part = partOf(object, arrivals);
    const isLarge = object.bytes > sizes.alone;
    if (
      parts.length > 0 &&
      (isLarge || bytes + object.bytes > sizes.bytes || parts.length >= sizes.objects)
    ) {
      yield { chunk: next(parts) };
      parts = [];
      bytes = 0;
    }
    if (isLarge) {
      for await (const cut of cutObject(part, readRange, sizes, miscount)) {
        yield { chunk: next([cut.part]), bytes: cut.bytes, counted: cut.counted };
      }
    } else {
      parts.push(part);
      bytes += object.bytes;
    }
  }
  if (parts.length > 0) yield { chunk: next(parts) };
};

const partOf = (
  { key, bytes, version, modifiedAt }: StoredObject,
  arrivals: RunPlan['arrivals'],
): ChunkPart => {
  const kind = kindOfKey(key);
  return {
    key,
    version,
    ...(kind && { kind }),
    from: 0,
    to: bytes,
    position: 0,
    whole: true,
    last: true,
    ...(arrivals === 'modified' && { arrivedAt: modifiedAt }),
  };
};

const cutObject = async function* (
  object: ChunkPart,
  readRange: ReadRange,
  sizes: ChunkSizes,
  miscount: Miscount,
): AsyncGenerator<{ readonly part: ChunkPart; readonly bytes: Uint8Array; readonly counted: number }> {
  const { key, to: size } = object;
  miscount.key = key;
  miscount.by = 0;
  let counted = 0;
  let wanted = sizes.bytes;
  for (let from = 0; from < size;) {
    const read = await readRange(object, from, Math.min(size, from + wanted));
    if (from === 0 && isEncoded(read)) {
      if (size > longest) throw new TooLongLine(key, from);
      yield { part: object, bytes: await readRange(object, 0, size), counted };
      return;
    }
    const length = cutLength(read, from, size);
    if (length === 0) {
      if (wanted >= longest) throw new TooLongLine(key, from);
      wanted *= 8;
      continue;
    }
    const bytes = read.subarray(0, length);
    const to = from + length;
    const whole = from === 0 && to === size;
    const lines = linesIn(bytes); // before the bytes are handed over
    yield {
      part: { ...object, from, to, position: counted + miscount.by, whole, last: to === size },
      bytes,
      counted,
    };
    counted += lines;
    from = to;
    wanted = sizes.bytes;
  }
};

/**
 * How many bytes of an object, starting at `from`, can be rated by themselves: all, or those before the last line. 0 if more
 * must be read first.
 */
export const cutLength = (read: Uint8Array, from: number, size: number): number => {
  if (from + read.length === size) return read.length;
  // Content that does not begin as an object may be one value, which is only known when all of it has been read.
  return from === 0 && !beginsObject(read) && size <= longest ? 0 : lastLine(read);
};

const beginsObject = (bytes: Uint8Array): boolean => {
  let at = 0;
  while (isBlank(bytes[at])) at += 1;
  return bytes[at] === 0x7b;
};

const isBlank = (byte: number | undefined): boolean =>
  byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

const lineBegin = Buffer.from('\n{');

/** Where the last line begins that certainly starts a document; 0 if there is none. */
const lastLine = (read: Uint8Array): number => {
  const bytes = Buffer.from(read.buffer, read.byteOffset, read.length);
  for (let at = bytes.lastIndexOf(lineBegin); at > 0; at = bytes.lastIndexOf(lineBegin, at - 1)) {
    if (!mayGoOn(bytes, at)) return at + 1;
  }
  return 0;
};

/** Whether a document may continue after a line break: after `:`, `[` and `,`, or after a backslash within a text. */
const mayGoOn = (bytes: Buffer, lineBreak: number): boolean => {
  let at = lineBreak - 1;
  while (at >= 0 && isBlank(bytes[at])) at -= 1;
  return at < 0 || ':[,\\'.includes(String.fromCharCode(bytes[at] ?? 0));
};

/** How many lines begin with `{`. */
const linesIn = (read: Uint8Array): number => {
  const bytes = Buffer.from(read.buffer, read.byteOffset, read.length);
  let lines = bytes[0] === 0x7b ? 1 : 0;
  for (let at = bytes.indexOf(lineBegin); at !== -1; at = bytes.indexOf(lineBegin, at + 2)) lines += 1;
  return lines;
};
