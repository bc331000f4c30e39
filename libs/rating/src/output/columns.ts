import type { CallRecord } from '@dialplane/cdr';
import type { EpochSeconds } from '@dialplane/basics';
import { maskNumber } from '@dialplane/phone-numbers';
import { type RatedColumn, ratedColumnNames } from '@dialplane/rating-definitions';
import {
  type CostLine,
  formatPrice,
  formatUsd,
  type Outcome,
  type DocumentPlace,
  type Price,
  type Rated,
  type Tier,
} from '@dialplane/pricing';
import { type Column, csvCells } from './csv';
import type { BilledUse, Leak } from '../leaks/find-leaks';
import { perDay } from './per-day';
import { factsOf, type RecordFacts } from './record-facts';

/** How costs are rounded to ten places for display. Sums are of exact costs. */
export const rounding = 'half-even';

/** Whether phone numbers are shown in full, or cut to their last two digits. */
export type Numbers = 'plain' | 'masked';

type Of<Kind extends Outcome['kind']> = Extract<Outcome, { readonly kind: Kind }>;
/** A row about a record, with the facts that several of its columns show. */
type WithRecord = DocumentPlace & { readonly record: CallRecord; readonly facts: RecordFacts };
/** A row about the outcome of a record. */
type RowOf<Kind extends Outcome['kind']> = Of<Kind> & WithRecord;
/** One part of a rated call: the seconds in one tier. Most calls have one part. */
type RatedLine = WithRecord & { readonly call: Rated; readonly line: CostLine; readonly number: number };

type Cells<Row> = Readonly<Record<string, Column<Row>[1]>>;

const placeCells = (runId: string) =>
  ({
    run_id: () => runId,
    source_key: ({ source }) => source,
    position: ({ position }) => position,
  }) satisfies Cells<DocumentPlace>;

const recordCells = (runId: string, numbers: Numbers) => {
  const startOf = isoOfMany();
  return {
    ...placeCells(runId),
    kind: ({ record }) => record.kind,
    account_id: ({ record }) => record.accountId,
    transaction_id: ({ record }) => record.transactionId,
    call_id: fact('callId'),
    connector_or_application: fact('owner'),
    direction: fact('direction'),
    source_number: number('source', numbers),
    destination_number: number('destination', numbers),
    source_country: fact('sourceCountry'),
    destination_country: fact('destinationCountry'),
    started_at: ({ record }) => startOf(record.at),
    billed_seconds: ({ record }) => record.billableSeconds,
  } satisfies Cells<WithRecord>;
};

/** The first columns of every file of records. */
const recordColumns = (runId: string, numbers: Numbers): readonly Column<WithRecord>[] =>
  Object.entries(recordCells(runId, numbers));

const fact =
  (name: keyof RecordFacts) =>
  ({ facts }: WithRecord): string =>
    facts[name];

const number =
  (name: 'source' | 'destination', numbers: Numbers) =>
  ({ facts }: WithRecord): string => {
    const whole = facts[name];
    return numbers === 'masked' ? maskNumber(whole) : whole;
  };

/** `rated.csv`: a line for each tier of each call. `cost_exact` counts sixtieths of 10^-10 of the currency. */
export const ratedColumns = (runId: string, numbers: Numbers = 'plain'): readonly Column<RatedLine>[] => {
  const cells = ratedCells(runId, numbers);
  return ratedColumnNames.map((name) => [name, cells[name]]);
};

type RatedCells = Readonly<Record<RatedColumn, Column<RatedLine>[1]>>;

const ratedCells = (runId: string, numbers: Numbers): RatedCells => ({
  ...recordCells(runId, numbers),
  late: ({ call }) => String(call.late),
  service_code: ({ call }) => call.price.serviceCode,
  usage_type: ({ call }) => call.price.usageType,
  line: ({ number }) => number,
  line_seconds: ({ line }) => line.seconds,
  used_before_seconds: ({ call }) => call.usedBefore,
  tier_begin_seconds: ({ line }) => line.tier.beginSeconds,
  tier_end_seconds: ({ line }) => line.tier.endSeconds,
  price: ({ line }) => formatPrice(line.tier.price),
  unit: ({ line }) => line.tier.unit,
  currency: ({ call }) => call.price.currency,
  price_version: ({ line }) => line.tier.version,
  sku: ({ line }) => line.tier.sku,
  rate_code: ({ line }) => line.tier.rateCode,
  price_from: ({ call }) => isoOf(call.price.from),
  price_to: ({ call }) => isoOf(call.price.to),
  cost: ({ line }) => formatUsd(line.cost, rounding),
  cost_exact: ({ line }) => line.cost,
  rounding: () => rounding,
});

/**
 * Writes lines of `rated.csv`. The cells of a tier are written only once: there are few tiers, and many calls.
 */
