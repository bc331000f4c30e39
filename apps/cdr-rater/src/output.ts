import type { Outcome } from '@dialplane/pricing';
import {
  conflictColumns,
  duplicateColumns,
  leakColumns,
  linesOf,
  ratedColumns,
  rejectedColumns,
  unratedColumns,
} from './columns';
import { type Column, csvHeader, csvRows } from './csv';
import type { Leak } from './find-leaks';
import type { Report } from './report';
import type { StagedRun } from './staged-run';
import { type openSummaries, summaryColumns } from './summaries';

type Summaries = ReturnType<ReturnType<typeof openSummaries>['close']>;

/** Starts the files of a run. Each has its headings, whether rows follow or not. Outside documents are counted only. */
export const openOutput = async (run: StagedRun, runId: string) => {
  const start = async <Row>(name: string, columns: readonly Column<Row>[]) => {
    await run.write(name, csvHeader(columns));
    return async (rows: readonly Row[]): Promise<void> => {
      if (rows.length > 0) await run.write(name, csvRows(columns, rows));
    };
  };
  const rated = await start('rated.csv', ratedColumns(runId));
  const unrated = await start('unrated.csv', unratedColumns(runId));
  const duplicates = await start('duplicates.csv', duplicateColumns(runId));
  const conflicts = await start('conflicts.csv', conflictColumns(runId));
  const rejected = await start('rejected.csv', rejectedColumns(runId));
  const leaks = await start('leaks.csv', leakColumns(runId));

  const writeOutcomes = async (outcomes: readonly Outcome[]): Promise<void> => {
    const of = <Kind extends Outcome['kind']>(kind: Kind) =>
      outcomes.filter((one): one is Extract<Outcome, { readonly kind: Kind }> => one.kind === kind);
    await rated(of('rated').flatMap(linesOf));
    await unrated(of('unrated'));
    await duplicates(of('duplicate'));
    await conflicts(of('conflict'));
    await rejected(of('rejected'));
  };

  const writeSummaries = async (summaries: Summaries): Promise<void> => {
    for (const { by, rows } of summaries) {
      const write = await start(`summary-by-${by}.csv`, summaryColumns(runId, by));
      await write(rows);
    }
  };

  return {
    writeOutcomes,
    writeLeaks: (found: readonly Leak[]) => leaks(found),
    writeSummaries,
    writeReport: (report: Report) => run.write('report.json', `${JSON.stringify(report, null, 2)}\n`),
  };
};
