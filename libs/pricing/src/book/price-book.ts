import { type EpochSeconds, inOrder } from '@dialplane/basics';
import type { PriceFault, Price } from './price';
import { type Candidate, candidatesOf } from './price-candidate';
import type { VersionedOffer } from './price-offer';
import { resolveTiers } from './resolve-tiers';

/** An interval in which a line has one price, or none for a reason. */
export type Span = {
  readonly from: EpochSeconds;
  readonly to: EpochSeconds;
  readonly holds: Price | PriceFault;
};

/** A fault of a line in the price lists, found when the book is built. */
export type BookIssue = {
  readonly kind: PriceFault | 'gap';
  readonly serviceCode: string;
  readonly usageType: string;
  readonly from: EpochSeconds;
  readonly to: EpochSeconds;
  readonly message: string;
};

/** All prices in one currency: by service code, by usage type, in order of time. Spans do not overlap. */
export type PriceBook = {
  readonly currency: string;
  readonly services: ReadonlyMap<string, ReadonlyMap<string, readonly Span[]>>;
  readonly issues: readonly BookIssue[];
  /** The number of entries that are not usage prices, by term type. */
  readonly skipped: Readonly<Record<string, number>>;
};

/**
 * Builds a book from versions of offers, in any order. Faults are found here and not when a call is rated: gaps, overlaps,
 * currencies, units, prices and tiers. While a line is faulty it has no price.
 *
 * Where versions overlap and have the same price, that price applies, and the overlap is reported as an issue.
 */
export const buildPriceBook = (offers: readonly VersionedOffer[], currency = 'USD'): PriceBook => {
  const lines = new Map<string, Map<string, Candidate[]>>();
  for (const candidate of offers.flatMap((offer) => candidatesOf(offer, currency))) {
    const { serviceCode, usageType } = candidate.row;
    const service = lines.get(serviceCode) ?? new Map<string, Candidate[]>();
    const line = service.get(usageType) ?? [];
    line.push(candidate);
    lines.set(serviceCode, service.set(usageType, line));
  }
  for (const { offer } of offers) {
    if (!lines.has(offer.offerCode)) lines.set(offer.offerCode, new Map());
  }

  const issues: BookIssue[] = [];
  const services = new Map(
    byName(lines).map(([serviceCode, service]) => {
      const spansByUsage = byName(service).map(([usageType, candidates]) => {
        const line = spansOf(serviceCode, usageType, currency, candidates);
        issues.push(...line.issues);
        return [usageType, line.spans] as const;
      });
      return [serviceCode, new Map(spansByUsage)] as const;
    }),
  );
  return { currency, services, issues, skipped: sumOf(offers.map(({ offer }) => offer.skipped)) };
};

const byName = <T>(map: ReadonlyMap<string, T>): readonly (readonly [string, T])[] =>
  [...map].sort(([a], [b]) => inOrder(a, b));

/** Splits time at each start and end of a candidate, and resolves each interval. */
const spansOf = (
  serviceCode: string,
  usageType: string,
  currency: string,
  candidates: readonly Candidate[],
): { spans: readonly Span[]; issues: readonly BookIssue[] } => {
  const spans: Span[] = [];
  const issues: BookIssue[] = [];
  const cuts = [...new Set(candidates.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b);
  const note = (kind: BookIssue['kind'], from: EpochSeconds, to: EpochSeconds, message: string) =>
    issues.push({ kind, serviceCode, usageType, from, to, message });

  for (const [i, from] of cuts.slice(0, -1).entries()) {
    const to = cuts[i + 1] ?? from;
    const inForce = candidates.filter((candidate) => candidate.from <= from && to <= candidate.to);
    if (inForce.length === 0) {
      note('gap', from, to, messages.gap);
      continue;
    }
    const resolved = resolveTiers(inForce);
    if ('fault' in resolved) {
      note(resolved.fault, from, to, messages[resolved.fault]);
      spans.push({ from, to, holds: resolved.fault });
      continue;
    }
    if (resolved.doubled) note('overlap', from, to, messages.doubled);
    const { tiers } = resolved;
    spans.push({ from, to, holds: { serviceCode, usageType, from, to, currency, tiers } });
  }
  return { spans, issues };
};

const messages = {
  gap: 'has no price for a time between two of its prices',
  doubled: 'has the same price in several versions or products at once',
  overlap: 'must have one price, not several that differ',
  currency: 'must have a price in the currency of the book',
  unit: 'must be priced by the minute or the second',
  price: 'must be a decimal with up to ten places',
  tiers: 'must have tiers from 0 to Inf without a gap, with limits on whole seconds',
} as const;

const sumOf = (counts: readonly Readonly<Record<string, number>>[]): Readonly<Record<string, number>> => {
  const sums = new Map<string, number>();
  for (const [name, count] of counts.flatMap((one) => Object.entries(one))) {
    sums.set(name, (sums.get(name) ?? 0) + count);
  }
  return Object.fromEntries(byName(sums));
};
