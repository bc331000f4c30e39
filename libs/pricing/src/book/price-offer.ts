import type { EpochSeconds, Issue } from '@dialplane/basics';

/** One price of an offer, as in its file. */
export type PriceRow = {
  readonly serviceCode: string;
  readonly usageType: string;
  readonly sku: string;
  readonly rateCode: string;
  /** When the price took effect. Earlier than the version if the version did not change it. */
  readonly effectiveFrom: EpochSeconds;
  /** The tier, in units: from `0` or a decimal up to a decimal or `Inf`. */
  readonly beginRange: string;
  readonly endRange: string;
  readonly unit: string;
  /** By currency, as decimal text. */
  readonly prices: Readonly<Record<string, string>>;
};

/** One version of an offer: the file that AWS publishes for a service. */
export type PriceOffer = {
  readonly offerCode: string;
  readonly version: string;
  readonly rows: readonly PriceRow[];
  /** The number of entries that are not usage prices, by term type, such as `Reserved`. */
  readonly skipped: Readonly<Record<string, number>>;
  /** Faults of rows that were left out of `rows`. */
  readonly issues: readonly Issue[];
};

/** An offer, and when it is in effect. */
export type VersionedOffer = {
  readonly offer: PriceOffer;
  readonly begin: EpochSeconds;
  /** The first second after it. */
  readonly end: EpochSeconds;
};
