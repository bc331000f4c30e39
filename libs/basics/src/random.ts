/** Random numbers that can be repeated: the same seed gives the same numbers. */
export type Random = {
  /** A number from 0 up to, not including, 1. */
  readonly fraction: () => number;
  /** A whole number from 0 up to, not including, `count`. */
  readonly pick: (count: number) => number;
  /** A whole number from `low` to `high`, both included. */
  readonly between: (low: number, high: number) => number;
  readonly oneOf: <T>(choices: readonly [T, ...T[]]) => T;
  /** True with a probability. */
  readonly chance: (probability: number) => boolean;
};

/** Mulberry32 (Tommy Ettinger, public domain): small, fast, and good enough for traffic. Not for secrets. */
export const randomFrom = (seed: number): Random => {
  let state = seed >>> 0;
  const fraction = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const pick = (count: number) => Math.floor(fraction() * count);
  return {
    fraction,
    pick,
    between: (low, high) => low + pick(high - low + 1),
    oneOf: (choices) => choices[pick(choices.length)] ?? choices[0],
    chance: (probability) => fraction() < probability,
  };
};
