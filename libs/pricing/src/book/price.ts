import type { EpochSeconds } from '@dialplane/basics';
import type { PriceE10 } from '../money';

/** What the time costs that is used between two limits. */
export type Tier = {
  /** Seconds used in the period: where the tier begins, and where it ends (excluded). The last tier has no end. */
  readonly beginSeconds: number;
  readonly endSeconds?: number;
  /** A unit's price. */
  readonly price: PriceE10;
  readonly unit: string;
  readonly secondsPerUnit: 1 | 60;
  /** Where the price is in the price lists, for audits. */
  readonly version: string;
  readonly sku: string;
  readonly rateCode: string;
};

/** What a line of an offer costs for a time. Its tiers follow each other from 0 without a gap. */
export type Price = {
  readonly serviceCode: string;
  readonly usageType: string;
  /** In force from this second on, up to but not including `to`. */
  readonly from: EpochSeconds;
  readonly to: EpochSeconds;
  readonly currency: string;
  readonly tiers: readonly Tier[];
};

/**
 * Why a line has no price although the price lists name one, in one word.
 *
 * - `currency`: only in other currencies than the book's
 * - `unit`: not for minutes or seconds
 * - `price`: its text is no decimal, or has more than ten places
 * - `tiers`: its tiers leave a gap, do not start at 0, or end
 * - `overlap`: several prices, and nothing says which is right
 */
export type PriceFault = 'currency' | 'unit' | 'price' | 'tiers' | 'overlap';
