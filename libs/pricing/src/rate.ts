import { type Cost60, noCost, plus } from './money';
import type { Price, Tier } from './book/price';

/** The part of a call in one tier, and its cost. */
export type CostLine = { readonly tier: Tier; readonly seconds: number; readonly cost: Cost60 };

/** The cost of a call: its parts, and their sum. */
export type CallCost = { readonly lines: readonly CostLine[]; readonly cost: Cost60 };

/**
 * The exact cost of billed seconds. With tiers, each second has the price of its tier (graduated), so a call that crosses a
 * limit is split there. A call of 0 seconds is one line of 0, in the tier in which it would start.
 *
 * @param usedBefore seconds that the account has already used of the line in the period
 * @throws RangeError unless seconds are a whole number, 0 or more
 */
export const rate = (price: Price, seconds: number, usedBefore = 0): CallCost => {
  for (const given of [seconds, usedBefore]) {
    if (!Number.isSafeInteger(given) || given < 0) {
      throw new RangeError(`Cannot rate ${given} seconds: expected a whole number, 0 or more`);
    }
  }
  const usedAfter = usedBefore + seconds;
  const lines = price.tiers
    .filter(
      ({ beginSeconds, endSeconds = Infinity }) =>
        (beginSeconds < usedAfter || beginSeconds <= usedBefore) && usedBefore < endSeconds,
    )
    .map((tier) => {
      const from = Math.max(tier.beginSeconds, usedBefore);
      const to = Math.min(tier.endSeconds ?? Infinity, usedAfter);
      return { tier, seconds: to - from, cost: costOf(tier, to - from) };
    });
  return { lines, cost: lines.reduce((sum, { cost }) => plus(sum, cost), noCost) };
};

const costOf = ({ price, secondsPerUnit }: Tier, seconds: number): Cost60 =>
  (BigInt(seconds) * price * BigInt(60 / secondsPerUnit)) as Cost60;
