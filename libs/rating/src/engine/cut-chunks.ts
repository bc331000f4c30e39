import { isEncoded, kindOfKey } from '@dialplane/cdr';
import type { StoredObject } from '@dialplane/object-store';
import type { RunPlan } from '../plan/run-plan';
import type { Chunk, ChunkPart, NamedObjects } from './chunk';
import type { ChunkSizes } from './chunk-sizes';
import { endAt } from './document-at';
import { isBlank, listWindow } from './list-window';
import { longest, longestEncoded, TooLongLine } from './too-long-line';

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
 * If it has no lines, it is cut between two documents; and a JSON list between two elements.
 *
 * @throws TooLongLine if a document, or an object that is one value but no list, is longer than 16 MB
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
  const ofList = await isList(object, readRange, sizes);
  for (let from = 0; from < size;) {
    const read = await readRange(object, from, Math.min(size, from + wanted));
    if (from === 0 && isEncoded(read)) {
      if (size > longestEncoded) throw new TooLongLine(key, from);
      yield { part: object, bytes: await readRange(object, 0, size), counted };
      return;
    }
    const cut = ofList ? listCut(read, from, size) : cutOf(read, from, size);
    const length = cut?.length ?? 0;
    if (length === 0) {
      wanted = moreThan(wanted, key, from);
      continue;
    }
    const bytes = read.subarray(0, length);
    const to = from + length;
    const whole = from === 0 && to === size;
    const documents = cut?.documents ?? linesIn(bytes); // before the bytes are handed over
    const position = counted + miscount.by;
    const part = { ...object, from, to, position, whole, last: to === size, ...(ofList && { ofList }) };
    yield { part, bytes, counted };
    counted += documents;
    from = to;
    wanted = sizes.bytes;
  }
};

/** How much to read if what was read has no place for a cut. Throws if that was as much as may be. */
export const moreThan = (wanted: number, key: string, from: number): number => {
  if (wanted >= longest) throw new TooLongLine(key, from);
  return Math.min(longest, wanted * 8);
};

const isList = async (object: ChunkPart, readRange: ReadRange, sizes: ChunkSizes): Promise<boolean> => {
  const check = checkList(object, sizes.bytes);
  let step = check.next(new Uint8Array(0));
  while (!step.done) step = check.next(await readRange(object, ...step.value));
  return step.value;
};

/** Finds out whether an object is one JSON list. All of it must be JSON, so it asks for all of it, range by range. */
export const checkList = function* (
  { key, to: size }: Pick<ChunkPart, 'key' | 'to'>,
  atOnce: number,
): Generator<readonly [from: number, to: number], boolean, Uint8Array> {
  let wanted = atOnce;
  for (let from = 0; from < size;) {
    const read = yield [from, Math.min(size, from + wanted)];
    if (from === 0 && !beginsWith(read, bracket)) return false;
    const cut = listCut(read, from, size);
    if (!cut) return false;
    wanted = cut.length === 0 ? moreThan(wanted, key, from) : atOnce;
    from += cut.length;
  }
  return true;
};

/** Where a window of an object can be cut, and how many documents are before the cut, if that is certain. */
export type Cut = { readonly length: number; readonly documents?: number };

/** The cut of a window of a list that begins at `from`. Undefined if the object is no list. */
export const listCut = (read: Uint8Array, from: number, size: number): Cut | undefined => {
  const found = listWindow(read, { isFirst: from === 0, isLast: from + read.length === size });
  return found && { length: found.length, documents: found.elements };
};

/**
 * How many bytes of an object, starting at `from`, can be rated by themselves: all, those before the last line, or those before the
 * last document. 0 if more must be read first.
 */
export const cutOf = (read: Uint8Array, from: number, size: number): Cut => {
  if (from + read.length === size) return { length: read.length };
  // Content that does not begin as an object may be one value, which is only known when all of it has been read.
  if (from === 0 && !beginsWith(read, brace) && size <= longest) return { length: 0 };
  const line = lastLine(read);
  return line > 0 ? { length: line } : lastDocument(read);
};

/** The cut before the last document, where documents are not lines: the ends of all documents before it are searched. */
const lastDocument = (read: Uint8Array): Cut => {
  const bytes = Buffer.from(read.buffer, read.byteOffset, read.length);
  let [length, documents] = [0, 0];
  for (let at = 0; at < bytes.length;) {
    if (isBlank(bytes[at])) {
      at += 1;
      continue;
    }
    at = endAt(bytes, at, bytes.length);
    if (at === bytes.length) break; // it may be longer
    length = at;
    documents += 1;
  }
  return { length, documents };
};

const [bracket, brace] = [0x5b, 0x7b];

const beginsWith = (bytes: Uint8Array, first: number): boolean => {
  let at = 0;
  while (isBlank(bytes[at])) at += 1;
  return bytes[at] === first;
};

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
