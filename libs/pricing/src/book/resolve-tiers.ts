import { inOrder } from '@dialplane/basics';
import type { PriceFault, Tier } from './price';
import type { Candidate } from './price-candidate';

/** The tiers at a time, or why there are none. `doubled`: versions overlap but agree. */
export type Resolved =
  { readonly tiers: readonly Tier[]; readonly doubled: boolean } | { readonly fault: PriceFault };

/** If there are several faults, the first of these is reported, because it is the most useful one. */
const gravest: readonly Exclude<PriceFault, 'overlap'>[] = ['currency', 'unit', 'price', 'tiers'];

/** Combines all candidates for a line at one time into one list of tiers. Their order does not matter. */
export const resolveTiers = (candidates: readonly Candidate[]): Resolved => {
  // A price in another currency is a fault only if there is none in ours.
  const ours = candidates.filter(({ tier }) => tier !== 'currency');
  const found = (ours.length > 0 ? ours : candidates).map(({ tier }) => tier);
  const fault = gravest.find((fault) => found.includes(fault));
  if (fault !== undefined) return { fault };

  const tiers = found.filter((tier) => typeof tier === 'object').sort(byBeginThenNewest);
  const distinct = tiers.filter((tier, i) => !sameMeaning(tier, tiers[i - 1]));
  for (const [i, tier] of distinct.entries()) {
    const endBefore = i === 0 ? 0 : (distinct[i - 1]?.endSeconds ?? Infinity);
    if (tier.beginSeconds < endBefore) return { fault: 'overlap' };
    if (tier.beginSeconds > endBefore) return { fault: 'tiers' };
  }
  return distinct.at(-1)?.endSeconds === undefined
    ? { tiers: distinct, doubled: distinct.length < tiers.length }
    : { fault: 'tiers' };
};

const sameMeaning = (a: Tier, b: Tier | undefined): boolean =>
  b !== undefined &&
  a.beginSeconds === b.beginSeconds &&
  a.endSeconds === b.endSeconds &&
  a.price === b.price &&
  a.secondsPerUnit === b.secondsPerUnit;

/** Of several equal rows, one is named as the source: that of the newest version, then by SKU. */
const byBeginThenNewest = (a: Tier, b: Tier): number =>
  a.beginSeconds - b.beginSeconds ||
  (a.endSeconds ?? Infinity) - (b.endSeconds ?? Infinity) ||
  Number(a.price - b.price) ||
  a.secondsPerUnit - b.secondsPerUnit ||
  inOrder(b.version, a.version) ||
  inOrder(a.sku, b.sku) ||
  inOrder(a.rateCode, b.rateCode);
