import { outcomesOf } from './ledger';
import { formatUsd } from './money';
import { offerOf, rowOf } from '../testing/price-offers';
import { buildPriceBook } from './book/price-book';
import { documentOf } from '../testing/rated-documents';
import type { Outcome } from './outcome';
import { checkTally, openTally, type Tally, tallyOf } from './tally';

const book = buildPriceBook([offerOf('1', '2020-01-01T00:00:00Z', undefined, [rowOf()])]);
const outcomes: readonly Outcome[] = [
  ...outcomesOf(
    [
      documentOf('1'),
      documentOf('2'),
      documentOf('3', { TransactionId: 'b', BillableDurationSeconds: 30 }),
      documentOf('4', { TransactionId: 'b', BillableDurationSeconds: 36 }),
      documentOf('5', { TransactionId: 'c', UsageType: 'other', BillableDurationSeconds: 12 }),
      { source: '6', position: 0, read: { ok: false, error: { reason: 'empty', issues: [] } } },
    ],
    { book },
  ),
];
const tally = (): Tally => tallyOf(outcomes);

it('counts documents by outcome, with seconds and money', () => {
  expect({ ...tally(), cost: formatUsd(tally().cost) }).toEqual({
    documents: 6,
    rated: 2,
    unrated: 1,
    duplicate: 1,
    conflict: 1,
    rejected: 1,
    outside: 0,
    late: 0,
    unratedBy: { 'no-price': 1 },
    rejectedBy: { empty: 1 },
    outsideBy: {},
    ratedSeconds: 36n,
    unratedSeconds: 12n,
    unpricedRecords: 0,
    unpricedSeconds: 0n,
    cost: '0.0028800000',
  });
});

it('counts records outside of the window by reason, late ones, and seconds without a price', () => {
  const [first] = outcomes;
  if (first?.kind !== 'rated') throw new Error('expected a rated record');
  const { source, position } = first;
  const record = { ...first.record, unpricedSeconds: 7 };

  expect(
    tallyOf([
      { source, position, kind: 'outside', record, because: 'before' },
      { source, position, kind: 'outside', record, because: 'before' },
      { source, position, kind: 'outside', record, because: 'too-old' },
      { ...first, late: true, record },
      { ...first, record: { ...record, unpricedSeconds: 5 } },
    ]),
  ).toMatchObject({
    documents: 5,
    rated: 2,
    outside: 3,
    outsideBy: { before: 2, 'too-old': 1 },
    rejectedBy: {},
    late: 1,
    unpricedRecords: 2,
    unpricedSeconds: 12n,
  });
});

it('is empty again when every outcome has been taken out', () => {
  const [first] = outcomes;
  if (first?.kind !== 'rated') throw new Error('expected a rated record');
  const { source, position, record } = first;
  const all: readonly Outcome[] = [
    ...outcomes,
    { ...first, late: true, record: { ...record, unpricedSeconds: 7 } },
    { source, position, record, kind: 'outside', because: 'after' },
  ];
  const open = openTally();
  for (const outcome of all) open.add(outcome);
  for (const outcome of all) open.add(outcome, -1);

  expect(open.counts()).toEqual(tallyOf([]));
});

it.each`
  limits                                            | paths
  ${{}}                                             | ${['unrated', 'rejected', 'conflict']}
  ${{ unrated: 0.2, rejected: 0.2, conflict: 0.2 }} | ${[]}
  ${{ unrated: 0.1, rejected: 1, conflict: 1 }}     | ${['unrated']}
`('with the limits $limits it fails for $paths', ({ limits, paths }) => {
  expect(checkTally(tally(), 6, limits).map(({ path }) => path)).toEqual(paths);
});

it('allows 29 of 100 at a limit of 0.29, and refuses 30', () => {
  const hundred = { ...tally(), documents: 100, rejected: 0, conflict: 0 };

  expect(checkTally({ ...hundred, unrated: 29 }, 100, { unrated: 0.29 })).toEqual([]);
  expect(checkTally({ ...hundred, unrated: 30 }, 100, { unrated: 0.29 })).toHaveLength(1);
});

it('reports how many there were, and the limit', () => {
  expect(checkTally(tally(), 6, { rejected: 1, conflict: 1, unrated: 0.01 })).toEqual([
    { path: 'unrated', message: 'must be at most 0.01 of the documents, not 1 of 6' },
  ]);
});

it('takes shares of the documents that are not outside of the window', () => {
  const some = { ...tally(), documents: 20, outside: 10, unrated: 1, rejected: 0, conflict: 0 };

  expect(checkTally(some, 20, { unrated: 0.1 })).toEqual([]);
  expect(checkTally({ ...some, outside: 11 }, 20, { unrated: 0.1 })).toHaveLength(1);
});

it('refuses a run without any document where that is not allowed', () => {
  const nothing = tallyOf([]);

  expect(checkTally(nothing, 0)).toEqual([]);
  expect(checkTally(nothing, 0, {}, false)).toEqual([
    { path: 'documents', message: 'must be at least one: no record was found for the window' },
  ]);
  expect(checkTally({ ...nothing, documents: 1, duplicate: 1 }, 1, {}, false)).toEqual([]);
});

it('refuses a run that lost a document, or has a record that no run will rate', () => {
  const lost = {
    ...tally(),
    unrated: 0,
    rejected: 0,
    conflict: 0,
    outsideBy: { 'too-old': 2, 'too-far-ahead': 3 },
  };

  expect(checkTally(lost, 7)).toEqual([
    { path: 'documents', message: 'must be the 7 that were read, not 6' },
    { path: 'too-old', message: 'must be 0, not 2: no run will rate these records. Look back further' },
    {
      path: 'too-far-ahead',
      message:
        'must be 0, not 3: the run of an earlier window did not find these records. Look ahead further, and rate that window again',
    },
  ]);
});
