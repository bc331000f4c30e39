import type { EpochSeconds } from '@dialplane/basics';
import fc from 'fast-check';
import { findPrice, isTiered } from './find-price';
import { formatPrice } from '../money';
import { at, line, offerOf, rowOf, service } from '../../testing/price-offers';
import { buildPriceBook } from './price-book';
import type { PriceRow, VersionedOffer } from './price-offer';

const usd = (price: string) => ({ prices: { USD: price } });
const priceAt = (offers: readonly VersionedOffer[], moment: string, currency = 'USD') => {
  const price = findPrice(buildPriceBook(offers, currency), service, line, at(moment));
  return price.ok ? price.value.tiers.map((tier) => formatPrice(tier.price)).join(' ') : price.error;
};

const january = offerOf('1', '2020-01-01T00:00:00Z', '2020-02-01T00:00:00Z', [rowOf(usd('0.0100000000'))]);
const february = offerOf('2', '2020-02-01T00:00:00Z', '2020-03-01T00:00:00Z', [rowOf(usd('0.0200000000'))]);
const april = offerOf('4', '2020-04-01T00:00:00Z', undefined, [rowOf(usd('0.0400000000'))]);
const untilJuly = offerOf('7', '2020-04-01T00:00:00Z', '2020-07-01T00:00:00Z', [rowOf(usd('0.0400000000'))]);

it.each`
  moment                    | price                   | because
  ${'2019-12-31T23:59:59Z'} | ${'before-first-price'} | ${'no version is that old'}
  ${'2020-01-01T00:00:00Z'} | ${'0.0100000000'}       | ${'a version begins'}
  ${'2020-01-31T23:59:59Z'} | ${'0.0100000000'}       | ${'it is its last second'}
  ${'2020-02-01T00:00:00Z'} | ${'0.0200000000'}       | ${'the next one begins, and the old one is over'}
  ${'2020-03-01T00:00:00Z'} | ${'gap'}                | ${'no version is in effect'}
  ${'2020-04-01T00:00:00Z'} | ${'0.0400000000'}       | ${'there is a version again'}
  ${'2020-07-01T00:00:00Z'} | ${'after-last-price'}   | ${'the last one is over'}
`('at $moment it is $price: $because', ({ moment, price }) => {
  expect(priceAt([january, february, untilJuly], moment)).toBe(price);
});

it.each`
  rows                                                                                                                         | price                          | because
  ${[rowOf({ effectiveFrom: at('2020-04-15T00:00:00Z') })]}                                                                    | ${'0.0048000000'}              | ${'its own date is later than the version'}
  ${[rowOf(usd('0.01')), rowOf({ ...usd('0.02'), effectiveFrom: at('2020-04-15T00:00:00Z') })]}                                | ${'0.0200000000'}              | ${'the later row replaces the earlier'}
  ${[rowOf(usd('0.01')), rowOf({ ...usd('0.02'), effectiveFrom: at('2020-06-15T00:00:00Z') })]}                                | ${'0.0100000000'}              | ${'the later row is not in effect yet'}
  ${[rowOf({ endRange: '9' }), rowOf({ beginRange: '9', ...usd('0.001') })]}                                                   | ${'0.0048000000 0.0010000000'} | ${'tiers follow each other'}
  ${[rowOf({ endRange: '9' }), rowOf({ beginRange: '9' }), rowOf({ ...usd('1'), effectiveFrom: at('2020-04-15T00:00:00Z') })]} | ${'1.0000000000'}              | ${'one tier replaces two'}
  ${[rowOf({ endRange: '9' }), rowOf({ beginRange: '9', ...usd('1'), effectiveFrom: at('2020-04-15T00:00:00Z') })]}            | ${'0.0048000000 1.0000000000'} | ${'the later tier is another one'}
  ${[rowOf(), rowOf({ prices: { CNY: '1' }, effectiveFrom: at('2020-04-15T00:00:00Z') })]}                                     | ${'0.0048000000'}              | ${'the later row is in another currency'}
  ${[rowOf({ prices: { CNY: '1' } })]}                                                                                         | ${'currency'}                  | ${'the book is in dollars'}
  ${[rowOf({ prices: { CNY: '1' } }), rowOf()]}                                                                                | ${'0.0048000000'}              | ${'there is a price in dollars too'}
  ${[rowOf({ unit: 'Number-Month' })]}                                                                                         | ${'unit'}                      | ${'months are not talked'}
  ${[rowOf(usd('0.00480000001'))]}                                                                                             | ${'price'}                     | ${'it has eleven places'}
  ${[rowOf({ beginRange: '5' })]}                                                                                              | ${'tiers'}                     | ${'they do not start at 0'}
  ${[rowOf({ endRange: '5' })]}                                                                                                | ${'tiers'}                     | ${'they end'}
  ${[rowOf({ endRange: '5' }), rowOf({ beginRange: '6' })]}                                                                    | ${'tiers'}                     | ${'they leave a gap'}
  ${[rowOf({ endRange: '1.01' }), rowOf({ beginRange: '1.01' })]}                                                              | ${'tiers'}                     | ${'a limit is 60.6 seconds'}
  ${[rowOf(), rowOf({ beginRange: '9', endRange: '5' })]}                                                                      | ${'tiers'}                     | ${'a tier ends before it begins'}
  ${[rowOf({ endRange: '6' }), rowOf({ beginRange: '5' })]}                                                                    | ${'overlap'}                   | ${'tiers overlap'}
  ${[rowOf(), rowOf({ sku: 'OTHER', ...usd('0.01') })]}                                                                        | ${'overlap'}                   | ${'two products differ'}
  ${[rowOf(), rowOf({ sku: 'OTHER', unit: 'second' })]}                                                                        | ${'overlap'}                   | ${'two products have the same price for other units'}
  ${[rowOf(), rowOf({ sku: 'OTHER' })]}                                                                                        | ${'0.0048000000'}              | ${'two products agree'}
  ${[rowOf({ usageType: 'other' })]}                                                                                           | ${'no-price'}                  | ${'the line is not in the offer'}
`('in May it is $price: $because', ({ rows, price }: { rows: PriceRow[]; price: string }) => {
  expect(priceAt([offerOf('4', '2020-04-01T00:00:00Z', undefined, rows)], '2020-05-01T00:00:00Z')).toBe(
    price,
  );
});

