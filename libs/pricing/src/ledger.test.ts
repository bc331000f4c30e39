import { type BillingWindow, nextWindow, parseWindow } from '@dialplane/cdr';
import type { EpochSeconds } from '@dialplane/basics';
import fc from 'fast-check';
import type { UsageScope } from './judge';
import { inOrderOfArrival, type LedgerOptions, openLedger, outcomesOf } from './ledger';
import { noCost, plus } from './money';
import { at, line, offerOf, rowOf, service } from '../testing/price-offers';
import type { Document, Outcome } from './outcome';
import { buildPriceBook } from './book/price-book';
import { documentOf } from '../testing/rated-documents';
import { checkTally, tallyOf } from './tally';

const flat = buildPriceBook([offerOf('1', '2020-01-01T00:00:00Z', undefined, [rowOf()])]);
const tiersOf = (usageType: string) => [
  rowOf({ usageType, sku: usageType, endRange: '1', prices: { USD: '0.0100000000' } }),
  rowOf({ usageType, sku: usageType, beginRange: '1', prices: { USD: '0.0010000000' } }),
];
const tiered = buildPriceBook([
  offerOf('1', '2020-01-01T00:00:00Z', undefined, [...tiersOf(line), ...tiersOf('other-line')]),
]);
const may = at('2020-05-01T00:00:00Z');
const called = (id: string, start: number, seconds: number, more = {}) =>
  documentOf(id, {
    TransactionId: id,
    StartTimeEpochSeconds: start,
    BillableDurationSeconds: seconds,
    ...more,
  });
const usedBefore = (outcomes: readonly Outcome[]) =>
  Object.fromEntries(
    outcomes.map((one) => [one.source, one.kind === 'rated' ? Number(one.usedBefore) : one.kind]),
  );

it('gives the outcome of a call without tiers at once, and with tiers when all calls are known', () => {
  const document = called('a', may, 6);

  expect(openLedger({ book: flat }).enter(document)).toMatchObject({ kind: 'rated', usedBefore: 0n });
  const ledger = openLedger({ book: tiered });
  expect(ledger.enter(document)).toBeUndefined();
  expect(ledger.close()).toMatchObject([{ kind: 'rated', source: 'a' }]);
});

it('refuses documents out of order, and any after it was closed', () => {
  const ledger = openLedger({ book: tiered });
  ledger.enter(called('b', may, 6));

  expect(() => ledger.enter(called('a', may, 6))).toThrow(
    'Cannot enter document 0 of "a" after document 0 of "b": expected the order of arrival',
  );
  expect(ledger.close()).toHaveLength(1);
  expect(ledger.close()).toEqual([]);
  expect(() => ledger.enter(called('c', may, 6))).toThrow(
    'Cannot enter document 0 of "c": the ledger is closed',
  );
});

it('fills tiers in order of start, then of transaction, for any order of entry', () => {
  const documents = [
    called('d', may + 9, 24),
    called('c', may + 5, 12),
    called('b', may + 5, 6),
    called('a', may + 7, 0),
  ];

  expect(usedBefore(outcomesOf(documents, { book: tiered }))).toEqual({ b: 0, c: 6, a: 18, d: 18 });
});

it('orders transactions of one second without regard to their kind', () => {
  const leg = { CallId: 'x', TimeStampEpochSeconds: may, StartTimeEpochSeconds: undefined };
  const documents = [called('b', may, 6, leg), called('a', may, 12)];

  expect(usedBefore(outcomesOf(documents, { book: tiered }))).toEqual({ a: 0, b: 12 });
});

it('each account, line and month fills tiers of its own', () => {
  const june = at('2020-06-01T00:00:00Z');
  const documents = [
    called('a', june - 2, 30),
    called('b', june - 1, 30),
    called('c', june, 30),
    called('d', june + 1, 30, { AwsAccountId: '444455556666' }),
    called('e', june + 2, 30, { UsageType: 'other-line' }),
    called('f', june + 3, 30),
  ];

  expect(usedBefore(outcomesOf(documents, { book: tiered }))).toEqual({
    a: 0,
    b: 30,
    c: 0,
    d: 0,
    e: 0,
    f: 30,
  });
});

it('starts from the earlier use, and asks for it once for each account, line and month', () => {
  const asked: UsageScope[] = [];
  const options: LedgerOptions = {
    book: tiered,
    usedBefore: (scope) => {
      asked.push(scope);
      return 54n;
    },
  };

  expect(usedBefore(outcomesOf([called('a', may, 12), called('b', may + 1, 6)], options))).toEqual({
    a: 54,
    b: 66,
  });
  expect(asked).toEqual([
    { accountId: '111122223333', serviceCode: service, usageType: line, period: '2020-05' },
  ]);
});

it('does not count calls without a price into the tiers', () => {
  const documents = [called('a', at('2019-12-31T23:59:59Z'), 30), called('b', at('2020-01-01T00:00:00Z'), 6)];
  const outcomes = outcomesOf(documents, { book: tiered, period: () => 'always' });

  expect(usedBefore(outcomes)).toEqual({ a: 'unrated', b: 0 });
});

