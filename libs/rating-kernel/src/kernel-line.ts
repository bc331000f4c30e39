/** A line of the price book in the form that the kernel can rate: one price at a time, without tiers. */
export type KernelLine = {
  readonly serviceCode: string;
  readonly usageType: string;
  /** In order of time, without overlaps. Calls between them have no price and are left to the host. */
  readonly spans: readonly KernelSpan[];
};

/** An interval with one price, and the cells of a row that depend on it. */
export type KernelSpan = {
  /** Seconds since 1970; up to but not including `to`. */
  readonly from: number;
  readonly to: number;
  /** The cost of a second, in sixtieths of 10^-10 of the currency. */
  readonly perSecond: bigint;
  /**
   * The CSV text before the seconds of the line, and the text between the seconds and the cost, including the commas on both
   * sides.
   */
  readonly head: string;
  readonly tail: string;
};

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
