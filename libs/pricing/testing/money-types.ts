// Only compiled, never run: each marked line must fail to compile.
import { type Cost60, formatPrice, formatUsd, parsePrice, plus, type PriceE10 } from '../src/money';
import { divide } from '../src/rounding';

declare const price: PriceE10;
declare const cost: Cost60;

// @ts-expect-error a price is not a cost: it has to be multiplied by seconds first
export const priceAsCost: Cost60 = price;

// @ts-expect-error a cost is shown as a cost
export const costAsPrice = formatPrice(cost);

// @ts-expect-error a price is shown as a price
export const shownAsCost = formatUsd(price);

// @ts-expect-error a number is not a price
export const float: Cost60 = plus(cost, 0.0048);

// @ts-expect-error a price comes from text
export const fromNumber = parsePrice(0.0048);

// @ts-expect-error a rounding has a name
export const unnamed = divide(5n, 2n);
