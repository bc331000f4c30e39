// Sums by a key, in two tables: by what a record is about (few different keys), and by number (many). The host takes them
// out whenever one is full, and at the end.
import { copy, finish, mixText, same } from './bytes';

/** A row: length of the key, records, seconds, cost (lower and upper part), and then the key. */
const head: u32 = 40;
const places: u32 = 32768;
const mostRows: u32 = 16384;
const room: u32 = 1 << 21;

export class Sums {
  private table: usize = heap.alloc(places * 4);
  /** Rows are adjacent, each at a multiple of 8. */
  readonly rows: usize = heap.alloc(room + 1024);
  used: u32 = 0;
  private count: u32 = 0;

  clear(): void {
    memory.fill(this.table, 0, places * 4);
    this.used = 0;
    this.count = 0;
  }

  /** Whether there is room for a row with any key of such a length. */
  hasRoom(length: u32): bool {
    return this.count < mostRows && this.used + head + length + 64 <= room;
  }

  /** Adds to the row of a key. Costs are below 2^62. */
  add(key: usize, length: u32, seconds: i64, cost: i64): void {
    let place = (<u32>finish(mixText(0, key, length))) & (places - 1);
    while (true) {
      const offset = load<u32>(this.table + place * 4);
      if (offset == 0) break;
      const row = this.rows + offset - 1;
      if (load<u32>(row) == length && same(row + head, key, length)) {
        this.addTo(row, seconds, cost);
        return;
      }
      place = (place + 1) & (places - 1);
    }
    const row = this.rows + this.used;
    store<u32>(this.table + place * 4, this.used + 1);
    memory.fill(row, 0, head);
    store<u32>(row, length);
    copy(row + head, key, length);
    this.used = (this.used + head + length + 7) & ~7;
    this.count++;
    this.addTo(row, seconds, cost);
  }

  private addTo(row: usize, seconds: i64, cost: i64): void {
    store<i64>(row, load<i64>(row, 8) + 1, 8);
    store<i64>(row, load<i64>(row, 16) + seconds, 16);
    // Two parts of 32 bits each, so that no sum goes over: cost = upper * 2^32 + lower.
    store<i64>(row, load<i64>(row, 24) + (cost & 0xffffffff), 24);
    store<i64>(row, load<i64>(row, 32) + (cost >> 32), 32);
  }
}
