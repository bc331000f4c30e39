import { kindOfKey, readDocuments } from '@dialplane/cdr';
import { type EpochSeconds, inOrder } from '@dialplane/basics';
import {
  calendarMonth,
  type Cost60,
  type Document,
  inOrderOfPlaces,
  type Outcome,
  outcomesOf,
  plus,
  type Rated,
  tallyOf,
  type Unrated,
} from '@dialplane/pricing';
import { DateTime } from 'luxon';
import {
  conflictColumns,
  duplicateColumns,
  leakColumns,
  linesOf,
  ratedColumns,
  rejectedColumns,
  rowOf,
  unratedColumns,
} from '../src/output/columns';
import { type Column, csvHeader, csvRows } from '../src/output/csv';
import { factsOf } from '../src/output/record-facts';
import {
  namesOf,
  summaryColumns,
  type SummaryName,
  summaryNames,
  type SummaryRow,
} from '../src/output/summaries';
import { usageColumns } from '../src/output/usage';
import { billedUse, findLeaks } from '../src/leaks/find-leaks';
import type { RunPlan } from '../src/plan/run-plan';
import { rulesOf } from '../src/engine/chunk-rater';
import { scopeName } from '../src/engine/scope-name';

/** An object in a test. */
export type TestObject = { readonly key: string; readonly content: Buffer; readonly arrivedAt?: number };

/** A simple implementation of a run's output: everything in memory, rated by the ledger of libs/pricing and then sorted. */
export const referenceRun = (plan: RunPlan, objects: readonly TestObject[]) => {
  const { runId, numbers, usedBefore } = plan;
  const documents = objects.flatMap(({ key, content, arrivedAt }) =>
    readDocuments(content.toString('utf8'), kindOfKey(key)).map((read, position): Document => ({
      source: key,
      position,
      read,
      ...(plan.arrivals === 'modified' && { arrivedAt: arrivedAt as EpochSeconds }),
    })),
  );
  const used = new Map(usedBefore.map((scope) => [scopeName(scope), BigInt(scope.seconds)]));
  const outcomes = [
    ...outcomesOf(documents, {
      ...rulesOf(plan),
      usedBefore: (scope) => used.get(scopeName(scope)) ?? 0n,
    }),
  ].sort(inOrderOfPlaces);

  const of = <Kind extends Outcome['kind']>(kind: Kind) =>
    outcomes.filter((one): one is Extract<Outcome, { readonly kind: Kind }> => one.kind === kind);
  const uses = [...of('rated'), ...of('unrated')].sort(inOrderOfPlaces);
  const leaks = findLeaks(uses.flatMap(({ record, ...place }) => billedUse(record, place) ?? [])).toSorted(
    (a, b) => inOrderOfPlaces(a.use, b.use) || inOrder(a.kind, b.kind) || inOrderOfPlaces(a.other, b.other),
  );
  const { cost, ...counts } = tallyOf(outcomes);
  return {
    files: {
      'rated.csv': csv(
        ratedColumns(runId, numbers),
        of('rated').flatMap((call) => linesOf(call)),
      ),
      'unrated.csv': csv(
        unratedColumns(runId, numbers),
        of('unrated').map((one) => rowOf(one)),
      ),
      'duplicates.csv': csv(
        duplicateColumns(runId, numbers),
        of('duplicate').map((one) => rowOf(one)),
      ),
      'conflicts.csv': csv(
        conflictColumns(runId, numbers),
        of('conflict').map((one) => rowOf(one)),
      ),
      'rejected.csv': csv(rejectedColumns(runId), of('rejected')),
      'leaks.csv': csv(leakColumns(runId), leaks),
      'usage.csv': csv(usageColumns(runId), usageOf(of('rated'))),
      ...Object.fromEntries(
        summaryNames.map((by) => [
          `summary-by-${by}.csv`,
          csv(summaryColumns(runId, by), summaryOf(plan, by, uses)),
        ]),
      ),
    },
    counts: {
      ...counts,
      ratedSeconds: wholeNumber(counts.ratedSeconds),
      unratedSeconds: wholeNumber(counts.unratedSeconds),
      unpricedSeconds: Number(counts.unpricedSeconds),
    },
    cost: String(cost),
  };
};

/** Beyond 2^53, the report keeps all digits. */
const wholeNumber = (value: bigint): number | bigint =>
  value <= Number.MAX_SAFE_INTEGER ? Number(value) : value;

const csv = <Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string =>
  csvHeader(columns) + (rows.length > 0 ? csvRows(columns, rows) : '');

const summaryOf = (
  { window, numbers }: RunPlan,
  by: SummaryName,
  calls: readonly (Rated | Unrated)[],
): readonly SummaryRow[] => {
  const dayOf = (at: number) => DateTime.fromSeconds(at, { zone: window.zone }).toFormat('yyyy-MM-dd');
  const nameOf = (call: Rated | Unrated): string => namesOf(numbers, dayOf)(call, factsOf(call.record))[by];
  const secondsOf = (some: readonly (Rated | Unrated)[]): bigint =>
    some.reduce((sum, { record }) => sum + BigInt(record.billableSeconds), 0n);
  return [...new Set(calls.map(nameOf))].sort(inOrder).map((name) => {
    const named = calls.filter((call) => nameOf(call) === name);
    const rated = named.filter((call) => call.kind === 'rated');
    const unrated = named.filter((call) => call.kind === 'unrated');
    return {
      name,
      rated: rated.length,
      ratedSeconds: secondsOf(rated),
      unrated: unrated.length,
      unratedSeconds: secondsOf(unrated),
      cost: rated.reduce((sum, { cost }) => plus(sum, cost), 0n as Cost60),
    };
  });
};

const usageOf = (calls: readonly Rated[]) => {
  const used = new Map<string, Parameters<typeof scopeName>[0] & { readonly seconds: bigint }>();
  for (const { price, record } of calls) {
    const { serviceCode, usageType } = price;
    const scope = { accountId: record.accountId, serviceCode, usageType, period: calendarMonth(record.at) };
    const before = used.get(scopeName(scope))?.seconds ?? 0n;
    used.set(scopeName(scope), { ...scope, seconds: before + BigInt(record.billableSeconds) });
  }
  return [...used.values()]
    .filter(({ seconds }) => seconds > 0n)
    .sort(
      (a, b) =>
        inOrder(a.accountId, b.accountId) ||
        inOrder(a.serviceCode, b.serviceCode) ||
        inOrder(a.usageType, b.usageType) ||
        inOrder(a.period, b.period),
    );
};
