import type { BillingWindow, Patience } from '@dialplane/cdr';
import { type EpochSeconds, fail, type Issue, ok, type Result } from '@dialplane/kernel';
import { directoryObjects } from '@dialplane/object-store';
import { type Limits, loadPrices, type PriceSource, type UsageMapping } from '@dialplane/pricing';
import { readFile, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Numbers } from './columns';
import { type DeltaSums, type PricedRun, writeDelta } from './delta';
import { earlierUsage } from './earlier-usage';
import { measuredProgress } from './engine/measured-progress';
import { rateObjects, type RateProgress } from './engine/rate-objects';
import { diskOperations, type FileOperations } from './file-operations';
import { type Manifest, readManifest } from './manifest';
import { writeParquet } from './parquet';
import { recordPrefixes } from './record-prefixes';
import type { Report } from './report';
import { planOf, type RunPlan } from './run-plan';
import { type StagedRun, stageRun } from './staged-run';
import { unlessMissing } from './unless-missing';

/** What to rate, by what, and where to. */
export type RateOptions = {
  /** A directory of call detail records in AWS's layout, as `aws s3 sync` leaves it. */
  readonly cdrs: string;
  readonly prices: PriceSource;
  readonly window: BillingWindow;
  /** The directory of all output. Made if there is none. */
  readonly out: string;
  readonly now: EpochSeconds;
  /** Names the run and its folder: letters, digits, dots and dashes. No two runs may have the same. */
  readonly runId: string;
  /** @default nothing may be unrated, rejected or in conflict */
  readonly limits?: Limits;
  /** For records that name no usage type. @default they are unrated */
  readonly mapping?: UsageMapping;
  /** How long runs wait for records, and how far back they look. Only matters where arrivals are known. */
  readonly patience?: Patience;
  /** `modified`: a record arrived when its file was last changed, which `aws s3 sync` keeps. @default unknown: none is late */
  readonly arrivals?: RunPlan['arrivals'];
  /** Whether the output shows phone numbers whole. @default plain */
  readonly numbers?: Numbers;
  /** Whether rated.parquet is written beside rated.csv. @default false */
  readonly parquet?: boolean;
  /** Threads that rate; with 0, the work is done in this one. @default one for each core, two at most */
  readonly threads?: number;
  /** Told as the run goes on. To know the end, all objects are listed a second time. */
  readonly progress?: (progress: RateProgress) => void;
  /** For tests that break it. @default the disk */
  readonly files?: FileOperations;
};

/** A run that stands: what it came to, and where it is. */
export type RunResult = { readonly report: Report; readonly manifest: Manifest };

/** Why nothing was published. The report is missing where there was nothing to rate or no price list. */
export type Refusal = { readonly issues: readonly Issue[]; readonly report?: Report };

/**
 * Rates the records of one window in a directory, and publishes what came of them: `<out>/<window>.json` names the files.
 *
 * Lists the window's days and those of the look-back, of every connector and application that it finds. Needs at most 256 MB of memory,
 * however many records there are, and on the disk, while it runs, about a tenth of the records' size beside the output.
 *
 * @returns the published run; or, with nothing published, what is over its limits or missing
 */
export const rateDirectory = async (options: RateOptions): Promise<Result<RunResult, Refusal>> => {
  const { cdrs, out, now, runId, files = diskOperations, progress, parquet = false } = options;
  const { threads = Math.min(2, availableParallelism()) } = options;
  const records = directoryObjects(cdrs);
  const planned = await planFor(options);
  if (!planned.ok) return planned;
  const plan = planned.value;

  const run = await stageRun({ out, window: plan.window.name, runId, now: now * 1000, files });
  const folder = join(run.folder, 'work');
  try {
    const watch = progress && measuredProgress(records, plan.prefixes, progress);
    const rated = await rateObjects({
      records,
      plan,
      run,
      folder,
      threads,
      ...(watch && { progress: watch }),
    });
    if (!rated.ok) {
      await run.discard();
      return rated;
    }
    await run.flush();
    if (parquet) {
      await writeParquet({ csv: join(run.folder, 'rated.csv'), parquet: join(run.folder, 'rated.parquet') });
      await run.adopt('rated.parquet');
    }
    const delta = await deltaTo(out, plan.window.name, run, rated.value);
    const report: Report = { ...rated.value, ...(delta && { delta }) };
    await run.write('report.json', `${JSON.stringify(report, null, 2)}\n`);
    await rm(folder, { recursive: true, force: true });
    return ok({ report, manifest: await run.publish() });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** Decides all that the run needs to know; or says what is missing for it. */
const planFor = async (options: RateOptions): Promise<Result<RunPlan, Refusal>> => {
  const { cdrs, window, out, now, runId, limits, mapping, patience, arrivals = 'unknown', numbers } = options;
  const [{ prefixes, anyRecords }, prices] = await Promise.all([
    recordPrefixes(directoryObjects(cdrs), window, patience),
    loadPrices(options.prices),
  ]);
  const missing = [
    ...(anyRecords ? [] : [{ path: 'cdrs', message: 'must have a folder such as Amazon-Chime-SMADRs/json' }]),
    ...(prices.files.length > 0
      ? []
      : [{ path: 'prices', message: 'must have price files below offers/v1.0/aws' }]),
  ];
  if (missing.length > 0) return fail({ issues: missing });
  const earlier = await earlierUsage(directoryObjects(out), window, prices.book, patience);
  const given = { ...(limits && { limits }), ...(mapping && { mapping }), ...(numbers && { numbers }) };
  return ok(
    planOf({
      runId,
      now,
      window,
      prices,
      prefixes,
      arrivals,
      ...given,
      ...(patience && { patience }),
      ...earlier,
    }),
  );
};

/** Writes what the run costs otherwise than the one that it replaces, if there is one. */
const deltaTo = async (
  out: string,
  window: string,
  run: StagedRun,
  report: Report,
): Promise<DeltaSums | undefined> => {
  const standing = await readManifest(out, window);
  const before = standing && (await pricedRun(join(out, window, standing.runId)));
  if (!before) return undefined;
  const delta = await writeDelta({
    before,
    after: { ...filesOf(run.folder), runId: report.runId, cost: report.cost.exact },
    delta: join(run.folder, 'delta.csv'),
  });
  await run.adopt('delta.csv');
  return delta;
};

/** What a published run has come to; undefined if somebody has removed it. */
const pricedRun = async (folder: string): Promise<PricedRun | undefined> => {
  const text = await unlessMissing(readFile(join(folder, 'report.json'), 'utf8'));
  if (text === undefined) return undefined;
  const { runId, cost } = JSON.parse(text) as Report;
  return { ...filesOf(folder), runId, cost: cost.exact };
};

const filesOf = (folder: string) => ({
  rated: join(folder, 'rated.csv'),
  unrated: join(folder, 'unrated.csv'),
});
