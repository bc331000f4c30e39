import { type CallRecord, readRecord, type RecordKind, reject, type Rejection } from '@dialplane/cdr';
import { fail, type Result } from '@dialplane/basics';
import type { Kernel, KernelMemberships } from '@dialplane/rating-kernel';
import type { ChunkPart } from './chunk';
import { type FoundDocument, openDocumentReader } from './document-at';
import { endOfElement, isBlank } from './list-window';

/** A document that TypeScript reads: one that the kernel left, or one with a resolution. */
export type ReadDocument = {
  readonly read: Result<CallRecord, Rejection>;
  /** The offset in the bytes of its chunk. */
  readonly offset: number;
  readonly position: number;
  /** Its length, or that of its object if this cannot be decoded. */
  readonly bytes: number;
};

/** How to read a part. */
export type PartReading = {
  readonly part: ChunkPart;
  /** Some bytes of the chunk, their offset in the chunk, and where the part begins in them. */
  readonly bytes: Buffer;
  readonly base: number;
  readonly offset: number;
  /** Offsets of documents that TypeScript must read, in order. */
  readonly ours: readonly number[];
  /** For the kernel: the start of each row, and the memberships of records. */
  readonly prefix: string;
  readonly memberships: KernelMemberships;
  readonly onDocument: (document: ReadDocument) => void;
  /** Makes room in the kernel; false if there was nothing to take out of it. */
  readonly makeRoom: () => boolean;
};

/**
 * Reads all documents of a part, like `readDocuments` in libs/cdr: usual records in the kernel, all others here.
 *
 * @returns how many there were
 */
export const readPart = (kernel: Kernel, reading: PartReading): number => {
  const { part, bytes, base, ours, onDocument } = reading;
  // Offsets are those in the chunk, which the kernel knows; `bytes` begin at `base`.
  const from = base + reading.offset;
  const to = from + part.to - part.from;
  let offset = from;
  let position = part.position;
  const found = (read: ReadDocument['read'], at: number, length: number): void => {
    onDocument({ read, offset: at, position, bytes: Math.min(length, part.storedBytes ?? length) });
    position += 1;
  };

  const { kind } = part;
  const { prefix, memberships } = reading;
  const isOpen = kernel.openPart({ from, to, kind, position, prefix, memberships });
  const inKernel = isOpen && kind !== undefined;
  if (part.rejection) {
    found(fail(part.rejection), from, part.storedBytes ?? 0);
    return 1;
  }
  const all = part.whole && !part.ofList ? readWhole(bytes, from - base, to - base) : undefined;
  if (all && !Array.isArray(all.value)) {
    found(readRecord(all.value, part.kind), from, to - from);
    return 1;
  }
  const list = (all || part.ofList) && openList(bytes, to - base, part.from > 0);
  const read = openDocumentReader();
  while (true) {
    if (inKernel) {
      kernel.resume(offset, position, firstFrom(ours, offset));
      const stop = kernel.run();
      ({ offset, position } = kernel.cursor());
      if (stop === 'end') break;
      // A document that does not fit into an empty kernel is read here.
      if (stop === 'full' && reading.makeRoom()) continue;
    } else if (offset >= to) break;
    const document = (list ? list.next(offset - base) : undefined) ?? read(bytes, offset - base, to - base);
    const at = offset;
    offset = base + document.end;
    if (!document.isBlank) found(readFound(document, part.kind), at, offset - at);
  }
  if (part.last && position === 0) found(fail(reject('empty', 'must hold a JSON document')), from, to - from);
  return position - part.position;
};

/** Reads the document at an offset, which has been read before. */
export const readDocumentAt = (
  bytes: Buffer,
  offset: number,
  to: number,
  kind: RecordKind | undefined,
): ReadDocument['read'] => readFound(openDocumentReader()(bytes, offset, to), kind);

/** The first of sorted numbers that is at least `least`. */
const firstFrom = (numbers: readonly number[], least: number): number | undefined => {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? Infinity) < least) low = middle + 1;
    else high = middle;
  }
  return numbers[low];
};

/** Reads a list of documents: at an offset of the part there is an element, or only brackets and commas. */
const openList = (bytes: Buffer, to: number, isBegun: boolean) => {
  let isOpen = isBegun;
  return {
    /** Undefined for an element that is an object. */
    next: (at: number): FoundDocument | undefined => {
      const byte = bytes[at] ?? 0;
      if (byte === 0x7b) return undefined;
      const isOfList = byte === 0x2c || byte === 0x5d || (byte === 0x5b && !isOpen) || isBlank(byte);
      if (byte === 0x5b) isOpen = true;
      if (isOfList) return { isBlank: true, end: at + 1 };
      const end = endOfElement(bytes, at, to);
      return { value: JSON.parse(bytes.toString('utf8', at, end)), end };
    },
  };
};

/** An object that is one JSON value, but not a JSON object: its content is not searched for documents. */
const readWhole = (bytes: Buffer, from: number, to: number): { readonly value: unknown } | undefined => {
  let first = from;
  while (first < to && isBlank(bytes[first] ?? 0)) first += 1;
  if (first === to || bytes[first] === 0x7b) return undefined;
  try {
    return { value: JSON.parse(bytes.toString('utf8', from, to)) };
  } catch {
    return undefined; // several documents, or broken ones: they are read one by one
  }
};

const readFound = (found: FoundDocument, kind: RecordKind | undefined): ReadDocument['read'] =>
  'value' in found ? readRecord(found.value, kind) : fail(reject('not-json', 'must be JSON'));
