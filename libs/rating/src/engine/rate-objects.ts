import { fail, type Issue, ok, type Result } from '@dialplane/basics';
import type { ObjectStore } from '@dialplane/object-store';
import { checkTally } from '@dialplane/pricing';
import { type Report, ratingReport } from '../output/report';
import type { RunPlan } from '../plan/run-plan';
import type { StagedRun } from '../staging/staged-run';
import { ahead } from './ahead';
import type { LeftOutRecord } from './chunk-rater';
import { type ChunkSizes, usualSizes } from './chunk-sizes';
import { openFirstRound } from './first-round';
import { listObjects } from './list-objects';
import { openRaterPool } from './rater-pool';
import type { RateProgress } from './rate-progress';
import { rateAgain } from './rate-again';
import { searchLeaks } from './search-leaks';
import { openSummaryTables } from './summary-tables';
import { checkUnread } from './unread-bytes';
import { writeLeaks, writeSummaries } from './write-sums';

/** What to rate, with which rules, and where the output goes. */
export type RateObjectsOptions = {
  readonly records: ObjectStore;
  readonly plan: RunPlan;
  readonly run: StagedRun;
  /** A folder for data that does not fit into memory. Created, and removed when the run ends. */
  readonly folder: string;
  /** Threads that rate; with 0, this thread does the work. */
  readonly threads: number;
  /** The most bytes of a CSV file that is not in parts. @default 256 MiB */
  readonly oneFileUpTo?: number;
  /** Small sizes, for tests. @default the usual sizes */
  readonly sizes?: ChunkSizes;
  /** Called after each chunk. */
  readonly progress?: (progress: RateProgress) => void;
  /** Ends the run when it is aborted. */
  readonly signal?: AbortSignal;
};

/** The same as in the Glue job. */
export const defaultOneFileUpTo = 256 << 20;

/** How many inspected documents are in memory together at most, even if all documents have to be inspected. */
const inspectedTogether = 20_000;

/** Why nothing may be published, the run's report, and the first records that no run rates. */
export type OverLimits = {
  readonly issues: readonly Issue[];
  readonly report: Report;
  readonly leftOut: readonly LeftOutRecord[];
};

/**
 * Carries a plan out: lists the objects of its prefixes, rates their records, and writes all CSV files of the run.
 *
 * Records are read once, in chunks, in all threads. Three decisions need notes on all records: which records are copies, how
 * tiers fill, and what may be a leak. Chunks whose results the first two change are rated again. Many notes go to the disk, so
 * memory does not grow with the number of records.
 *
 * @returns the report; or, if the run is over its limits, what is wrong: then nothing of it may be published
 */
export const rateObjects = async ({
  records,
  plan,
  run,
  folder,
  threads,
  oneFileUpTo = defaultOneFileUpTo,
  sizes = usualSizes,
  progress,
  signal,
}: RateObjectsOptions): Promise<Result<Report, OverLimits>> => {
  const tables = openSummaryTables(`${folder}/sums`);
  const pool = await openRaterPool({
    plan,
    records,
    threads,
    sizes,
    onTotals: tables.add,
    ...(signal && { signal }),
  });
  try {
    const first = await openFirstRound({ plan, run, folder, pool, records, sizes, oneFileUpTo });
    const ignored = { objects: 0, examples: [] as string[] };
    const onIgnored = (key: string): void => {
      ignored.objects += 1;
      if (ignored.examples.length < 3) ignored.examples.push(key);
    };
    const read = await first.run(ahead(listObjects(records, plan, sizes, onIgnored), 16), progress);
    const partitions = Math.max(64, Math.ceil(read.documents / inspectedTogether));
    const inspection = { pool, chunks: first.chunks, folder: `${folder}/inspected`, partitions };
    const again = { plan, pool, folder, inspection, ...(signal && { signal }) };
    // Threads are idle while copies are searched. Results of chunks that are rated again are taken below.
    const [isCurrent] = await Promise.all([rateAgain(first, again), pool.takeTotals()]);
    await first.segments.close();
    await pool.takeTotals();

    const leaks = await searchLeaks(first.uses, isCurrent, inspection);
    const tally = tables.tally();
    const counted = checkTally(tally, read.documents, plan.limits, plan.allowEmpty ?? false);
    const unread = checkUnread(read.unread, read.bytes, plan.limits);
    // A limit that the documents exceed already needs no second reason.
    const failures = [...counted, ...(counted.some(({ path }) => path === 'rejected') ? [] : unread)];
    const counts = await writeLeaks(run, plan, leaks.sorted());
    const report = ratingReport({ plan, ...read, ignored, tally, leaks: counts, failures });
    if (failures.length > 0) return fail({ issues: failures, report, leftOut: read.leftOut });
    await writeSummaries(run, plan, tables);
    return ok(report);
  } finally {
    void pool.close(); // ending threads takes time, and the result does not depend on it
  }
};
