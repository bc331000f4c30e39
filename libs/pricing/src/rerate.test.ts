import fc from 'fast-check';
import { formatUsd } from './money';
import { at, offerOf, rowOf } from './offers-for-tests';
import { buildPriceBook } from './price-book';
import { documentOf } from './records-for-tests';
import { rerate } from './rerate';

const bookOf = (version: string, price: string, begin = '2020-01-01T00:00:00Z') =>
  buildPriceBook([offerOf(version, begin, undefined, [rowOf({ prices: { USD: price } })])]);
const documents = [
  documentOf('1', { TransactionId: 'a', BillableDurationSeconds: 60 }),
  documentOf('2', { TransactionId: 'b', BillableDurationSeconds: 0 }),
  documentOf('3', { TransactionId: 'c', UsageType: 'other' }),
  documentOf('4', { TransactionId: 'a', BillableDurationSeconds: 60 }),
];

it.each`
  after                                                  | difference         | unchanged | because
  ${bookOf('2', '0.0050000000')}                         | ${'0.0002000000'}  | ${2}      | ${'the price rose'}
  ${bookOf('2', '0.0040000000')}                         | ${'-0.0008000000'} | ${2}      | ${'the price fell'}
  ${bookOf('2', '0.0048000000')}                         | ${'0.0000000000'}  | ${3}      | ${'a new version has the old price'}
  ${bookOf('2', '0.0050000000', '2020-06-01T00:00:00Z')} | ${'-0.0048000000'} | ${1}      | ${'there is no price for May any more'}
`('the difference is $difference: $because', ({ after, difference, unchanged }) => {
  const delta = rerate(documents, { before: bookOf('1', '0.0048000000'), after });

  expect(formatUsd(delta.difference)).toBe(difference);
  expect(delta.unchanged).toBe(unchanged);
  expect(delta.after - delta.before).toBe(delta.difference);
});

it('shows the old and the new outcome of each record that changed', () => {
  const before = buildPriceBook([]);
  const { lines } = rerate(documents.slice(0, 1), { before, after: bookOf('1', '0.0048000000') });

  expect(lines).toMatchObject([
    { source: '1', before: { kind: 'unrated', reason: 'unknown-service' }, after: { kind: 'rated' } },
  ]);
});

it('for any prices, the differences of the lines add up to the difference', () => {
  const price = fc.integer({ min: 0, max: 10 ** 9 }).map((e10) => `0.${String(e10).padStart(10, '0')}`);
  const calls = fc.array(fc.integer({ min: 0, max: 3_600 })).map((all) =>
    all.map((seconds, i) =>
      documentOf(String(i), {
        TransactionId: String(i),
        BillableDurationSeconds: seconds,
        StartTimeEpochSeconds: at('2020-05-01T00:00:00Z') + i,
      }),
    ),
  );
  fc.assert(
    fc.property(price, price, calls, (old, now, documents) => {
      const delta = rerate(documents, { before: bookOf('1', old), after: bookOf('2', now) });

      expect(delta.lines.reduce((sum, { difference }) => sum + difference, 0n)).toBe(delta.difference);
      expect(delta.lines.length + delta.unchanged).toBe(documents.length);
    }),
  );
});
