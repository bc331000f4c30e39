import { type Cost60, formatUsd, minus, noCost, plus } from '@dialplane/pricing';
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { rounding } from './columns';
import { type Column, csvHeader, csvRows } from './csv';
import { type PricedFiles, type PricedRecord, pricedRecords, sideBySide } from './priced-records';

/** A run and the one that it replaces, and where the difference goes. */
export type DeltaFiles = {
  readonly before: PricedFiles;
  readonly after: PricedFiles;
  /** Replaced if it is there. */
  readonly delta: string;
};

/** What a run costs otherwise than the one that it replaces. Costs are exact: they count sixtieths of 10^-10 of the currency. */
export type DeltaSums = {
  /** The run that is replaced. */
  readonly replaces: string;
  /** Records that differ in cost, reason, or in that only one of the runs has them. */
  readonly lines: number;
  readonly unchanged: number;
  /** Of all records, so the difference is that of the two runs. The lines add up to it. */
  readonly before: string;
  readonly after: string;
  readonly difference: string;
};

/**
 * Writes `delta.csv`: a line for each record that costs something else than in the run that is replaced, or whose reason
 * for having no price is another one. The same prices in a newer list are no difference. A record that only one of the
 * runs has counts as nothing in the other, where its reason is `not-in-run`.
 *
 * Reads both runs side by side and holds no more than some lines.
 *
 * @throws Error if the files are not in the order of places
 */
export const writeDelta = async ({ before, after, delta }: DeltaFiles): Promise<DeltaSums> => {
  let [lines, unchanged] = [0, 0];
  let [sumBefore, sumAfter] = [noCost, noCost];
  const columns = deltaColumns(before.runId, after.runId);

  const texts = async function* () {
    yield csvHeader(columns);
    let some: Change[] = [];
    for await (const change of sideBySide(pricedRecords(before), pricedRecords(after))) {
      const [old, now] = change;
      sumBefore = plus(sumBefore, costOf(old));
      sumAfter = plus(sumAfter, costOf(now));
      if (old?.meaning === now?.meaning) {
        unchanged += 1;
        continue;
      }
      lines += 1;
      if (some.push(change) < linesAtOnce) continue;
      yield csvRows(columns, some);
      some = [];
    }
    yield csvRows(columns, some);
  };
  await pipeline(Readable.from(texts()), createWriteStream(delta));
  return {
    replaces: before.runId,
    lines,
    unchanged,
    before: String(sumBefore),
    after: String(sumAfter),
    difference: String(minus(sumAfter, sumBefore)),
  };
};

type Change = readonly [before: PricedRecord | undefined, after: PricedRecord | undefined];

const linesAtOnce = 1_000;

const costOf = (record: PricedRecord | undefined): Cost60 => record?.cost ?? noCost;

/** `delta.csv`. `…_exact` counts sixtieths of 10^-10 of the currency, and adds up. */
const deltaColumns = (replaces: string, runId: string): readonly Column<Change>[] => [
  ['run_id', () => runId],
  ['replaces_run_id', () => replaces],
  ...ofEither,
  ...ofOne('before', ([before]) => before),
  ...ofOne('after', ([, after]) => after),
  ['difference', (change) => formatUsd(differenceOf(change), rounding)],
  ['difference_exact', (change) => String(differenceOf(change))],
];

const differenceOf = ([before, after]: Change): Cost60 => minus(costOf(after), costOf(before));

const ofEither: readonly Column<Change>[] = (
  [
    ['source_key', 'source'],
    ['position', 'position'],
    ['transaction_id', 'transactionId'],
    ['service_code', 'serviceCode'],
    ['usage_type', 'usageType'],
  ] as const
).map(([heading, name]) => [heading, ([before, after]) => (after ?? before)?.[name]]);

/** `price_version` has several where tiers come from several lists; a cost is empty where there is none. */
const ofOne = (
  prefix: string,
  one: (change: Change) => PricedRecord | undefined,
): readonly Column<Change>[] => {
  const ifRated = (change: Change, show: (cost: Cost60) => string) => {
    const record = one(change);
    return record?.reason === '' ? show(record.cost) : undefined;
  };
  return [
    [`${prefix}_price_version`, (change) => one(change)?.versions.join(' ')],
    [`${prefix}_reason`, (change) => (one(change) ?? { reason: 'not-in-run' }).reason],
    [`${prefix}_cost`, (change) => ifRated(change, (cost) => formatUsd(cost, rounding))],
    [`${prefix}_cost_exact`, (change) => ifRated(change, String)],
  ];
};