const dayOf = (text: string): BillingWindow => {
  const window = parseWindow(text);
  if (!window.ok) throw new Error(`Cannot use ${text} in a test`);
  return window.value;
};

it('does not rate a copy again that appears in the next window', () => {
  const window = dayOf('2020-05-02/Daily');
  const early = called('a', may, 6);
  const moved = { ...called('a', may + 86_400, 6), source: 'b' };

  expect(outcomesOf([early, moved], { book: flat, window })).toMatchObject([
    { kind: 'outside', because: 'before' },
    { kind: 'conflict', with: { source: 'a' } },
  ]);
});

it('takes a late copy of a rated record for a duplicate, even if its key comes first', () => {
  const window = dayOf('2020-05-02/Daily');
  const there = documentOf('b', {}, (may + 60) as EpochSeconds);
  const again = documentOf('a', {}, (may + 86_400 + 5 * 3600) as EpochSeconds);

  expect(
    outcomesOf([again, there], { book: flat, window }).map(({ source, kind }) => [source, kind]),
  ).toEqual([
    ['b', 'outside'],
    ['a', 'duplicate'],
  ]);
});

describe('for any documents', () => {
  const document = fc
    .record({
      id: fc.integer({ min: 0, max: 12 }),
      start: fc.integer({ min: 0, max: 4 * 86_400 }),
      seconds: fc.integer({ min: 0, max: 90 }),
      delay: fc.integer({ min: 0, max: 2 * 86_400 }),
      usage: fc.constantFrom(line, line, 'unknown', ''),
      broken: fc.nat({ max: 9 }),
    })
    .map(({ id, start, seconds, delay, usage, broken }) => (position: number): Document => {
      const place = { source: 'all', position, arrivedAt: (may + start + delay) as EpochSeconds };
      if (broken === 0) return { ...place, read: { ok: false, error: { reason: 'not-json', issues: [] } } };
      return { ...called(String(id), may + start, seconds, { UsageType: usage }), ...place };
    });
  const documents = fc.array(document, { maxLength: 30 }).map((all) => all.map((one, i) => one(i)));
  const book = fc.constantFrom(flat, tiered);
  const placesOf = (outcomes: readonly Outcome[]) =>
    outcomes.map(({ position }) => position).sort((a, b) => a - b);

  it('gives each exactly one outcome, with counts and costs that add up', () => {
    fc.assert(
      fc.property(documents, book, fc.boolean(), (documents, book, windowed) => {
        const outcomes = outcomesOf(documents, {
          book,
          ...(windowed && { window: dayOf('2020-05-02/Daily') }),
        });
        const tally = tallyOf(outcomes);
        const { rated, unrated, duplicate, conflict, rejected, outside } = tally;

        expect(placesOf(outcomes)).toEqual(documents.map((_, i) => i));
        expect(rated + unrated + duplicate + conflict + rejected + outside).toBe(documents.length);
        expect(checkTally(tally, documents.length, { unrated: 1, rejected: 1, conflict: 1 })).toEqual([]);
        const costs = outcomes.map((one) => (one.kind === 'rated' ? one.cost : noCost));
        expect(tally.cost).toBe(costs.reduce(plus, noCost));
      }),
    );
  });

  it('gives the same outcomes in any order of input', () => {
    const twice = documents.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    fc.assert(
      fc.property(twice, book, ([all, shuffled], book) => {
        expect(outcomesOf(shuffled, { book })).toEqual(outcomesOf(all, { book }));
      }),
    );
  });

  it('over all windows, rates each record or leaves it unrated exactly once', () => {
    const runs = Array.from({ length: 9 }).reduce<BillingWindow[]>(
      (all) => [...all, nextWindow(all.at(-1) ?? dayOf('2020-05-01/Daily'))],
      [dayOf('2020-05-01/Daily')],
    );
    fc.assert(
      fc.property(documents, (documents) => {
        const seenBy = (end: number) => documents.filter(({ arrivedAt = 0 }) => arrivedAt < end + 3 * 3600);
        const all = runs.flatMap((window) => outcomesOf(seenBy(window.end), { book: flat, window }));
        const settled = all.filter(({ kind }) => kind === 'rated' || kind === 'unrated');
        const once = outcomesOf(documents, { book: flat });
        const expected = once.filter(({ kind }) => kind === 'rated' || kind === 'unrated');

        expect(placesOf(settled)).toEqual(placesOf(expected));
      }),
    );
  });

  it('they are in order of arrival, then of place', () => {
    fc.assert(
      fc.property(documents, (documents) => {
        const sorted = documents.toSorted(inOrderOfArrival);
        for (const [i, one] of sorted.slice(1).entries()) {
          expect(sorted[i]?.arrivedAt).toBeLessThanOrEqual(one.arrivedAt ?? 0);
        }
      }),
    );
  });
});
