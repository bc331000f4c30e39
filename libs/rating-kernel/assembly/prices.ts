// The price book, as far as a row of CSV needs it: lines by service code and usage type, each with its spans in order, and
// each span with its tiers.
import { copy, finish, mixText, same } from './bytes';

/** Why a record has no price, by number: see `unratedReasons` in kernel-line.ts. Their names come from the host. */
export namespace Reason {
  /** It has a price. */
  export const None: u32 = 0;
  export const NoUsageType: u32 = 1;
  export const UnknownService: u32 = 2;
  export const NoPrice: u32 = 3;
  export const BeforeFirstPrice: u32 = 4;
  export const Gap: u32 = 5;
  export const AfterLastPrice: u32 = 6;
  /** Only the host can look it up. */
  export const Unknown: u32 = 255;
  export const longest: u32 = 32;

  export function write(to: usize, reason: u32): usize {
    return copy(to, load<u32>(names + reason * 8), load<u32>(names + reason * 8, 4));
  }
}

const names: usize = memory.data(16 * 8);

/** Makes the name of a reason known. The text must stay where it is. */
export function nameReason(reason: u32, text: usize, length: u32): void {
  store<u32>(names + reason * 8, <u32>text);
  store<u32>(names + reason * 8, length, 4);
}

/** A span: from, to, why it has no price, and its tiers. */
namespace Span {
  export const size: u32 = 32;
  export function from(span: usize): i64 {
    return load<i64>(span);
  }
  export function to(span: usize): i64 {
    return load<i64>(span, 8);
  }
  export function reason(span: usize): u32 {
    return load<u32>(span, 16);
  }
  export function tiers(span: usize): usize {
    return load<u32>(span, 20);
  }
  export function tierCount(span: usize): u32 {
    return load<u32>(span, 24);
  }
}

/** A tier: begin, end, price of a second, most seconds, head, tail. The host says what they are: see kernel-line.ts. */
export namespace Tier {
  export const size: u32 = 48;
  export function begin(tier: usize): u64 {
    return load<u64>(tier);
  }
  export function end(tier: usize): u64 {
    return load<u64>(tier, 8);
  }
  /** What a second costs, in sixtieths of 10^-10 of the currency. */
  export function perSecond(tier: usize): u64 {
    return load<u64>(tier, 16);
  }
  /** Above it the cost may not fit, and the host must rate. */
  export function mostSeconds(tier: usize): u64 {
    return load<u64>(tier, 24);
  }
  export function head(tier: usize): usize {
    return load<u32>(tier, 32);
  }
  export function headLength(tier: usize): u32 {
    return load<u32>(tier, 36);
  }
  export function tail(tier: usize): usize {
    return load<u32>(tier, 40);
  }
  export function tailLength(tier: usize): u32 {
    return load<u32>(tier, 44);
  }
}

/** A line: its text (`<service code>\0<usage type>`), its number, its spans, and whether it has tiers. */
const lineSize: u32 = 24;
let lines: usize = 0;
let places: u32 = 0;
let last: usize = 0;

/** Makes room for so many lines. */
export function openLines(count: u32): void {
  places = 4;
  while (places < count * 2) places *= 2;
  lines = heap.alloc(places * lineSize);
  memory.fill(lines, 0, places * lineSize);
  last = 0;
}

/** Adds a line. Text and spans must stay where they are. A service is a line without a usage type and without spans. */
export function addLine(
  number: u32,
  text: usize,
  length: u32,
  spans: usize,
  spanCount: u32,
  hasTiers: bool,
): void {
  let place = (<u32>finish(mixText(0, text, length))) & (places - 1);
  while (load<u32>(lines + place * lineSize) != 0) place = (place + 1) & (places - 1);
  const line = lines + place * lineSize;
  store<u32>(line, <u32>text);
  store<u32>(line, length, 4);
  store<u32>(line, number, 8);
  store<u32>(line, <u32>spans, 12);
  store<u32>(line, spanCount, 16);
  store<u32>(line, hasTiers ? 1 : 0, 20);
}

/** What `findPrice` has found last: the line, if the book has it, and why there is no price. */
let line: usize = 0;
export let reason: u32 = 0;
export function lineNumber(): u32 {
  return load<u32>(line, 8);
}
export function hasTiers(): bool {
  return line != 0 && load<u32>(line, 20) != 0;
}

const longest: u32 = 400;
const wanted: usize = memory.data(512);

/** The span of a line at a moment, or 0. Sets `reason`, as `findPrice` in libs/pricing. */
export function findPrice(
  service: usize,
  serviceLength: u32,
  usage: usize,
  usageLength: u32,
  at: i64,
): usize {
  line = 0;
  if (serviceLength + usageLength > longest) return none(Reason.Unknown);
  if (usageLength == 0) return none(Reason.NoUsageType);
  const middle = copy(wanted, service, serviceLength);
  store<u8>(middle, 0);
  line = findLine(<u32>(copy(middle + 1, usage, usageLength) - wanted));
  if (line == 0) return none(findLine(serviceLength + 1) == 0 ? Reason.UnknownService : Reason.NoPrice);
  return findSpan(at);
}

function none(why: u32): usize {
  reason = why;
  return 0;
}

/** The line whose text is at `wanted`; 0 if the book has none. */
function findLine(length: u32): usize {
  if (last != 0 && isLine(last, length)) return last;
  let place = (<u32>finish(mixText(0, wanted, length))) & (places - 1);
  while (true) {
    const found = lines + place * lineSize;
    if (load<u32>(found) == 0) return 0;
    if (isLine(found, length)) return (last = found);
    place = (place + 1) & (places - 1);
  }
}

function isLine(line: usize, length: u32): bool {
  return load<u32>(line, 4) == length && same(load<u32>(line), wanted, length);
}

/** The span of `line` at a moment. */
function findSpan(at: i64): usize {
  const spans = <usize>load<u32>(line, 12);
  const count = load<u32>(line, 16);
  if (count == 0) return none(Reason.NoPrice);
  let low: u32 = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (Span.from(spans + middle * Span.size) <= at) low = middle + 1;
    else high = middle;
  }
  if (low == 0) return none(Reason.BeforeFirstPrice);
  const span = spans + (low - 1) * Span.size;
  if (at >= Span.to(span)) return none(low == count ? Reason.AfterLastPrice : Reason.Gap);
  reason = Span.reason(span);
  return span;
}

/** The tier of a span in which a call lies entirely; 0 if it lies in several. */
export function tierAt(span: usize, usedBefore: u64, seconds: u64): usize {
  const end = Span.tiers(span) + Span.tierCount(span) * Tier.size;
  for (let tier = Span.tiers(span); tier < end; tier += Tier.size) {
    if (usedBefore < Tier.end(tier)) return usedBefore + seconds <= Tier.end(tier) ? tier : 0;
  }
  return 0;
}
