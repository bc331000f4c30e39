import type { EpochSeconds } from '@dialplane/basics';
import type { PriceE10 } from '../money';

/** The price of the seconds between two limits. */
export type Tier = {
  /** Seconds used in the period: the start and the end (excluded) of the tier. The last tier has no end. */
  readonly beginSeconds: number;
  readonly endSeconds?: number;
  /** The price of a unit. */
  readonly price: PriceE10;
  readonly unit: string;
  readonly secondsPerUnit: 1 | 60;
  /** The place of the price in the price lists, for audits. */
  readonly version: string;
  readonly sku: string;
  readonly rateCode: string;
};

/** The price of a line for an interval. Its tiers continue from 0 without a gap. */
export type Price = {
  readonly serviceCode: string;
  readonly usageType: string;
  /** In effect from this second on, up to but not including `to`. */
  readonly from: EpochSeconds;
  readonly to: EpochSeconds;
  readonly currency: string;
  readonly tiers: readonly Tier[];
};

/**
 * Why a line has no usable price although the price lists have one, in one word.
 *
 * - `currency`: only in other currencies than the book's
 * - `unit`: not for minutes or seconds
 * - `price`: its text is not a decimal, or has more than ten places
 * - `tiers`: its tiers leave a gap, do not start at 0, or end
 * - `overlap`: several prices apply, and the list does not say which is right
 */
export type PriceFault = 'currency' | 'unit' | 'price' | 'tiers' | 'overlap';
