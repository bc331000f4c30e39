/**
 * An exact sum of whole numbers of any size. Small numbers are added as doubles, as long as these are exact: adding a BigInt takes
 * ten times as long, and each record is in some twenty sums.
 */
export type ExactSum = { small: number; large: bigint };

/** A sum of 0. */
export const noSum = (): ExactSum => ({ small: 0, large: 0n });

/** A double holds the sum of two numbers below this exactly. */
const limit = 2 ** 52;

/** Adds a whole number. */
export const addToSum = (sum: ExactSum, value: number | bigint): void => {
  if (typeof value === 'bigint' || value >= limit || value <= -limit) {
    sum.large += BigInt(value);
    return;
  }
  sum.small += value;
  if (sum.small < limit && sum.small > -limit) return;
  sum.large += BigInt(sum.small);
  sum.small = 0;
};

/** The value of a sum. */
export const valueOfSum = ({ small, large }: ExactSum): bigint => large + BigInt(small);

/** A whole number as a double if it is small enough to be added as one. */
export const addend = (value: bigint): number | bigint =>
  value < bigLimit && value > -bigLimit ? Number(value) : value;

const bigLimit = BigInt(limit);