it('distinguishes an unknown service from a line without a price', () => {
  const book = buildPriceBook([offerOf('1', '2020-01-01T00:00:00Z', undefined, [])]);

  expect(findPrice(book, service, line, at('2020-05-01T00:00:00Z'))).toEqual({
    ok: false,
    error: 'no-price',
  });
  expect(findPrice(book, 'AmazonChime', line, at('2020-05-01T00:00:00Z'))).toEqual({
    ok: false,
    error: 'unknown-service',
  });
});

it('can be made in another currency', () => {
  const chinese = offerOf('1', '2020-01-01T00:00:00Z', undefined, [
    rowOf({ prices: { CNY: '0.05', USD: '0.01' } }),
  ]);

  expect(priceAt([chinese], '2020-05-01T00:00:00Z', 'CNY')).toBe('0.0500000000');
});

it.each`
  offers                                                                                           | issue
  ${[january, february]}                                                                           | ${[]}
  ${[february, april]}                                                                             | ${[{ kind: 'gap', from: at('2020-03-01T00:00:00Z'), to: at('2020-04-01T00:00:00Z') }]}
  ${[january, offerOf('2', '2020-01-15T00:00:00Z', '2020-02-01T00:00:00Z', [rowOf(usd('0.02'))])]} | ${[{ kind: 'overlap', from: at('2020-01-15T00:00:00Z'), to: at('2020-02-01T00:00:00Z') }]}
  ${[january, offerOf('2', '2020-01-15T00:00:00Z', '2020-02-01T00:00:00Z', [rowOf(usd('0.01'))])]} | ${[{ kind: 'overlap', message: 'has the same price in several versions or products at once' }]}
  ${[offerOf('1', '2020-01-01T00:00:00Z', '2020-02-01T00:00:00Z', [rowOf({ unit: 'Hours' })])]}    | ${[{ kind: 'unit', usageType: line, from: at('2020-01-01T00:00:00Z'), to: at('2020-02-01T00:00:00Z') }]}
`('finds what is wrong when it is made: $issue', ({ offers, issue }) => {
  expect(buildPriceBook(offers).issues).toMatchObject(issue);
  expect(buildPriceBook(offers).issues).toHaveLength(issue.length);
});

it('names the newest of several versions that agree', () => {
  const again = offerOf('2', '2020-01-01T00:00:00Z', '2020-02-01T00:00:00Z', [rowOf(usd('0.0100000000'))]);
  const price = findPrice(buildPriceBook([again, january]), service, line, at('2020-01-10T00:00:00Z'));

  expect(price).toMatchObject({ value: { tiers: [{ version: '2' }] } });
});

it.each([
  ['A', 'B'],
  ['B', 'A'],
])('names the first by SKU of products %s and %s that agree', (one, other) => {
  const both = offerOf('1', '2020-01-01T00:00:00Z', undefined, [rowOf({ sku: one }), rowOf({ sku: other })]);
  const price = findPrice(buildPriceBook([both]), service, line, at('2020-01-10T00:00:00Z'));

  expect(price).toMatchObject({ value: { tiers: [{ sku: 'A' }] } });
});

