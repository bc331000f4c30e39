import { type Cost60, noCost, plus } from './money';
import type { Price, Tier } from './book/price';

/** The part of a call that one tier has, and what it costs. */
export type CostLine = { readonly tier: Tier; readonly seconds: number; readonly cost: Cost60 };

/** What a call costs: its parts, and their sum. */
export type CallCost = { readonly lines: readonly CostLine[]; readonly cost: Cost60 };

/**
 * What billed seconds cost, exactly. With tiers, each second costs what its tier says (graduated): a call that goes over a
 * limit is split there. A call of 0 seconds is one line of 0, in the tier in which it would start.
 *
 * @param usedBefore seconds of the same line that the same account has used in the period until then
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
