/** The most bytes of a line, or of an object that is one value. More is not read into memory. */
export const longest = 64 << 20;

/** A document is longer than memory is meant for, or no line of the object begins with one. */
export class TooLongLine extends Error {
  constructor(key: string, from: number) {
    super(`Cannot read "${key}" from byte ${from}: expected a line of at most ${longest} bytes`);
  }
}
