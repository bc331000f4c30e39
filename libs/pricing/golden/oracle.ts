import { skuOf } from './price-files';
import { priceSets, type TruthLine, type TruthTier, type TruthVersion } from './price-sets';

/**
 * Computes the expected outcomes from integers and the price table alone. The algorithm differs from the implementation on
 * purpose: it searches all versions, and a call costs the price of all use until its end minus the price of all use until its
 * start.
 */

const seconds = (moment: string): number => Date.parse(moment) / 1000;

type Found = {
  readonly line: TruthLine;
  readonly version: TruthVersion;
  readonly tiers: readonly TruthTier[];
};

/** The price of a line at a moment, or why there is none. */
export const lookUp = (set: string, serviceCode: string, usageType: string, at: number): Found | string => {
  const offer = priceSets[set]?.find((one) => one.serviceCode === serviceCode);
  if (!offer) return 'unknown-service';
  const line = offer.lines.find((one) => one.usageType === usageType);
  if (!line) return 'no-price';
  const priced = offer.versions.flatMap((version, i) => {
    const tiers = line.tiers[i];
    const from = Math.max(seconds(version.begin), seconds(line.effective?.[i] ?? version.begin));
    return tiers
      ? [{ version, tiers, from, to: version.end === null ? Infinity : seconds(version.end) }]
      : [];
  });
  const now = priced.find(({ from, to }) => from <= at && at < to);
  if (now) return line.spoiled ?? { line, version: now.version, tiers: now.tiers };
  if (priced.every(({ from }) => at < from)) return 'before-first-price';
  return priced.every(({ to }) => to <= at) ? 'after-last-price' : 'gap';
};

/** A decimal with ten places as an integer, without the point. */
const e10 = (price: string): bigint => {
  const [whole = '0', fraction = ''] = price.split('.');
  return BigInt(whole) * 10_000_000_000n + BigInt(fraction.padEnd(10, '0'));
};

export type ExpectedLine = readonly [rateCode: string, seconds: number, price: string, cost60: string];

export type ExpectedCost = {
  readonly version: string;
  readonly lines: readonly ExpectedLine[];
  readonly cost60: string;
  readonly cost: string;
  readonly costHalfUp: string;
};

/** The cost of a call by the tiers in effect at its start. */
export const costOf = ({ line, version, tiers }: Found, billed: number, usedBefore: number): ExpectedCost => {
  const perUnit = /^sec/i.test(line.unit) ? 1 : 60;
  const limits = tiers.map(([upTo]) =>
    upTo === null ? Infinity : Math.round(Number(upTo) * 10) * (perUnit / 10),
  );
  const within = (i: number, used: number): number => {
    const from = i === 0 ? 0 : (limits[i - 1] ?? 0);
    return Math.max(0, Math.min(used, limits[i] ?? 0) - from);
  };
  const parts = tiers.map(([, price], i) => {
    const here = within(i, usedBefore + billed) - within(i, usedBefore);
    return { i, price, here, cost: BigInt(here) * e10(price) * BigInt(60 / perUnit) };
  });
  // A call of 0 seconds shows the tier that it would start in.
  const shown =
    billed > 0
      ? parts.filter(({ here }) => here > 0)
      : [parts[limits.findIndex((limit) => usedBefore < limit)]];
  const sum = parts.reduce((all, { cost }) => all + cost, 0n);
  return {
    version: version.id,
    lines: shown.flatMap((part) => {
      if (!part) return [];
      const price = withPoint(e10(part.price));
      return [
        [`${skuOf(line.usageType)}.JRTCKXETXF.${part.i}`, part.here, price, String(part.cost)] as const,
      ];
    }),
    cost60: String(sum),
    cost: withPoint(halfEven(sum)),
    costHalfUp: withPoint((2n * sum + 60n) / 120n),
  };
};

const halfEven = (sum: bigint): bigint => {
  const up = (2n * sum + 60n) / 120n;
  return (2n * sum + 60n) % 120n === 0n && up % 2n === 1n ? up - 1n : up;
};

const withPoint = (value: bigint): string => {
  const digits = String(value).padStart(11, '0');
  return `${digits.slice(0, -10)}.${digits.slice(-10)}`;
};
