import { formatDecimal, parseDecimal } from './decimal';
import { divide, type Rounding } from './rounding';

declare const price: unique symbol;
declare const cost: unique symbol;

/** A price: an integer number of 10^-10 of a currency. AWS writes prices with up to ten places. */
export type PriceE10 = bigint & { readonly [price]: 'PriceE10' };

/**
 * An exact cost: seconds times a price per minute in 10^-10 of a currency. So one dollar is 60 * 10^10. Sums of costs are
 * integer sums and therefore always exact; only formatting rounds.
 */
export type Cost60 = bigint & { readonly [cost]: 'Cost60' };

/** A cost of 0. */
export const noCost = 0n as Cost60;

/** The sum of two costs. */
export const plus = (a: Cost60, b: Cost60): Cost60 => (a + b) as Cost60;

/** The difference of two costs. May be negative. */
export const minus = (a: Cost60, b: Cost60): Cost60 => (a - b) as Cost60;

/** Parses a price such as `0.0048000000`. Undefined if the text is not a price, or needs more than ten places. */
export const parsePrice = (text: string): PriceE10 | undefined =>
  parseDecimal(text, 10) as PriceE10 | undefined;

/** A price as exact text: `0.0048000000`. */
export const formatPrice = (price: PriceE10): string => formatDecimal(price, 10);

/**
 * A cost as text with ten places, in the currency of its prices: `0.0004800000`. It is rounded, since a sixtieth of a price
 * may have no finite decimal form. To add costs, add the exact values.
 */
export const formatUsd = (cost: Cost60, rounding: Rounding = 'half-even'): string =>
  formatDecimal(divide(cost, 60n, rounding), 10);
