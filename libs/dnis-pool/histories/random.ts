/** Random choices that a seed reproduces. */
export type Random = {
  /** From 0 to below `count`. */
  readonly pick: (count: number) => number;
  readonly chance: (share: number) => boolean;
  readonly between: (least: number, most: number) => number;
  readonly oneOf: <T>(choices: readonly [T, ...T[]]) => T;
  /** From 0 to below 1. */
  readonly next: () => number;
};

/** Choices from a seed: Tommy Ettinger's mulberry32, a generator of 32 bits. */
export const randomFrom = (seed: number): Random => {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
  const pick = (count: number) => Math.floor(next() * count);
  return {
    next,
    pick,
    chance: (share) => next() < share,
    between: (least, most) => least + pick(most - least + 1),
    oneOf: (choices) => choices[pick(choices.length)] as (typeof choices)[number],
  };
};
