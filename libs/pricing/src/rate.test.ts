import fc from 'fast-check';
import { formatUsd, parsePrice, type PriceE10 } from './money';
import { at } from '../testing/price-offers';
import type { Price, Tier } from './book/price';
import { rate } from './rate';

/** A price with tiers, each given as its upper limit in minutes and its price. */
const priceOf = (...tiers: readonly (readonly [upTo: number, price: string])[]): Price => ({
  serviceCode: 'AmazonChimeVoiceConnector',
  usageType: 'USE1-US-US-outbound-minutes',
  from: at('2020-01-01T00:00:00Z'),
  to: at('2021-01-01T00:00:00Z'),
  currency: 'USD',
  tiers: tiers.map(([upTo, price], i): Tier => {
    const beginSeconds = (tiers[i - 1]?.[0] ?? 0) * 60;
    const exact = parsePrice(price);
    if (exact === undefined) throw new Error(`Cannot use the price ${price} in a test`);
    return {
      beginSeconds,
      ...(upTo !== Infinity && { endSeconds: upTo * 60 }),
      price: exact,
      unit: 'minute',
      secondsPerUnit: 60,
      version: '1',
      sku: 'SKU',
      rateCode: `SKU.${i}`,
    };
  }),
});

const flat = priceOf([Infinity, '0.0048000000']);
const tiered = priceOf([10, '0.0040000000'], [20, '0.0030000000'], [Infinity, '0.0020000000']);

it.each`
  price     | seconds | used    | cost              | parts             | because
  ${flat}   | ${6}    | ${0}    | ${'0.0004800000'} | ${[6]}            | ${'4 s are billed as 6'}
  ${flat}   | ${30}   | ${0}    | ${'0.0024000000'} | ${[30]}           | ${'it is half a minute; a known tool says 0.14400001'}
  ${flat}   | ${0}    | ${0}    | ${'0.0000000000'} | ${[0]}            | ${'nothing is billed, and the line says so'}
  ${tiered} | ${60}   | ${0}    | ${'0.0040000000'} | ${[60]}           | ${'all of it is in the first tier'}
  ${tiered} | ${60}   | ${540}  | ${'0.0040000000'} | ${[60]}           | ${'it ends exactly at the limit'}
  ${tiered} | ${60}   | ${541}  | ${'0.0039833333'} | ${[59, 1]}        | ${'its last second is over the limit'}
  ${tiered} | ${60}   | ${600}  | ${'0.0030000000'} | ${[60]}           | ${'it starts exactly at the limit'}
  ${tiered} | ${0}    | ${600}  | ${'0.0000000000'} | ${[0]}            | ${'it would start in the second tier'}
  ${tiered} | ${1260} | ${0}    | ${'0.0720000000'} | ${[600, 600, 60]} | ${'it goes through all tiers'}
  ${tiered} | ${60}   | ${5000} | ${'0.0020000000'} | ${[60]}           | ${'it is in the last tier'}
`('$seconds s after $used s cost $cost: $because', ({ price, seconds, used, cost, parts }) => {
  const rated = rate(price, seconds, BigInt(used));

  expect(formatUsd(rated.cost)).toBe(cost);
  expect(rated.lines.map((line) => line.seconds)).toEqual(parts);
});

it('is exact after any earlier use', () => {
  const used = 2n ** 53n + 1n;

  expect(rate(tiered, 60, used).lines).toEqual(rate(tiered, 60, 5000n).lines);
  expect(() => rate(tiered, 60, -1n)).toThrow(RangeError);
});

it.each([-1, 0.5, NaN, Infinity, 2 ** 53])('refuses %d seconds', (seconds) => {
  expect(() => rate(flat, seconds)).toThrow(
    new RangeError(
      `Cannot rate ${seconds} seconds after 0 seconds of earlier use: expected whole numbers, 0 or more`,
    ),
  );
});

describe('for any price and any call', () => {
  const e10 = fc.bigInt({ min: 0n, max: 10n ** 13n });
  const perUnit = fc.constantFrom(1 as const, 60 as const);
  const price = fc
    .record({
      prices: fc.array(e10, { minLength: 1, maxLength: 5 }),
      lengths: fc.array(fc.integer({ min: 1, max: 5_000 }), { minLength: 5, maxLength: 5 }),
      perUnit,
    })
    .map(({ prices, lengths, perUnit }): Price => {
      const limits = lengths.map((_, i) => lengths.slice(0, i + 1).reduce((a, b) => a + b));
      return {
        ...flat,
        tiers: prices.map((price, i) => ({
          beginSeconds: i === 0 ? 0 : (limits[i - 1] ?? 0),
          ...(i < prices.length - 1 && { endSeconds: limits[i] ?? 0 }),
          price: price as PriceE10,
          unit: 'any',
          secondsPerUnit: perUnit,
          version: '1',
          sku: 'SKU',
          rateCode: `SKU.${i}`,
        })),
      };
    });
  const seconds = fc.integer({ min: 0, max: 20_000 });

  it('the parts add up to the call, in seconds and in money', () => {
    fc.assert(
      fc.property(price, seconds, seconds, (price, length, used) => {
        const { lines, cost } = rate(price, length, BigInt(used));

        expect(lines.length).toBeGreaterThan(0);
        expect(lines.reduce((sum, line) => sum + line.seconds, 0)).toBe(length);
        expect(lines.reduce((sum, line) => sum + line.cost, 0n)).toBe(cost);
      }),
    );
  });

  it('charges as much for a call in two parts as for the whole call', () => {
    fc.assert(
      fc.property(price, seconds, seconds, seconds, (price, first, second, used) => {
        const inTwo = rate(price, first, BigInt(used)).cost + rate(price, second, BigInt(used + first)).cost;

        expect(inTwo).toBe(rate(price, first + second, BigInt(used)).cost);
      }),
    );
  });

  it('costs the sum of its seconds, as a fraction of whole numbers', () => {
    const shorter = fc.integer({ min: 0, max: 400 });
    fc.assert(
      fc.property(price, shorter, seconds, (price, length, used) => {
        // One second at a price per unit costs price / secondsPerUnit; in sixtieths that is an integer.
        const slowly = Array.from({ length }, (_, i) => {
          const tier = price.tiers.find(({ endSeconds = Infinity }) => used + i < endSeconds);
          return ((tier?.price ?? 0n) * 60n) / BigInt(tier?.secondsPerUnit ?? 1);
        }).reduce((sum, cost) => sum + cost, 0n);

        expect(rate(price, length, BigInt(used)).cost).toBe(slowly);
      }),
    );
  });
});
