// Records that the host has read, because something in their JSON is unusual, but which can be rated like all others.
import { forget, Holds, remember } from './fields';
import { openKind, ownField, settleRecord } from './record';

/** Handles a record of the host. Its texts are adjacent; the lengths are those of `hostTexts` in kernel.ts, or -1. */
export function settleOfHost(
  kind: u32,
  texts: usize,
  lengths: usize,
  at: f64,
  seconds: f64,
  endedAt: f64,
  unpriced: f64,
  offset: u32,
  position: u32,
): u32 {
  openKind(kind);
  forget();
  for (let i: u32 = 0; i < 11; i++) {
    const length = load<i32>(lengths + i * 4);
    if (length < 0) continue;
    remember(ownField(i), needsQuotes(texts, length) ? Holds.TextToQuote : Holds.Text, texts, length);
    texts += length;
  }
  return settleRecord(offset, position, <i64>at, <i64>seconds, <i64>endedAt, <i64>unpriced);
}

function needsQuotes(text: usize, length: i32): bool {
  let found = i8x16.splat(0);
  for (let left = length; left > 0; left -= 16) {
    const block = v128.load(text);
    const marks = v128.or(i8x16.eq(block, i8x16.splat(34)), i8x16.eq(block, i8x16.splat(44)));
    const ends = v128.or(i8x16.eq(block, i8x16.splat(10)), i8x16.eq(block, i8x16.splat(13)));
    const hits = v128.or(marks, ends);
    if (left >= 16) found = v128.or(found, hits);
    else if ((i8x16.bitmask(hits) & ((1 << left) - 1)) != 0) return true;
    text += 16;
  }
  return v128.any_true(found);
}
