/** A line, or one value as an object, may have so many bytes. More is not read into memory. */
export const longest = 64 << 20;

/** A document is longer than memory is meant for, or no line of the object begins with one. */
export class TooLongLine extends Error {
  constructor(key: string, from: number) {
    super(`Cannot read "${key}" from byte ${from}: expected a line to end within ${longest} bytes`);
  }
}
