/**
 * References to documents that may be copies of each other, or part of one call. Each has 32 bytes, so that many of them can
 * be searched in little memory.
 *
 * | bytes | is                                                          |
 * | ----- | ----------------------------------------------------------- |
 * | 0–7   | a hash of what they have in common                          |
 * | 8–15  | when the use ended, in seconds since 1970; 0 for identities |
 * | 16–19 | the chunk                                                   |
 * | 20–23 | the offset in the chunk's bytes                             |
 * | 24–27 | the position in the object                                  |
 * | 28–31 | 0                                                           |
 */
export const referenceBytes = 32;

/** A decoded reference. */
export type Reference = {
  readonly hash: bigint;
  readonly endedAt: number;
  readonly chunk: number;
  readonly offset: number;
  readonly position: number;
};

/** Reads the reference at an offset. */
export const readReference = (view: DataView, at: number): Reference => ({
  hash: view.getBigUint64(at, true),
  endedAt: Number(view.getBigInt64(at + 8, true)),
  chunk: view.getUint32(at + 16, true),
  offset: view.getUint32(at + 20, true),
  position: view.getUint32(at + 24, true),
});
