import { leakColumns } from '../output/columns';
import { type Column, csvHeader, csvRows } from '../output/csv';
import type { Leak } from '../leaks/find-leaks';
import type { RunPlan } from '../plan/run-plan';
import type { StagedRun } from '../staging/staged-run';
import { summaryColumns, summaryNames } from '../output/summaries';
import { usageColumns } from '../output/usage';
import type { SummaryTables } from './summary-tables';

/** Writes `leaks.csv` and counts its lines. */
export const writeLeaks = async (
  run: StagedRun,
  { runId }: RunPlan,
  leaks: AsyncIterable<Leak>,
): Promise<{ readonly orphanLegs: number; readonly overlaps: number }> => {
  let [orphanLegs, overlaps] = [0, 0];
  const counted = async function* (): AsyncGenerator<Leak> {
    for await (const leak of leaks) {
      if (leak.kind === 'orphan-leg') orphanLegs += 1;
      else overlaps += 1;
      yield leak;
    }
  };
  await writeRows(run, 'leaks.csv', leakColumns(runId), counted());
  return { orphanLegs, overlaps };
};

/** Writes all summaries, and `usage.csv`. */
export const writeSummaries = async (
  run: StagedRun,
  { runId }: RunPlan,
  tables: SummaryTables,
): Promise<void> => {
  for (const by of summaryNames) {
    await writeRows(run, `summary-by-${by}.csv`, summaryColumns(runId, by), tables.rows(by));
  }
  await writeRows(run, 'usage.csv', usageColumns(runId), tables.usage());
};

const writeRows = async <Row>(
  run: StagedRun,
  name: string,
  columns: readonly Column<Row>[],
  rows: AsyncIterable<Row> | Iterable<Row>,
): Promise<void> => {
  await run.write(name, csvHeader(columns));
  for await (const row of rows) await run.write(name, csvRows(columns, [row]));
};
