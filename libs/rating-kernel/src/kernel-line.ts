/** A line of the price book in the form that the kernel can rate. */
export type KernelLine = {
  readonly serviceCode: string;
  readonly usageType: string;
  /** In order of time, without overlaps. Between them there is no price. */
  readonly spans: readonly KernelSpan[];
  /** Whether a price of the line depends on earlier use, at any time. */
  readonly hasTiers: boolean;
};

/** An interval with one price, or with the reason why there is none. */
export type KernelSpan = {
  /** Seconds since 1970; up to but not including `to`. */
  readonly from: number;
  readonly to: number;
  /** In order, from 0 on, without gaps. The last one has no end. Empty if there is no price. */
  readonly tiers: readonly KernelTier[];
  readonly reason?: UnratedReason;
};

/** The price between two limits of use, and the cells of a row that depend on it. */
export type KernelTier = {
  /** Seconds used before: from `begin` up to but not including `end`. */
  readonly begin: number;
  readonly end?: number | undefined;
  /** The cost of a second, in sixtieths of 10^-10 of the currency. */
  readonly perSecond: bigint;
  /**
   * The CSV text before the seconds of the line, and the text between the seconds used before and the cost, including the commas on both
   * sides.
   */
  readonly head: string;
  readonly tail: string;
};

/** Why a record has no price. The first ones are in the order of `Reason` in assembly/prices.ts. */
export const unratedReasons = [
  'no-usage-type',
  'unknown-service',
  'no-price',
  'before-first-price',
  'gap',
  'after-last-price',
  'currency',
  'unit',
  'price',
  'tiers',
  'overlap',
] as const;

/** One of the `unratedReasons`. */
export type UnratedReason = (typeof unratedReasons)[number];

/** Costs stay below 2^62, so that the kernel can add them up in signed numbers. */
const mostCost = 1n << 62n;
/** So that no sum of four billion calls exceeds 2^63. A call of more than 68 years is the host's. */
const mostSeconds = 1n << 31n;

/** The most seconds that the kernel may rate at a price. */
export const mostSecondsAt = (perSecond: bigint): bigint => {
  if (perSecond <= 0n) return mostSeconds;
  const most = mostCost / perSecond;
  return most < mostSeconds ? most : mostSeconds;
};
