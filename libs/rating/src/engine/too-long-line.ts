/** The largest line, or object that is one value, in bytes. Anything larger is not read into memory. */
export const longest = 64 << 20;

/** A document is too long for memory, or no line of the object starts a document. */
export class TooLongLine extends Error {
  constructor(key: string, from: number) {
    super(`Cannot read "${key}" from byte ${from}: expected a line of at most ${longest} bytes`);
  }
}