export const openRatedRows = (
  runId: string,
  numbers: Numbers,
): ((call: Rated, facts: RecordFacts) => string) => {
  const columns = ratedColumns(runId, numbers);
  const [begin, end] = (['tier_begin_seconds', 'price_to'] as const).map((name) =>
    columns.findIndex(([heading]) => heading === name),
  ) as [number, number];
  const [before, ofTier, behind] = [
    columns.slice(0, begin),
    columns.slice(begin, end + 1),
    columns.slice(end + 1),
  ];
  const known = new Map<Price, Map<Tier, string>>();
  const tierCells = (row: RatedLine): string => {
    const { price } = row.call;
    const tiers = known.get(price) ?? new Map<Tier, string>();
    known.set(price, tiers);
    const cells = tiers.get(row.line.tier) ?? csvCells(ofTier, row);
    tiers.set(row.line.tier, cells);
    return cells;
  };
  return (call, facts) => {
    let rows = '';
    for (const row of linesOf(call, facts)) {
      rows += `${csvCells(before, row)},${tierCells(row)},${csvCells(behind, row)}\r\n`;
    }
    return rows;
  };
};

/** A row about a record. */
export const rowOf = <T extends DocumentPlace & { readonly record: CallRecord }>(
  outcome: T,
  facts: RecordFacts = factsOf(outcome.record),
): T & WithRecord => ({ ...outcome, facts });

/** The lines of a rated call, numbered from 1. */
export const linesOf = (call: Rated, facts: RecordFacts = factsOf(call.record)): readonly RatedLine[] => {
  const { source, position, record, lines } = call;
  return lines.map((line, i) => ({ source, position, record, facts, call, line, number: i + 1 }));
};

/** `unrated.csv`: records of the window without a price, and why. */
export const unratedColumns = (
  runId: string,
  numbers: Numbers = 'plain',
): readonly Column<RowOf<'unrated'>>[] => [
  ...recordColumns(runId, numbers),
  ['late', ({ late }) => String(late)],
  ['service_code', ({ usage, record }) => usage?.serviceCode ?? record.serviceCode],
  ['usage_type', ({ usage }) => usage?.usageType],
  ['reason', ({ reason }) => reason],
];

/** `duplicates.csv`: copies, and the place of the first one, which has the outcome. */
export const duplicateColumns = (
  runId: string,
  numbers: Numbers = 'plain',
): readonly Column<RowOf<'duplicate'>>[] => [
  ...recordColumns(runId, numbers),
  ['copy_of_key', ({ of }) => of.source],
  ['copy_of_position', ({ of }) => of.position],
];

/** `conflicts.csv`: records that contradict an earlier one, which has the outcome. */
export const conflictColumns = (
  runId: string,
  numbers: Numbers = 'plain',
): readonly Column<RowOf<'conflict'>>[] => [
  ...recordColumns(runId, numbers),
  ['conflicts_with_key', (row) => row.with.source],
  ['conflicts_with_position', (row) => row.with.position],
];

/** `rejected.csv`: documents that are not records, and why. */
export const rejectedColumns = (runId: string): readonly Column<Of<'rejected'>>[] => [
  ...Object.entries(placeCells(runId)),
  ['reason', ({ rejection }) => rejection.reason],
  [
    'issues',
    ({ rejection }) => rejection.issues.map(({ path, message }) => `${path} ${message}`.trim()).join('\n'),
  ],
];

/** `leaks.csv`: uses that may have cost money for no benefit. */
export const leakColumns = (runId: string): readonly Column<Leak>[] => [
  ['run_id', () => runId],
  ['leak', ({ kind }) => kind],
  ['seconds', ({ seconds }) => seconds],
  ...useColumns('', ({ use }) => use),
  ...useColumns('other_', ({ other }) => other),
];

const useColumns = (prefix: string, use: (leak: Leak) => BilledUse): readonly Column<Leak>[] => [
  [`${prefix}source_key`, (leak) => use(leak).source],
  [`${prefix}position`, (leak) => use(leak).position],
  [`${prefix}transaction_id`, (leak) => use(leak).transactionId],
  [`${prefix}call_id`, (leak) => use(leak).callId],
  [`${prefix}started_at`, (leak) => isoOf(use(leak).at)],
  [`${prefix}billed_seconds`, (leak) => use(leak).seconds],
];

const lastIso = Date.UTC(9999, 11, 31, 23, 59, 59) / 1000;

/** ISO 8601, UTC, to the second. Empty for the end of time, which represents a price without an end. */
const isoOf = (at: EpochSeconds): string =>
  at > lastIso ? '' : `${new Date(at * 1000).toISOString().slice(0, 19)}Z`;

/** As `isoOf`, for the moments of many records. */
const isoOfMany = (): ((at: EpochSeconds) => string) => {
  const dateOf = perDay((midnight) => isoOf(midnight).slice(0, 11));
  return (at) => {
    const second = at % 86_400;
    return `${dateOf(at)}${two(Math.floor(second / 3600))}:${two(Math.floor(second / 60) % 60)}:${two(second % 60)}Z`;
  };
};

const twoDigits = Array.from({ length: 60 }, (_, i) => String(i).padStart(2, '0'));
const two = (number: number): string => twoDigits[number] ?? '';
