import { ok } from '@dialplane/basics';
import { decodeObject, isEncoded, type RecordKind } from '@dialplane/cdr';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { type Chunk, type ChunkPart, type NamedObjects, offsetsOf, sizeOf } from './chunk';
import { checkList, cutOf, listCut, moreThan } from './cut-chunks';
import { longestEncoded, TooLongLine } from './too-long-line';
import { atPath, changed, withFile } from './with-file';

/** Parts of a chunk whose bytes are in memory. */
export type Load = {
  readonly parts: readonly ChunkPart[];
  /** The offset in the chunk's bytes at which these begin. */
  readonly base: number;
  readonly bytes: Buffer;
};

/**
 * The loads of a chunk, one after the other in the same memory. Each receives the number of documents in the load before it.
 */
export type Loads = Generator<Load, void, number>;

/** Allocates memory for `size` bytes, which replaces the memory allocated before. */
export type AllocateInput = (size: number) => Uint8Array;

/** The source of a chunk. */
export type ChunkSource = {
  /** Where its objects are on this machine's disk. */
  readonly folder: string | undefined;
  /** Its bytes, if the caller has read them. */
  readonly given: Uint8Array | undefined;
  /** How many bytes of named objects are in memory at once. */
  readonly atOnce: number;
};

/** Reads a chunk. */
export const loadsOf = function* (
  chunk: Chunk,
  memory: AllocateInput,
  { folder, given, atOnce }: ChunkSource,
): Loads {
  if ('named' in chunk) return yield* loadNamed(chunk.named, memory, folder ?? '', atOnce);
  const { parts } = chunk;
  const size = sizeOf(parts);
  const into = memory(size);
  if (given) into.set(given);
  else if (folder === undefined) throw new Error(`Cannot read chunk ${chunk.number}: expected its bytes`);
  else
    for (const [i, offset] of offsetsOf(parts).entries())
      readWhole(parts[i] as ChunkPart, folder, into, offset);
  yield* decodedLoads(parts, asBuffer(into, size), 0, memory);
};

/** Reads an object, in three system calls. Throws if its length has changed since it was listed. */
const readWhole = (
  { key, to: length }: ChunkPart,
  folder: string,
  into: Uint8Array,
  offset: number,
): void => {
  // The additional byte is the 0 after the part: it shows whether the object has grown.
  const read = withFile(`${folder}/${key}`, (file) => readSync(file, into, offset, length + 1, 0));
  if (read !== length) throw changed(key);
  into[offset + length] = 0;
};

const loadNamed = function* (
  { prefix, kind, names }: NamedObjects,
  memory: AllocateInput,
  folder: string,
  atOnce: number,
): Loads {
  let into = memory(atOnce);
  let parts: ChunkPart[] = [];
  let base = 0;
  let at = 0;
  for (const name of names.split('/')) {
    const key = prefix + name;
    const path = `${folder}/${key}`;
    let length = withFile(path, (file) => readSync(file, into, at, into.length - at, 0));
    if (at + length === into.length) {
      // It may be longer: the objects before it are rated first, and then it gets all the memory.
      if (parts.length > 0) {
        base += yield* decodedLoads(parts, asBuffer(into, at), base, memory);
        into = memory(atOnce);
        parts = [];
        at = 0;
      }
      length = withFile(path, (file) => readSync(file, into, 0, into.length, 0));
      if (length === into.length) {
        base += yield* loadLarge(wholeObject(key, kind, 0), path, memory, base, atOnce);
        into = memory(atOnce);
        continue;
      }
    }
    into[at + length] = 0;
    parts.push(wholeObject(key, kind, length));
    at += length + 1;
  }
  if (parts.length > 0) yield* decodedLoads(parts, asBuffer(into, at), base, memory);
};

/**
 * Loads of parts whose bytes are adjacent in memory: one load for all, or one for each part if some are compressed or
 * encoded. Returns how many bytes the loads have.
 */
