import { kindOfKey, readDocuments } from '@dialplane/cdr';
import { type EpochSeconds, inOrder } from '@dialplane/basics';
import { type Document, type Outcome, outcomesOf, tallyOf, inOrderOfPlaces } from '@dialplane/pricing';
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
import { billedUse, findLeaks } from '../src/leaks/find-leaks';
import type { RunPlan } from '../src/plan/run-plan';
import { rulesOf } from '../src/engine/chunk-rater';
import { scopeName } from '../src/engine/held-line';

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
    },
    counts: {
      ...counts,
      ratedSeconds: Number(counts.ratedSeconds),
      unratedSeconds: Number(counts.unratedSeconds),
      unpricedSeconds: Number(counts.unpricedSeconds),
    },
    cost: String(cost),
  };
};

const csv = <Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string =>
  csvHeader(columns) + (rows.length > 0 ? csvRows(columns, rows) : '');
