// Rows of CSV, one after the other in memory that the host takes them from.

export class Rows {
  start: usize = 0;
  private end: usize = 0;
  /** Where the next row begins. */
  at: usize = 0;

  open(at: usize, size: u32): void {
    this.start = at;
    this.end = at + size;
    this.at = at;
  }

  hasRoom(size: u32): bool {
    return this.at + size <= this.end;
  }

  written(): u32 {
    return <u32>(this.at - this.start);
  }
}
