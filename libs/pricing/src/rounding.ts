/** How a number between two others is rounded: to the nearer one; from the middle to the even one, or away from 0. */
export const roundings = ['half-even', 'half-up'] as const;

/** One of the `roundings`. */
export type Rounding = (typeof roundings)[number];

/** Divides whole numbers, and rounds to a whole number. The divisor must be positive. */
export const divide = (dividend: bigint, divisor: bigint, rounding: Rounding): bigint => {
  if (dividend < 0n) return -divide(-dividend, divisor, rounding);
  const quotient = dividend / divisor;
  const twiceTheRest = (dividend % divisor) * 2n;
  if (twiceTheRest < divisor) return quotient;
  if (twiceTheRest > divisor) return quotient + 1n;
  return rounding === 'half-up' || quotient % 2n === 1n ? quotient + 1n : quotient;
};
