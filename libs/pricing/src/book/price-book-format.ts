import type { PriceFault, Tier } from './price';
import type { BookIssue } from './price-book';

/** Names the format of the file. Another format has another name. */
export const priceBookFormat = 'dialplane-price-book/1';

/** A book as JSON, for an engine that makes none itself. Moments are seconds since 1970, prices are decimal text. */
export type PriceBookFile = {
  readonly format: typeof priceBookFormat;
  readonly currency: string;
  readonly issues: readonly (Omit<BookIssue, 'from' | 'to'> & PriceInterval)[];
  readonly skipped: Readonly<Record<string, number>>;
  /** By service code, by usage type, in order of time. A service without lines is there, and empty. */
  readonly services: Readonly<Record<string, Readonly<Record<string, readonly SpanInFile[]>>>>;
};

/** A time, from one second up to but not including another. */
export type PriceInterval = {
  readonly from: number;
  /** Left out where there is no end. */
  readonly to?: number;
};

/** A time in which a line has these tiers, or none for a reason. */
export type SpanInFile = PriceInterval & {
  readonly holds: PriceFault | { readonly tiers: readonly TierInFile[] };
};

/** A tier, with its price as decimal text with ten places. */
export type TierInFile = Omit<Tier, 'price'> & { readonly price: string };