const decodedLoads = function* (
  parts: readonly ChunkPart[],
  bytes: Buffer,
  base: number,
  memory: AllocateInput,
): Generator<Load, number, number> {
  const offsets = offsetsOf(parts);
  const bytesOf = (i: number, all: Buffer): Buffer => {
    const { from, to } = parts[i] as ChunkPart;
    return all.subarray(offsets[i] ?? 0, (offsets[i] ?? 0) + to - from);
  };
  if (!parts.some(({ whole }, i) => whole && isEncoded(bytesOf(i, bytes)))) {
    yield { parts, base, bytes };
    return bytes.length;
  }
  const stored = Buffer.from(bytes); // a copy, since the memory is reused below
  let taken = 0;
  for (const [i, part] of parts.entries()) {
    const raw = bytesOf(i, stored);
    const decoded = part.whole ? decodeObject(raw) : ok(raw);
    const content = decoded.ok ? decoded.value : new Uint8Array(0);
    const into = memory(content.length + 1);
    into.set(content);
    into[content.length] = 0;
    const to = content.length;
    const how = { storedBytes: raw.length, ...(!decoded.ok && { rejection: decoded.error }) };
    yield { parts: [{ ...part, from: 0, to, ...how }], base: base + taken, bytes: asBuffer(into, to + 1) };
    taken += to + 1;
  }
  return taken;
};

const wholeObject = (key: string, kind: RecordKind | undefined, to: number): ChunkPart => ({
  key,
  version: '',
  kind,
  from: 0,
  to,
  position: 0,
  whole: true,
  last: true,
});

/** Reads an object that is larger than expected, from line to line. Returns how many bytes it takes. */
const loadLarge = function* (
  object: ChunkPart,
  path: string,
  memory: AllocateInput,
  base: number,
  atOnce: number,
): Generator<Load, number, number> {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    if (base + size >= 2 ** 32) throw new Error(`Cannot read "${object.key}": expected less than 4 GB here`);
    const isList = isListFile(file, { ...object, to: size }, memory, atOnce);
    let position = 0;
    let wanted: number = atOnce;
    let taken = 0;
    for (let from = 0; from < size;) {
      const into = memory(Math.min(size - from, wanted) + 1);
      const read = readSync(file, into, 0, into.length - 1, from);
      if (from === 0 && isEncoded(into.subarray(0, read))) {
        if (size > longestEncoded) throw new TooLongLine(object.key, from);
        const all = Buffer.alloc(size + 1);
        readSync(file, all, 0, size, 0);
        return yield* decodedLoads([{ ...object, to: size }], all, base, memory);
      }
      const window = into.subarray(0, read);
      const length = (isList ? listCut(window, from, size)?.length : cutOf(window, from, size).length) ?? 0;
      if (length === 0) {
        wanted = moreThan(wanted, object.key, from);
        continue;
      }
      into[length] = 0;
      const part = {
        ...object,
        from,
        to: from + length,
        position,
        whole: length === size,
        last: from + length === size,
        ...(isList && { ofList: true }),
      };
      position += yield { parts: [part], base: base + taken, bytes: asBuffer(into, length + 1) };
      taken += length + 1;
      from += length;
      wanted = atOnce;
    }
    return taken;
  } catch (error) {
    throw atPath(error, path);
  } finally {
    closeSync(file);
  }
};

const isListFile = (file: number, object: ChunkPart, memory: AllocateInput, atOnce: number): boolean => {
  const check = checkList(object, atOnce);
  let step = check.next(new Uint8Array(0));
  while (!step.done) {
    const [from, to] = step.value;
    const into = memory(to - from);
    step = check.next(into.subarray(0, readSync(file, into, 0, to - from, from)));
  }
  return step.value;
};

const asBuffer = (bytes: Uint8Array, size: number): Buffer =>
  Buffer.from(bytes.buffer, bytes.byteOffset, size);