it('counts what it left out on purpose', () => {
  const withReserved = { ...january, offer: { ...january.offer, skipped: { Reserved: 2, FlatRate: 1 } } };

  expect(buildPriceBook([withReserved, withReserved]).skipped).toEqual({ FlatRate: 2, Reserved: 4 });
});

describe('for any versions', () => {
  const start = at('2020-01-01T00:00:00Z');
  const day = fc.integer({ min: 0, max: 60 }).map((days) => (start + days * 86_400) as EpochSeconds);
  const row = fc
    .record({
      usageType: fc.constantFrom(line, 'other'),
      sku: fc.constantFrom('A', 'B'),
      effectiveFrom: day,
      price: fc.constantFrom('0.01', '0.02', 'wrong'),
      tier: fc.constantFrom('0-Inf', '0-10', '10-Inf'),
      currency: fc.constantFrom('USD', 'USD', 'CNY'),
    })
    .map(({ price, tier, currency, ...row }) => {
      const [beginRange = '', endRange = ''] = tier.split('-');
      const rateCode = `${row.sku}.${beginRange}`;
      return rowOf({ ...row, rateCode, beginRange, endRange, prices: { [currency]: price } });
    });
  const version = fc
    .record({
      id: fc.integer({ min: 1, max: 9 }),
      begin: day,
      days: fc.integer({ min: 1, max: 40 }),
      rows: fc.array(row),
    })
    .map(({ id, begin, days, rows }) => ({
      offer: { offerCode: service, version: String(id), rows, skipped: {}, issues: [] },
      begin,
      end: (begin + days * 86_400) as EpochSeconds,
    }));
  const versions = fc.uniqueArray(version, { selector: ({ offer }) => offer.version, maxLength: 6 });

  it('gives the same book for any order of versions and rows', () => {
    const shuffled = versions.chain((all) =>
      fc.record({
        all: fc.constant(all),
        other: fc
          .shuffledSubarray(all, { minLength: all.length })
          .map((some) =>
            some.map((one) => ({ ...one, offer: { ...one.offer, rows: one.offer.rows.toReversed() } })),
          ),
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ all, other }) => {
        expect(buildPriceBook(other)).toEqual(buildPriceBook(all));
      }),
    );
  });

  it('no two spans of a line hold at once, and each price has tiers from 0 to the end', () => {
    fc.assert(
      fc.property(versions, (versions) => {
        for (const spans of [...buildPriceBook(versions).services.values()].flatMap((lines) => [
          ...lines.values(),
        ])) {
          for (const [i, { from, to, holds }] of spans.entries()) {
            expect(from).toBeLessThan(to);
            expect(from).toBeGreaterThanOrEqual(spans[i - 1]?.to ?? 0);
            if (typeof holds === 'string') continue;
            const limits = holds.tiers.flatMap(({ beginSeconds, endSeconds = Infinity }) => [
              beginSeconds,
              endSeconds,
            ]);
            expect(limits.at(0)).toBe(0);
            expect(limits.at(-1)).toBe(Infinity);
            expect(limits.slice(1, -1).filter((_, n) => n % 2 === 0)).toEqual(
              limits.slice(1, -1).filter((_, n) => n % 2 === 1),
            );
          }
        }
      }),
    );
  });

  it('finds only prices of a version in effect at the moment', () => {
    fc.assert(
      fc.property(versions, day, (versions, moment) => {
        const found = findPrice(buildPriceBook(versions), service, line, moment);
        const [tier] = found.ok ? found.value.tiers : [];
        if (!tier) return;
        const named = versions.some(
          ({ offer, begin, end }) =>
            offer.version === tier.version &&
            begin <= moment &&
            moment < end &&
            offer.rows.some((row) => row.rateCode === tier.rateCode && row.effectiveFrom <= moment),
        );

        expect(named).toBe(true);
      }),
    );
  });
});

it('knows a line as tiered if it has several tiers at any time', () => {
  const tiered = offerOf('3', '2020-03-01T00:00:00Z', '2020-04-01T00:00:00Z', [
    rowOf({ endRange: '9' }),
    rowOf({ beginRange: '9', ...usd('0.001') }),
  ]);
  const book = buildPriceBook([january, february, tiered, april]);

  expect(isTiered(book, service, line)).toBe(true);
  expect(isTiered(buildPriceBook([january, february, april]), service, line)).toBe(false);
  expect(isTiered(book, service, 'other')).toBe(false);
  expect(isTiered(book, 'other', line)).toBe(false);
});
