import { type BillingWindow, type Patience, patienceOf } from '@dialplane/cdr';
import { type EpochSeconds, fail, type Issue, ok, type Result } from '@dialplane/basics';
import { directoryObjects } from '@dialplane/object-store';
import { type Limits, loadPrices, type PriceSource, type UsageMapping } from '@dialplane/pricing';
import { availableParallelism } from 'node:os';
import { carryOut, type RunResult } from './carry-out';
import type { Numbers } from './output/columns';
import { earlierUsage } from './plan/earlier-usage';
import { measuredProgress } from './engine/measured-progress';
import type { RateProgress } from './engine/rate-progress';
import { diskOperations, type FileOperations } from './staging/file-operations';
import type { RefusedEvidence } from './staging/refused-run';
import { prefixesToList } from './plan/prefixes-to-list';
import type { Report } from './output/report';
import { planOf } from './plan/make-plan';
import type { RunPlan } from './plan/run-plan';
import { unlistedObjects } from './plan/unlisted-objects';

/** What to rate, with which rules, and where the output goes. */
export type RateDirectoryOptions = {
  /** A directory of call detail records in AWS's layout, as `aws s3 sync` leaves it. */
  readonly cdrs: string;
  readonly prices: PriceSource;
  readonly window: BillingWindow;
  /** The directory of all output. Created if it does not exist. */
  readonly out: string;
  readonly now: EpochSeconds;
  /** Names the run and its folder: letters, digits, dots and dashes. No two runs may have the same. */
  readonly runId: string;
  /** @default nothing may be unrated, rejected or in conflict */
  readonly limits?: Limits;
  /** For records that name no usage type. @default they are unrated */
  readonly mapping?: UsageMapping;
  /** Lag, look-back and look-ahead. @default those of `patienceOf` */
  readonly patience?: Patience;
  /** `modified`: a record arrived when its file was last changed, which `aws s3 sync` keeps. @default unknown: none is late */
  readonly arrivals?: RunPlan['arrivals'];
  /** Whether the output shows full phone numbers. @default plain */
  readonly numbers?: Numbers;
  /** Whether rated.parquet is written beside rated.csv. @default false */
  readonly parquet?: boolean;
  /** The most bytes of a CSV file that is not in parts. @default 256 MiB */
  readonly oneFileUpTo?: number;
  /** Whether each CSV file gets a copy for spreadsheets, `….spreadsheet.csv`. @default false */
  readonly spreadsheets?: boolean;
  /** Whether a run that finds no document at all is published. @default false */
  readonly allowEmpty?: boolean;
  /** Threads that rate; with 0, this thread does the work. @default one for each core, two at most */
  readonly threads?: number;
  /** Called as the run progresses. To know the total, all objects are listed a second time. */
  readonly progress?: (progress: RateProgress) => void;
  /** Ends the run when it is aborted: then nothing is published. */
  readonly signal?: AbortSignal;
  /** Replaced by tests that inject failures. @default the disk */
  readonly files?: FileOperations;
};

/** Why nothing was published. There is no report if there was nothing to rate or no price list. */
export type RefusedRun = {
  readonly issues: readonly Issue[];
  readonly report?: Report;
  /** The folder with the rows that caused the refusal, and the first of them. */
  readonly evidence?: RefusedEvidence;
};

/**
 * Rates the records of one window in a directory, and publishes the result: `<out>/<window>.json` names the files.
 *
 * Lists the days of the window, of the look-back and of the look-ahead, for every connector and application that it finds. Needs at most 256 MB of
 * memory for any number of records, and temporarily about a tenth of the records' size on disk, in addition to the output.
 *
 * @returns the published run; or, with nothing published, what is over its limits or missing
 */
export const rateDirectory = async (
  options: RateDirectoryOptions,
): Promise<Result<RunResult, RefusedRun>> => {
  const {
    cdrs,
    out,
    files = diskOperations,
    progress,
    parquet = false,
    spreadsheets = false,
    oneFileUpTo,
    signal,
  } = options;
  const { threads = Math.min(2, availableParallelism()) } = options;
  const records = directoryObjects(cdrs);
  const planned = await planFor(options);
  signal?.throwIfAborted();
  if (!planned.ok) return planned;
  const plan = planned.value;
  return carryOut({
    plan,
    records,
    out,
    threads,
    parquet,
    spreadsheets,
    files,
    ...(oneFileUpTo !== undefined && { oneFileUpTo }),
    ...(signal && { signal }),
    ...(progress && { progress: measuredProgress(records, plan.prefixes, progress) }),
  });
};

/** A file of prices by itself does not say from when they are in effect: only the index of its offer does. */
const noPrices =
  'must have price files below offers/v1.0/aws, with an <offer>/index.json that lists the versions of each offer: current/index.json alone does not say from when its prices are in effect';

/** Creates the plan of the run, or returns what is missing. */
const planFor = async (options: RateDirectoryOptions): Promise<Result<RunPlan, RefusedRun>> => {
  const { cdrs, window, out, now, runId, limits, mapping, arrivals = 'unknown', numbers } = options;
  const { allowEmpty } = options;
  const patience = patienceOf(arrivals, options.patience);
  const [{ prefixes, anyRecords }, prices] = await Promise.all([
    prefixesToList(directoryObjects(cdrs), window, patience, arrivals),
    loadPrices(options.prices),
  ]);
  const missing = [
    ...(anyRecords ? [] : [{ path: 'cdrs', message: 'must have a folder such as Amazon-Chime-SMADRs/json' }]),
    ...(prices.files.length > 0 ? [] : [{ path: 'prices', message: noPrices }]),
  ];
  if (missing.length > 0) return fail({ issues: missing });
  const earlier = await earlierUsage(directoryObjects(out), window, prices.book, patience);
  const unlisted = await unlistedObjects(directoryObjects(cdrs), prefixes);
  const given = {
    ...(allowEmpty !== undefined && { allowEmpty }),
    ...(limits && { limits }),
    ...(mapping && { mapping }),
    ...(numbers && { numbers }),
  };
  return ok(
    planOf({
      runId,
      now,
      window,
      prices,
      prefixes,
      arrivals,
      unlisted,
      patience,
      ...given,
      ...earlier,
    }),
  );
};
