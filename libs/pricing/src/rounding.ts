/** How to round to the nearer of two numbers: a tie goes to the even one, or away from 0. */
export const roundings = ['half-even', 'half-up'] as const;

/** One of the `roundings`. */
export type Rounding = (typeof roundings)[number];

/** Divides integers and rounds the result to an integer. The divisor must be positive. */
export const divide = (dividend: bigint, divisor: bigint, rounding: Rounding): bigint => {
  if (dividend < 0n) return -divide(-dividend, divisor, rounding);
  const quotient = dividend / divisor;
  const twiceTheRest = (dividend % divisor) * 2n;
  if (twiceTheRest < divisor) return quotient;
  if (twiceTheRest > divisor) return quotient + 1n;
  return rounding === 'half-up' || quotient % 2n === 1n ? quotient + 1n : quotient;
};
