import { inOrder } from '@dialplane/basics';
import type { PriceE10 } from '../money';
import { offerOf, rowOf } from '../../testing/price-offers';
import { candidatesOf } from './price-candidate';
import { resolveTiers } from './resolve-tiers';

/** Candidates of one version for tiers such as `0-60 at 1`, in minutes. */
const candidates = (...tiers: readonly (readonly [begin: string, end: string, price: string])[]) =>
  candidatesOf(
    offerOf(
      '20200101000000',
      '2020-01-01T00:00:00Z',
      undefined,
      tiers.map(([beginRange, endRange, price], i) =>
        rowOf({ sku: `SKU${i}`, beginRange, endRange, prices: { USD: price } }),
      ),
    ),
    'USD',
  );

it('puts tiers in order of their begin, whatever the order of the rows', () => {
  const resolved = resolveTiers(candidates(['60', 'Inf', '0.002'], ['0', '60', '0.003']));

  expect(
    'tiers' in resolved && resolved.tiers.map(({ beginSeconds, price }) => [beginSeconds, price]),
  ).toEqual([
    [0, 30_000_000n as PriceE10],
    [3600, 20_000_000n as PriceE10],
  ]);
});

it('has no price where two tiers begin together and end at different times, even at the same price', () => {
  expect(resolveTiers(candidates(['0', '60', '0.003'], ['0', 'Inf', '0.003']))).toEqual({ fault: 'overlap' });
  expect(resolveTiers(candidates(['0', 'Inf', '0.003'], ['0', '60', '0.003']))).toEqual({ fault: 'overlap' });
});

it('has no price where two tiers end together and begin at different times, even at the same price', () => {
  expect(resolveTiers(candidates(['0', 'Inf', '0.003'], ['60', 'Inf', '0.003']))).toEqual({
    fault: 'overlap',
  });
});

it('has no price where tiers overlap in the middle', () => {
  expect(resolveTiers(candidates(['0', '60', '0.003'], ['30', 'Inf', '0.002']))).toEqual({
    fault: 'overlap',
  });
});

it('names the first product by SKU of rows that agree, in any order', () => {
  const rows = [rowOf({ sku: 'B' }), rowOf({ sku: 'A' }), rowOf({ sku: 'C' })];
  for (const some of [rows, [...rows].reverse(), rows.toSorted((a, b) => inOrder(a.sku, b.sku))]) {
    const resolved = resolveTiers(
      candidatesOf(offerOf('20200101000000', '2020-01-01T00:00:00Z', undefined, some), 'USD'),
    );
    expect(resolved).toMatchObject({ tiers: [{ sku: 'A' }], doubled: true });
  }
});
