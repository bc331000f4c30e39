import { describeIssues, type EpochSeconds, fail, type Issue, ok, type Result } from '@dialplane/basics';
import * as v from 'valibot';
import { issuesOf } from './issues-of';
import { endOfTime } from './moment';
import { formatPrice, parsePrice } from './money';
import type { Fault, Price, Tier } from './price';
import type { BookIssue, PriceBook, Span } from './price-book';
import { priceBookSchema, priceBookFormat } from './price-book-schema';

/** A book as JSON, for an engine that makes none itself. Moments are seconds since 1970, prices are decimal text. */
export type PriceBookFile = {
  readonly format: typeof priceBookFormat;
  readonly currency: string;
  readonly issues: readonly (Omit<BookIssue, 'from' | 'to'> & Time)[];
  readonly skipped: Readonly<Record<string, number>>;
  /** By service code, by usage type, in order of time. A service without lines is there, and empty. */
  readonly services: Readonly<Record<string, Readonly<Record<string, readonly SpanInFile[]>>>>;
};

/** A time, from one second up to but not including another. */
export type Time = {
  readonly from: number;
  /** Left out where there is no end. */
  readonly to?: number;
};

/** A time in which a line has these tiers, or none for a reason. */
export type SpanInFile = Time & { readonly holds: Fault | { readonly tiers: readonly TierInFile[] } };

/** A tier, with its price as decimal text with ten places. */
export type TierInFile = Omit<Tier, 'price'> & { readonly price: string };

/** Writes a book as a value for JSON. `readPriceBook` makes the same book of it. */
export const writePriceBook = ({ currency, issues, skipped, services }: PriceBook): PriceBookFile => ({
  format: priceBookFormat,
  currency,
  issues: issues.map(({ from, to, ...issue }) => ({ ...issue, ...timeInFile(from, to) })),
  skipped,
  services: fromMap(services, (lines) => fromMap(lines, (spans) => spans.map(spanInFile))),
});

/**
 * Reads a book from parsed JSON. An error names everything that is wrong with it: a value that is none, spans of a line that
 * share time or are out of order, and tiers that do not follow each other from 0 without an end.
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

/** The same for a book that has been checked before. @throws TypeError if it is none */
export const priceBookOf = (file: PriceBookFile): PriceBook => {
  const book = readPriceBook(file);
  if (book.ok) return book.value;
  throw new TypeError(`Cannot use the price book: ${describeIssues(book.error)}`);
};

const fromMap = <T, U>(map: ReadonlyMap<string, T>, inFile: (value: T) => U): Record<string, U> =>
  Object.fromEntries([...map].map(([key, value]) => [key, inFile(value)]));

/** In the order of the keys, as a book has them: JSON may put names that are numbers first. */
const toMap = <T, U>(values: Readonly<Record<string, T>>, of: (value: T, key: string) => U) =>
  new Map(
    Object.entries(values)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, value]) => [key, of(value, key)]),
  );

const timeInFile = (from: EpochSeconds, to: EpochSeconds): Time => ({
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
