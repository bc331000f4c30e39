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
 * @param usedBefore seconds that the account has already used of the line in the period. Their sum has no limit
 * @throws RangeError unless seconds are a whole number, 0 or more
 */
export const rate = (price: Price, seconds: number, usedBefore = 0n): CallCost => {
  if (!Number.isSafeInteger(seconds) || seconds < 0 || usedBefore < 0n) {
    throw new RangeError(
      `Cannot rate ${seconds} seconds after ${usedBefore} seconds of earlier use: expected whole numbers, 0 or more`,
    );
  }
  const [tier] = price.tiers;
  if (tier && price.tiers.length === 1) {
    const cost = costOf(tier, seconds);
    return { lines: [{ tier, seconds, cost }], cost };
  }
  // Limits of tiers are safe integers: after the largest of them, only the last tier is left.
  const used = Number(usedBefore > mostUsed ? mostUsed : usedBefore);
  const lines = price.tiers.flatMap((tier) => {
    const from = tier.beginSeconds - used;
    const to = (tier.endSeconds ?? Infinity) - used;
    if (to <= 0 || (from > 0 && from >= seconds)) return [];
    const part = Math.min(to, seconds) - Math.max(from, 0);
    return [{ tier, seconds: part, cost: costOf(tier, part) }];
  });
  return { lines, cost: lines.reduce((sum, { cost }) => plus(sum, cost), noCost) };
};

const mostUsed = BigInt(Number.MAX_SAFE_INTEGER);

const costOf = ({ price, secondsPerUnit }: Tier, seconds: number): Cost60 =>
  (BigInt(seconds) * price * BigInt(60 / secondsPerUnit)) as Cost60;
