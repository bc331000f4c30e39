// Reads call detail records and writes the rows of rated.csv, for records that are as AWS writes them. The host
// (src/kernel.ts) reads all others, so that what comes out is the same as if it had read them all.
import { afterBlanks, readDocument } from './document';
import { nameField } from './fields';
import { settleOfHost } from './host-record';
import { addLine, nameReason, openLines } from './prices';
import {
  byNumber,
  byWhat,
  calls,
  counts,
  Done,
  identities,
  nameKind,
  noteOfHost,
  openChunk,
  openObject,
  openWindow,
  rowsOf,
  settle,
  transactions,
} from './record';

export {
  addLine,
  nameField,
  nameKind,
  nameReason,
  noteOfHost,
  openChunk,
  openLines,
  openObject,
  openWindow,
  settleOfHost,
};

/** Memory that is never given back. */
export function allocate(size: u32): usize {
  return heap.alloc(size);
}

/** Why `run` came back: see `Stop` in kernel.ts. */
const enum Stop {
  End,
  /** The document at the cursor is the host's. */
  Unusual,
  NoRoom,
  /** The document at the cursor is one that the host wanted to be stopped at. */
  Wanted,
}

let input: usize = 0;
let cursor: usize = 0;
let end: usize = 0;
let position: u32 = 0;
let stopAt: usize = 0;

/** Says what to read: bytes of the input, followed by a 0, and the position of its first document. */
export function openInput(inputAt: usize, from: u32, to: u32, first: u32): void {
  input = inputAt;
  cursor = inputAt + from;
  end = inputAt + to;
  position = first;
}

/** Goes on at an offset, with a position, and stops at the next offset that is wanted. */
export function resume(offset: u32, next: u32, wanted: u32): void {
  cursor = input + offset;
  position = next;
  stopAt = input + wanted;
}

/** Reads documents until something is the host's to do. */
export function run(): u32 {
  while (true) {
    cursor = afterBlanks(cursor);
    if (cursor >= end) return Stop.End;
    if (load<u8>(cursor) != 123) return Stop.Unusual;
    if (cursor == stopAt) return Stop.Wanted;
    const next = readDocument(cursor);
    if (next == 0) return Stop.Unusual;
    const done = settle(<u32>(cursor - input), position);
    if (done == Done.Unusual) return Stop.Unusual;
    if (done == Done.NoRoom) return Stop.NoRoom;
    cursor = next;
    position++;
  }
}

export function cursorOffset(): u32 {
  return <u32>(cursor - input);
}
export function nextPosition(): u32 {
  return position;
}
export function openRows(which: u32, at: usize, size: u32): void {
  rowsOf(which).open(at, size);
}
export function written(which: u32): u32 {
  return rowsOf(which).written();
}
export function countsAt(): usize {
  return counts;
}
export function openReferences(which: u32, at: usize, size: u32): void {
  (which == 0 ? identities : which == 1 ? calls : transactions).open(at, size);
}
export function referenceCount(which: u32): u32 {
  return (which == 0 ? identities : which == 1 ? calls : transactions).count;
}
export function sumsAt(which: u32): usize {
  return which == 0 ? byWhat.rows : byNumber.rows;
}
export function sumsUsed(which: u32): u32 {
  return which == 0 ? byWhat.used : byNumber.used;
}
export function clearSums(): void {
  byWhat.clear();
  byNumber.clear();
}
