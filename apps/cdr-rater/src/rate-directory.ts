import type { BillingWindow } from '@dialplane/cdr';
import { type EpochSeconds, fail, type Issue, ok, type Result } from '@dialplane/kernel';
import {
  checkTally,
  type Limits,
  loadPrices,
  openLedger,
  type Outcome,
  type PriceSource,
  tallyOf,
} from '@dialplane/pricing';
import { addTallies } from './add-tallies';
import { diskOperations, type FileOperations } from './file-operations';
import { type BilledUse, billedUse, findLeaks } from './find-leaks';
import { keysOf, ownersIn } from './list-objects';
import { type Manifest, windowName } from './manifest';
import { openOutput } from './output';
import { readObjects } from './read-objects';
import { type Report, reportOf } from './report';
import { stageRun } from './staged-run';
import { openSummaries } from './summaries';

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
  /** Told after each lot of objects. */
  readonly progress?: (progress: RateProgress) => void;
  /** For tests that break it. @default the disk */
  readonly files?: FileOperations;
};

/** How far a run is. */
export type RateProgress = { readonly objects: number; readonly documents: number };

/** A run that stands: what it came to, and where it is. */
export type RunResult = { readonly report: Report; readonly manifest: Manifest };

/** Why nothing was published. The report is missing where there was nothing to rate or no price list. */
export type Refusal = { readonly issues: readonly Issue[]; readonly report?: Report };

/**
 * Rates the records of one window in a directory, and publishes what came of them: `<out>/<window>.json` names the files.
 *
 * Lists the window's days and those of the look-back, of every connector and application that it finds, and reads
 * some objects at a time. What it holds, and so its limit, is a digest of each record, what the search for leaks needs of
 * it, and each call of a line with tiers whole.
 *
 * @returns the published run; or, with nothing published, what is over its limits or missing
 */
export const rateDirectory = async (options: RateOptions): Promise<Result<RunResult, Refusal>> => {
  const { cdrs, window, out, now, runId, limits = {}, progress, files = diskOperations } = options;
  const [owners, prices] = await Promise.all([ownersIn(cdrs), loadPrices(options.prices)]);
  const missing = [
    ...(owners.length > 0
      ? []
      : [{ path: 'cdrs', message: 'must have a folder such as Amazon-Chime-SMADRs/json' }]),
    ...(prices.files.length > 0
      ? []
      : [{ path: 'prices', message: 'must have price files below offers/v1.0/aws' }]),
  ];
  if (missing.length > 0) return fail({ issues: missing });

  const run = await stageRun({ out, window: windowName(window), runId, now: now * 1000, files });
  const output = await openOutput(run, runId);
  const summaries = openSummaries(window);
  const tiered = new Set<string>();
  const ledger = openLedger({
    book: prices.book,
    window,
    usedBefore: ({ usageType }) => {
      tiered.add(usageType);
      return 0; // a directory does not say what earlier runs have rated: the report warns of it
    },
  });
  const uses: BilledUse[] = [];
  let tally = tallyOf([]);
  const settle = async (outcomes: readonly Outcome[]): Promise<void> => {
    tally = addTallies(tally, tallyOf(outcomes));
    summaries.add(outcomes);
    uses.push(...usesOf(outcomes));
    await output.writeOutcomes(outcomes);
  };

  let read: RateProgress = { objects: 0, documents: 0 };
  for await (const { objects, documents } of readObjects(cdrs, keysOf(cdrs, owners, window))) {
    read = { objects: read.objects + objects, documents: read.documents + documents.length };
    for (const some of slicesOf(documents)) {
      await settle(some.map(ledger.enter).filter((outcome) => outcome !== undefined));
    }
    progress?.(read);
  }
  for (const some of slicesOf(ledger.close())) await settle(some);

  const leaks = findLeaks(uses);
  const failures = checkTally(tally, read.documents, limits);
  const counted = { objects: read.objects, documentsRead: read.documents };
  const found = { ...counted, tally, leaks, limits, failures, prices, tiered };
  const report = reportOf({ runId, now, window, ...found });
  if (failures.length > 0) {
    await run.discard();
    return fail({ issues: failures, report });
  }
  await output.writeLeaks(leaks);
  await output.writeSummaries(summaries.close());
  await output.writeReport(report);
  return ok({ report, manifest: await run.publish() });
};

/** So many at a time that their lines need little memory. */
const slicesOf = function* <T>(all: readonly T[], atOnce = 1000): Generator<readonly T[]> {
  for (let i = 0; i < all.length; i += atOnce) yield all.slice(i, i + atOnce);
};

const usesOf = (outcomes: readonly Outcome[]): readonly BilledUse[] =>
  outcomes.flatMap((outcome) => {
    if (outcome.kind !== 'rated' && outcome.kind !== 'unrated') return [];
    return billedUse(outcome.record, outcome) ?? [];
  });
