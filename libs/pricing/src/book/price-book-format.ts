import type { PriceFault, Tier } from './price';
import type { BookIssue } from './price-book';

/** The name of the file format. Any other format must have a different name. */
export const priceBookFormat = 'dialplane-price-book/1';

/** A book as JSON, for an engine that cannot build one itself. Moments are seconds since 1970, prices are decimal text. */
export type PriceBookFile = {
  readonly format: typeof priceBookFormat;
  readonly currency: string;
  readonly issues: readonly (Omit<BookIssue, 'from' | 'to'> & PriceInterval)[];
  readonly skipped: Readonly<Record<string, number>>;
  /** By service code, by usage type, in order of time. A service without lines is present but empty. */
  readonly services: Readonly<Record<string, Readonly<Record<string, readonly SpanInFile[]>>>>;
};

/** A time interval, up to but not including its end. */
export type PriceInterval = {
  readonly from: number;
  /** Absent if there is no end. */
  readonly to?: number;
};

/** An interval in which a line has these tiers, or none for a reason. */
export type SpanInFile = PriceInterval & {
  readonly holds: PriceFault | { readonly tiers: readonly TierInFile[] };
};

/** A tier, with its price as decimal text with ten places. */
export type TierInFile = Omit<Tier, 'price'> & { readonly price: string };
