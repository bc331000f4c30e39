import { type EpochSeconds, fail, ok, type Result } from '@dialplane/basics';
import type { PriceFault, Price } from './price';
import type { PriceBook, Span } from './price-book';

/**
 * Why there is no price at a moment, in one word. Besides the faults of the line itself:
 *
 * - `unknown-service`: no offer of the service is in the book
 * - `no-price`: the offer has no such usage type, in any version
 * - `before-first-price`, `gap`, `after-last-price`: it has the usage type, but no price at the moment
 */
export type NoPrice =
  PriceFault | 'unknown-service' | 'no-price' | 'before-first-price' | 'gap' | 'after-last-price';

/** The price of a line at a moment, or why there is none. */
export const findPrice = (
  book: PriceBook,
  serviceCode: string,
  usageType: string,
  at: EpochSeconds,
): Result<Price, NoPrice> => {
  const service = book.services.get(serviceCode);
  if (service === undefined) return fail('unknown-service');
  const spans = service.get(usageType) ?? [];
  const [first] = spans;
  if (first === undefined) return fail('no-price');
  if (at < first.from) return fail('before-first-price');
  const latest = latestBefore(spans, at) ?? first;
  if (at >= latest.to) return fail(latest === spans.at(-1) ? 'after-last-price' : 'gap');
  return typeof latest.holds === 'string' ? fail(latest.holds) : ok(latest.holds);
};

/** The last span that starts at or before a moment, by binary search. */
const latestBefore = (spans: readonly Span[], at: EpochSeconds): Span | undefined => {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.from ?? Infinity) <= at) low = middle + 1;
    else high = middle;
  }
  return spans[low - 1];
};

/** Whether a line ever has several tiers, so that earlier use matters. */
export const isTiered = (book: PriceBook, serviceCode: string, usageType: string): boolean =>
  book.services.get(serviceCode)?.get(usageType)?.some(hasTiers) ?? false;

const hasTiers = ({ holds }: Span): boolean => typeof holds === 'object' && holds.tiers.length > 1;
