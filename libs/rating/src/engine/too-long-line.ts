/** The largest document, line, or object that is one value, in bytes. Anything larger is not read into memory. */
export const longest = 16 << 20;

/** The largest object in bytes that is compressed or encoded, as it is stored. */
export const longestEncoded = 64 << 20;

/** A document is too long for memory. */
export class TooLongLine extends Error {
  constructor(key: string, from: number) {
    super(`Cannot read "${key}" from byte ${from}: expected a document or line of at most ${longest} bytes`);
  }
}
