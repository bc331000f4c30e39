import {
  describeIssues,
  type EpochSeconds,
  fail,
  inOrder,
  type Issue,
  ok,
  type Result,
  issuesOf,
} from '@dialplane/basics';
import * as v from 'valibot';
import { endOfTime } from './moment';
import { formatPrice, parsePrice } from '../money';
import type { Price, Tier } from './price';
import type { PriceBook, Span } from './price-book';
import {
  priceBookFormat,
  type PriceBookFile,
  type PriceInterval,
  type SpanInFile,
  type TierInFile,
} from './price-book-format';
import { priceBookSchema } from './price-book-schema';

/** Writes a book as a value for JSON. `readPriceBook` reads it back as the same book. */
export const writePriceBook = ({ currency, issues, skipped, services }: PriceBook): PriceBookFile => ({
  format: priceBookFormat,
  currency,
  issues: issues.map(({ from, to, ...issue }) => ({ ...issue, ...timeInFile(from, to) })),
  skipped,
  services: fromMap(services, (lines) => fromMap(lines, (spans) => spans.map(spanInFile))),
});

/**
 * Reads a book from parsed JSON. The error names every fault: invalid values, spans of a line that overlap or are out of
 * order, and tiers that do not continue from 0 without an end.
 */
export const readPriceBook = (input: unknown): Result<PriceBook, readonly Issue[]> => {
  const read = v.safeParse(priceBookSchema, input);
  if (!read.success) return fail(issuesOf(read.issues));
  const { currency, issues, skipped, services } = read.output;
  return ok({
    currency,
    issues: issues.map(({ from, to, ...issue }) => ({ ...issue, ...timeOf(from, to) })),
    skipped,
    services: toMap(services, (lines, serviceCode) =>
      toMap(lines, (spans, usageType) => spans.map(spanOf(serviceCode, usageType, currency))),
    ),
  });
};

/** The same for a book that has already been checked. @throws TypeError for anything else */
export const priceBookOf = (file: PriceBookFile): PriceBook => {
  const book = readPriceBook(file);
  if (book.ok) return book.value;
  throw new TypeError(`Cannot use the price book: ${describeIssues(book.error)}`);
};

const fromMap = <T, U>(map: ReadonlyMap<string, T>, inFile: (value: T) => U): Record<string, U> =>
  Object.fromEntries([...map].map(([key, value]) => [key, inFile(value)]));

/** In the order of the keys, as in a book: JSON may put names that are numbers first. */
const toMap = <T, U>(values: Readonly<Record<string, T>>, of: (value: T, key: string) => U) =>
  new Map(
    Object.entries(values)
      .sort(([a], [b]) => inOrder(a, b))
      .map(([key, value]) => [key, of(value, key)]),
  );

const timeInFile = (from: EpochSeconds, to: EpochSeconds): PriceInterval => ({
  from,
  ...(to !== endOfTime && { to }),
});

const timeOf = (from: number, to: number = endOfTime) => ({
  from: from as EpochSeconds,
  to: to as EpochSeconds,
});

const spanInFile = ({ from, to, holds }: Span): SpanInFile => ({
  ...timeInFile(from, to),
  holds:
    typeof holds === 'string'
      ? holds
      : { tiers: holds.tiers.map((tier) => ({ ...tier, price: formatPrice(tier.price) })) },
});

const spanOf =
  (serviceCode: string, usageType: string, currency: string) =>
  ({ from, to, holds }: SpanInFile): Span => {
    const time = timeOf(from, to);
    if (typeof holds === 'string') return { ...time, holds };
    const price: Price = { serviceCode, usageType, ...time, currency, tiers: holds.tiers.map(tierOf) };
    return { ...time, holds: price };
  };

const tierOf = ({ price, ...tier }: TierInFile): Tier => {
  const read = parsePrice(price);
  if (read === undefined) throw new TypeError(`Cannot read the price "${price}": expected it to be checked`);
  return { ...tier, price: read };
};
