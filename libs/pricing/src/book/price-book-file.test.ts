import fc from 'fast-check';
import { findPrice } from './find-price';
import { at, line, offerOf, rowOf, service } from '../../testing/price-offers';
import { buildPriceBook, type PriceBook } from './price-book';
import { priceBookOf, readPriceBook, writePriceBook } from './price-book-file';

const year = '2020-01-01T00:00:00Z';
const next = '2021-01-01T00:00:00Z';
const tiered = [rowOf({ endRange: '10' }), rowOf({ beginRange: '10', prices: { USD: '0.001' } })];
const throughJson = (book: PriceBook): unknown => JSON.parse(JSON.stringify(writePriceBook(book)));

it('writes all of a book as JSON', () => {
  const offers = [offerOf('1', year, next, tiered), offerOf('2', next, undefined, [rowOf({ unit: 'GB' })])];

  expect(throughJson(buildPriceBook(offers))).toEqual({
    format: 'dialplane-price-book/1',
    currency: 'USD',
    issues: [
      {
        kind: 'unit',
        serviceCode: service,
        usageType: line,
        from: at(next),
        message: 'must be priced by the minute or the second',
      },
    ],
    skipped: {},
    services: {
      [service]: {
        [line]: [
          {
            from: at(year),
            to: at(next),
            holds: {
              tiers: [
                {
                  beginSeconds: 0,
                  endSeconds: 600,
                  price: '0.0048000000',
                  unit: 'minute',
                  secondsPerUnit: 60,
                  version: '1',
                  sku: 'SKU',
                  rateCode: 'SKU.TERM.DIMENSION',
                },
                {
                  beginSeconds: 600,
                  price: '0.0010000000',
                  unit: 'minute',
                  secondsPerUnit: 60,
                  version: '1',
                  sku: 'SKU',
                  rateCode: 'SKU.TERM.DIMENSION',
                },
              ],
            },
          },
          { from: at(next), holds: 'unit' },
        ],
      },
    },
  });
});

it('distinguishes a service without lines from an unknown one', () => {
  const book = priceBookOf(writePriceBook(buildPriceBook([offerOf('1', year, undefined, [])])));

  expect(findPrice(book, service, line, at(year))).toEqual({ ok: false, error: 'no-price' });
  expect(findPrice(book, 'other', line, at(year))).toEqual({ ok: false, error: 'unknown-service' });
});

const moments = fc.integer({ min: 0, max: 60 }).map((month) => new Date(Date.UTC(2019, month)).toISOString());
const rows = fc.record({
  serviceCode: fc.constantFrom(service, 'AmazonChime'),
  usageType: fc.constantFrom(line, 'other', '17', '9'),
  sku: fc.constantFrom('A', 'B'),
  unit: fc.constantFrom('minute', 'second', 'GB'),
  beginRange: fc.constantFrom('0', '0', '0', '10'),
  endRange: fc.constantFrom('Inf', 'Inf', '10'),
  effectiveFrom: moments.map(at),
  prices: fc.record({ USD: fc.constantFrom('0.0048', '0.01', '1e3') }),
});
const offers = fc.record({
  version: fc.stringMatching(/^\d{14}$/),
  span: fc.uniqueArray(moments, { minLength: 2, maxLength: 2 }),
  isOpen: fc.boolean(),
  rows: fc.array(rows.map(rowOf), { maxLength: 8 }),
});
const books = fc.array(offers, { maxLength: 4 }).map((all) =>
  buildPriceBook(
    all.map(({ version, span, isOpen, rows }) => {
      const [begin = year, end] = [...span].sort();
      return offerOf(version, begin, isOpen ? undefined : end, rows);
    }),
  ),
);

it('written and read again, a book is the same, in the same order', () => {
  fc.assert(
    fc.property(books, (book) => {
      const read = readPriceBook(throughJson(book));

      expect(read).toEqual({ ok: true, value: book });
      const orderOf = ({ services }: PriceBook) =>
        [...services].map(([code, lines]) => [code, [...lines.keys()]]);
      if (read.ok) expect(orderOf(read.value)).toEqual(orderOf(book));
    }),
    { numRuns: 300 },
  );
});

const file = (change: Record<string, unknown> = {}) => ({
  ...writePriceBook(buildPriceBook([offerOf('1', year, undefined, tiered)])),
  ...change,
});
const tier = { price: '1', unit: 'minute', secondsPerUnit: 60, version: '1', sku: 'S', rateCode: 'S.T.D' };
const spans = (...spans: readonly unknown[]) => file({ services: { S: { line: spans } } });
const tiers = (...tiers: readonly object[]) =>
  spans({ from: 0, holds: { tiers: tiers.map((one) => ({ ...tier, ...one })) } });

it.each`
  input                                                                            | path                                                | message
  ${undefined}                                                                     | ${''}                                               | ${'is missing'}
  ${'{}'}                                                                          | ${''}                                               | ${'must be an object, not "{}"'}
  ${file({ format: 'dialplane-price-book/2' })}                                    | ${'format'}                                         | ${'must be "dialplane-price-book/1", not "dialplane-price-book/2"'}
  ${file({ currency: '' })}                                                        | ${'currency'}                                       | ${'must not be empty'}
  ${file({ more: 1 })}                                                             | ${'more'}                                           | ${'is not a known field'}
  ${spans({ from: 0.5, holds: 'unit' })}                                           | ${'services.S.line.0.from'}                         | ${'must be whole seconds, not 0.5'}
  ${spans({ from: 0, holds: 'sold out' })}                                         | ${'services.S.line.0.holds'}                        | ${'must be "currency" or "unit" or "price" or "tiers" or "overlap", not "sold out"'}
  ${spans({ from: 5, to: 5, holds: 'unit' })}                                      | ${'services.S.line'}                                | ${/^must be in order of time/}
  ${spans({ from: 0, holds: 'unit' }, { from: 9, holds: 'unit' })}                 | ${'services.S.line'}                                | ${/^must be in order of time/}
  ${spans({ from: 0, to: 9, holds: 'unit' }, { from: 8, to: 10, holds: 'price' })} | ${'services.S.line'}                                | ${/^must be in order of time/}
  ${tiers()}                                                                       | ${'services.S.line.0.holds.tiers'}                  | ${'must not be empty'}
  ${tiers({ beginSeconds: 0, price: '1.00000000001' })}                            | ${'services.S.line.0.holds.tiers.0.price'}          | ${'must be a decimal with up to ten places, not "1.00000000001"'}
  ${tiers({ beginSeconds: 0, secondsPerUnit: 3600 })}                              | ${'services.S.line.0.holds.tiers.0.secondsPerUnit'} | ${'must be 1 or 60, not 3600'}
  ${tiers({ beginSeconds: 1 })}                                                    | ${'services.S.line.0.holds.tiers'}                  | ${/^must follow each other from 0/}
  ${tiers({ beginSeconds: 0, endSeconds: 9 })}                                     | ${'services.S.line.0.holds.tiers'}                  | ${/^must follow each other from 0/}
  ${tiers({ beginSeconds: 0, endSeconds: 9 }, { beginSeconds: 8 })}                | ${'services.S.line.0.holds.tiers'}                  | ${/^must follow each other from 0/}
`('refuses a bad file: $path $message', ({ input, path, message }) => {
  const messageLike: unknown = message instanceof RegExp ? expect.stringMatching(message) : message;

  expect(readPriceBook(input)).toEqual({
    ok: false,
    error: [{ path, message: messageLike }],
  });
});
