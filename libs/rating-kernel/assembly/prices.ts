// The price book, as far as a row of CSV needs it: lines by service code and usage type, each with its spans in order.
import { copy, finish, mixText, same } from './bytes';

/** A span: from, to, multiplier, most seconds, head, tail. The host says what they are: see `writeBook` in book.ts. */
export namespace Span {
  export const size: u32 = 48;
  export function from(span: usize): i64 {
    return load<i64>(span);
  }
  export function to(span: usize): i64 {
    return load<i64>(span, 8);
  }
  /** What a second costs, in sixtieths of 10^-10 of the currency. */
  export function perSecond(span: usize): u64 {
    return load<u64>(span, 16);
  }
  /** Above it the cost may not fit, and the host must rate. 0 where there is no price. */
  export function mostSeconds(span: usize): u64 {
    return load<u64>(span, 24);
  }
  export function head(span: usize): usize {
    return load<u32>(span, 32);
  }
  export function headLength(span: usize): u32 {
    return load<u32>(span, 36);
  }
  export function tail(span: usize): usize {
    return load<u32>(span, 40);
  }
  export function tailLength(span: usize): u32 {
    return load<u32>(span, 44);
  }
}

/** A line: its text (`<service code>\0<usage type>`), its number, and its spans. */
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

/** Adds a line. Text and spans must stay where they are. */
export function addLine(number: u32, text: usize, length: u32, spans: usize, spanCount: u32): void {
  let place = (<u32>finish(mixText(0, text, length))) & (places - 1);
  while (load<u32>(lines + place * lineSize) != 0) place = (place + 1) & (places - 1);
  const line = lines + place * lineSize;
  store<u32>(line, <u32>text);
  store<u32>(line, length, 4);
  store<u32>(line, number, 8);
  store<u32>(line, <u32>spans, 12);
  store<u32>(line, spanCount, 16);
}

export function lineNumber(line: usize): u32 {
  return load<u32>(line, 8);
}

const longest: u32 = 400;
const wanted: usize = memory.data(512);

/** The line of a service code and a usage type; 0 if the book has none that a row can be made of without the host. */
export function findLine(service: usize, serviceLength: u32, usage: usize, usageLength: u32): usize {
  if (serviceLength + usageLength > longest || places == 0) return 0;
  const middle = copy(wanted, service, serviceLength);
  store<u8>(middle, 0);
  const length = <u32>(copy(middle + 1, usage, usageLength) - wanted);
  if (last != 0 && isLine(last, length)) return last;
  let place = (<u32>finish(mixText(0, wanted, length))) & (places - 1);
  while (true) {
    const line = lines + place * lineSize;
    if (load<u32>(line) == 0) return 0;
    if (isLine(line, length)) return (last = line);
    place = (place + 1) & (places - 1);
  }
}

function isLine(line: usize, length: u32): bool {
  return load<u32>(line, 4) == length && same(load<u32>(line), wanted, length);
}

/** The span of a line that holds at a moment; 0 if none does. */
export function findSpan(line: usize, at: i64): usize {
  const spans = <usize>load<u32>(line, 12);
  let low: u32 = 0;
  let high = load<u32>(line, 16);
  while (low < high) {
    const middle = (low + high) >> 1;
    if (Span.from(spans + middle * Span.size) <= at) low = middle + 1;
    else high = middle;
  }
  if (low == 0) return 0;
  const span = spans + (low - 1) * Span.size;
  return at < Span.to(span) ? span : 0;
}
