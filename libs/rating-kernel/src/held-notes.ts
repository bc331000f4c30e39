/**
 * Notes on records of lines with tiers, which are rated when all records of the line are known.
 *
 * | bytes | is                                                                              |
 * | ----- | ------------------------------------------------------------------------------- |
 * | 0–3   | the length of the note, a multiple of 8                                         |
 * | 4–7   | the chunk                                                                       |
 * | 8–11  | the offset in the chunk's bytes                                                 |
 * | 12–15 | the line, an index into `KernelOptions.lines`                                   |
 * | 16–19 | the kind of record, an index into `recordKinds`                                 |
 * | 20–23 | the round of the run, which the host writes                                     |
 * | 24–31 | when the call started, as a double                                              |
 * | 32–39 | the seconds that it fills, as a double                                          |
 * | 40–   | account, transaction and, for records with legs, call and usage type: each with |
 * |       | its length in front, as four bytes                                              |
 */
export const heldNote = {
  length: 0,
  chunk: 4,
  offset: 8,
  line: 12,
  kind: 16,
  round: 20,
  at: 24,
  seconds: 32,
  texts: 40,
};

/**
 * How many bytes say what was used before a record: four of its offset, four of the upper part of the seconds, and eight of their lower part.
 */
export const usedBytes = 16;
