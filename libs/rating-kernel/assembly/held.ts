// Records of lines with tiers. What such a record costs depends on what was used before it, so it is noted first, and rated
// when the host knows that.
import { copy } from './bytes';
import { Rows } from './rows';

const head: u32 = 40;

/** Their notes: see held-notes.ts of the host. */
export class Held extends Rows {
  private text: usize = 0;

  hasRoomFor(texts: u32): bool {
    return this.hasRoom(head + texts + 4 * 4 + 8);
  }

  begin(chunk: u32, offset: u32, line: u32, kind: u32, at: i64, seconds: i64): void {
    store<u32>(this.at, chunk, 4);
    store<u32>(this.at, offset, 8);
    store<u32>(this.at, line, 12);
    store<u32>(this.at, kind, 16);
    store<u32>(this.at, 0, 20);
    store<f64>(this.at, <f64>at, 24);
    store<f64>(this.at, <f64>seconds, 32);
    this.text = this.at + head;
  }

  /** Adds a text, with its length in front. */
  addText(text: usize, length: u32): void {
    store<u32>(this.text, length);
    this.text = copy(this.text + 4, text, length);
  }

  finish(): void {
    const next = (this.text + 7) & ~7;
    store<u32>(this.at, <u32>(next - this.at));
    this.at = next;
  }
}

/** What was used before records, in order of their offsets: see held-notes.ts of the host. */
class Used {
  private next: usize = 0;
  private end: usize = 0;

  open(at: usize, count: u32): void {
    this.next = at;
    this.end = at + count * 16;
  }

  /** Whether it is known what was used before the record at an offset, as a number that is small enough. */
  has(offset: u32): bool {
    while (this.next < this.end && load<u32>(this.next) < offset) this.next += 16;
    if (this.next == this.end || load<u32>(this.next) != offset) return false;
    return load<u32>(this.next, 4) == 0 && this.before() < mostUsed;
  }

  before(): u64 {
    return load<u64>(this.next, 8);
  }
}

const mostUsed: u64 = 1 << 52;

export const used = new Used();
