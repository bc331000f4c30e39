import type { EpochSeconds } from '@dialplane/basics';
import { parseDecimal } from '../decimal';
import { parsePrice } from '../money';
import type { PriceFault, Tier } from './price';
import type { PriceRow, VersionedOffer } from './price-offer';
import { secondsPerUnit } from './unit';

/** A row of an offer with the interval in which it is in effect, and its tier or fault. */
export type Candidate = {
  readonly row: PriceRow;
  readonly version: string;
  readonly from: EpochSeconds;
  readonly to: EpochSeconds;
  readonly tier: Tier | Exclude<PriceFault, 'overlap'>;
};

/**
 * The rows of a version as candidates. Each is in effect from the version's start or its own date, whichever is later, until
 * the version ends or a later row of the same product replaces it.
 */
export const candidatesOf = (
  { offer, begin, end }: VersionedOffer,
  currency: string,
): readonly Candidate[] => {
  const ofProduct = new Map<string, PriceRow[]>();
  for (const row of offer.rows) {
    const siblings = ofProduct.get(row.sku);
    if (siblings) siblings.push(row);
    else ofProduct.set(row.sku, [row]);
  }
  return offer.rows
    .map((row) => ({
      row,
      version: offer.version,
      from: Math.max(begin, row.effectiveFrom) as EpochSeconds,
      to: Math.min(end, replacedAt(row, ofProduct.get(row.sku) ?? [])) as EpochSeconds,
      tier: tierOf(row, offer.version, currency),
    }))
    .filter(({ from, to }) => from < to);
};

/** When a later price for the same tier takes effect; Infinity if there is none. */
const replacedAt = (row: PriceRow, siblings: readonly PriceRow[]): number =>
  Math.min(
    ...siblings
      .filter(
        (other) => other.effectiveFrom > row.effectiveFrom && shareUse(row, other) && sameLine(row, other),
      )
      .map(({ effectiveFrom }) => effectiveFrom),
    Infinity,
  );

const shareUse = (a: PriceRow, b: PriceRow): boolean =>
  Number(a.beginRange) < limit(b.endRange) && Number(b.beginRange) < limit(a.endRange);

const limit = (endRange: string): number => (endRange === 'Inf' ? Infinity : Number(endRange));

const sameLine = (a: PriceRow, b: PriceRow): boolean =>
  a.usageType === b.usageType && Object.keys(a.prices).some((currency) => currency in b.prices);

const tierOf = (row: PriceRow, version: string, currency: string): Candidate['tier'] => {
  const text = row.prices[currency];
  if (text === undefined) return 'currency';
  const perUnit = secondsPerUnit(row.unit);
  if (perUnit === undefined) return 'unit';
  const price = parsePrice(text);
  if (price === undefined) return 'price';
  const beginSeconds = secondsAt(row.beginRange, perUnit);
  const endSeconds = row.endRange === 'Inf' ? Infinity : secondsAt(row.endRange, perUnit);
  if (beginSeconds === undefined || endSeconds === undefined || beginSeconds >= endSeconds) return 'tiers';
  return {
    beginSeconds,
    ...(endSeconds !== Infinity && { endSeconds }),
    price,
    unit: row.unit,
    secondsPerUnit: perUnit,
    version,
    sku: row.sku,
    rateCode: row.rateCode,
  };
};

/** The limit of a tier in seconds; undefined if it is not a whole second. */
const secondsAt = (limit: string, perUnit: 1 | 60): number | undefined => {
  const tenThousandths = parseDecimal(limit, 4);
  if (tenThousandths === undefined) return undefined;
  const scaled = tenThousandths * BigInt(perUnit);
  const seconds = Number(scaled / 10_000n);
  return scaled % 10_000n === 0n && Number.isSafeInteger(seconds) ? seconds : undefined;
};
