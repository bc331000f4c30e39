import { type Cost60, formatUsd, minus, noCost, plus } from '@dialplane/pricing';
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { rounding } from '../output/columns';
import { type Column, csvHeader, csvRows } from '../output/csv';
import {
  compareRecords,
  openRecords,
  type PricedFiles,
  type PricedRecord,
  readPriced,
  type RecordRows,
} from './priced-records';

/** A run and its total cost: the `cost.exact` of its report. */
export type PricedRun = PricedFiles & { readonly cost: string };

/** A run, the run that it replaces, and the file for the difference. */
export type DeltaFiles = {
  readonly before: PricedRun;
  readonly after: PricedRun;
  /** Replaced if it exists. */
  readonly delta: string;
  /** Ends the work when it is aborted. Then the file is incomplete. */
  readonly signal?: AbortSignal;
};

/** How a run differs in cost from the run it replaces. Costs are exact: they count sixtieths of 10^-10 of the currency. */
export type DeltaSums = {
  /** The run that is replaced. */
  readonly replaces: string;
  /** Records that differ in cost or reason, or that only one of the runs has. */
  readonly lines: number;
  /** Sums over all records. The lines add up to the difference. */
  readonly before: string;
  readonly after: string;
  readonly difference: string;
};

/**
 * Writes `delta.csv`: a line for each record whose cost, or whose reason for having no price, differs from the run that is
 * replaced. The same price in a newer price list is no difference. A record that only one of the runs has costs nothing in the
 * other, with the reason `not-in-run`.
 *
 * Reads both runs in parallel and holds a few lines of each. Rows with the same text are not parsed.
 *
 * @throws Error if the files are not in the order of places, or if the lines do not add up to the difference of the runs
 */
export const writeDelta = async ({ before, after, delta, signal }: DeltaFiles): Promise<DeltaSums> => {
  const columns = deltaColumns(before.runId, after.runId);
  let lines = 0;
  let sum = noCost;

  const texts = async function* () {
    yield csvHeader(columns);
    for await (const changes of changesBetween(before, after, signal)) {
      lines += changes.length;
      sum = changes.reduce((total, change) => plus(total, differenceOf(change)), sum);
      yield csvRows(columns, changes);
    }
  };
  await pipeline(Readable.from(texts()), createWriteStream(delta));

  const difference = minus(BigInt(after.cost) as Cost60, BigInt(before.cost) as Cost60);
  if (sum !== difference) {
    throw new Error(
      `Cannot write the delta: its lines must add up to ${difference}, the difference of both runs, not to ${sum}`,
    );
  }
  return {
    replaces: before.runId,
    lines,
    before: before.cost,
    after: after.cost,
    difference: String(difference),
  };
};

/** A record in both runs. One of them may not have it. */
type Change = {
  readonly source: string;
  readonly position: number;
  readonly before: PricedRecord | undefined;
  readonly after: PricedRecord | undefined;
};

const linesAtOnce = 1_000;

/** The records that differ between the runs, in batches, in the order of their places. */
const changesBetween = async function* (
  before: PricedFiles,
  after: PricedFiles,
  signal?: AbortSignal,
): AsyncGenerator<readonly Change[]> {
  const [olds, news] = [openRecords(before), openRecords(after)];
  await Promise.all([olds.step(), news.step()]);
  let some: Change[] = [];
  for (;;) {
    signal?.throwIfAborted();
    const [old, now] = [olds.current(), news.current()];
    const one = old ?? now;
    if (!one) break;
    const order = compareRecords(old, now);
    const change = changeBetween(order <= 0 ? old : undefined, order >= 0 ? now : undefined);
    if (change && some.push(change) === linesAtOnce) {
      yield some;
      some = [];
    }
    const waits = [order <= 0 ? olds.step() : undefined, order >= 0 ? news.step() : undefined];
    if (waits[0] || waits[1]) await Promise.all(waits);
  }
  yield some;
};

const changeBetween = (old: RecordRows | undefined, now: RecordRows | undefined): Change | undefined => {
  const one = now ?? old;
  if (!one || (old && now && isWrittenTheSame(old, now))) return undefined;
  const [before, after] = [old && readPriced(old), now && readPriced(now)];
  if (before?.meaning === after?.meaning) return undefined;
  return { source: one.source, position: one.position, before, after };
};

const isWrittenTheSame = (old: RecordRows, now: RecordRows): boolean =>
  old.rows.length === now.rows.length && old.rows.every((row, i) => row === now.rows[i]);

const costOf = (record: PricedRecord | undefined): Cost60 => record?.cost ?? noCost;

const differenceOf = ({ before, after }: Change): Cost60 => minus(costOf(after), costOf(before));

/** `delta.csv`. `…_exact` counts sixtieths of 10^-10 of the currency, and adds up. */
const deltaColumns = (replaces: string, runId: string): readonly Column<Change>[] => [
  ['run_id', () => runId],
  ['replaces_run_id', () => replaces],
  ['source_key', ({ source }) => source],
  ['position', ({ position }) => position],
  ['transaction_id', ofEither('transactionId')],
  ['service_code', ofEither('serviceCode')],
  ['usage_type', ofEither('usageType')],
  ...ofOne('before'),
  ...ofOne('after'),
  ['difference', (change) => formatUsd(differenceOf(change), rounding)],
  ['difference_exact', (change) => String(differenceOf(change))],
];

const ofEither =
  (name: 'transactionId' | 'serviceCode' | 'usageType') =>
  ({ before, after }: Change): string | undefined =>
    (after ?? before)?.[name];

/** `price_version` has several where tiers come from several lists; a cost is empty where there is none. */
const ofOne = (run: 'before' | 'after'): readonly Column<Change>[] => {
  const ifRated = (record: PricedRecord | undefined, show: (cost: Cost60) => string) =>
    record?.reason === '' ? show(record.cost) : undefined;
  return [
    [`${run}_price_version`, (change) => change[run]?.versions.join(' ')],
    [`${run}_reason`, (change) => (change[run] ?? { reason: 'not-in-run' }).reason],
    [`${run}_cost`, (change) => ifRated(change[run], (cost) => formatUsd(cost, rounding))],
    [`${run}_cost_exact`, (change) => ifRated(change[run], String)],
  ];
};
