/** A line of the price book, as far as the kernel can rate by it: one price at a time, without tiers. */
export type KernelLine = {
  readonly serviceCode: string;
  readonly usageType: string;
  /** In order of time, none at once with another. Times between them have no price, and are the host's. */
  readonly spans: readonly KernelSpan[];
};

/** A time with one price, and what a row says of it. */
export type KernelSpan = {
  /** Seconds since 1970; up to but not including `to`. */
  readonly from: number;
  readonly to: number;
  /** What a second costs, in sixtieths of 10^-10 of the currency. */
  readonly perSecond: bigint;
  /** CSV before the seconds of the line, and between them and the cost, with the commas on both sides. */
  readonly head: string;
  readonly tail: string;
};

/** Costs stay below 2^62, so that the kernel can add them up in signed numbers. */
const mostCost = 1n << 62n;
const mostSeconds = 1n << 49n;

/** How many seconds at most the kernel may rate at a price. */
export const mostSecondsAt = (perSecond: bigint): bigint => {
  if (perSecond <= 0n) return mostSeconds;
  const most = mostCost / perSecond;
  return most < mostSeconds ? most : mostSeconds;
};
