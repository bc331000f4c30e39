import { type EpochSeconds, inOrder, isoTime } from '@dialplane/basics';
import { type BillingWindow, type Patience, patienceOf } from '@dialplane/cdr';
import { type Limits, type LoadedPrices, type UsageMapping, writePriceBook } from '@dialplane/pricing';
import { windowName } from '../staging/manifest';
import { describeUnlisted, type UnlistedObjects } from './unlisted-objects';
import { type PricesUsed, type RunPlan, runPlanFormat, type UsedBefore } from './run-plan';

/** The input of a plan. */
export type PlanOptions = {
  readonly runId: string;
  readonly now: EpochSeconds;
  readonly window: BillingWindow;
  readonly prices: LoadedPrices;
  /** The prefixes to list, in any order. */
  readonly prefixes: readonly string[];
  readonly arrivals: RunPlan['arrivals'];
  /** Lag, look-back and look-ahead. @default those of `patienceOf` */
  readonly patience?: Patience;
  /** @default nothing may be unrated, rejected or in conflict */
  readonly limits?: Limits;
  /** @default plain */
  readonly numbers?: RunPlan['numbers'];
  /** @default none */
  readonly mapping?: UsageMapping;
  /** @default nothing was used */
  readonly usedBefore?: readonly UsedBefore[];
  /** @default none */
  readonly warnings?: readonly string[];
  /** @default none */
  readonly unlisted?: UnlistedObjects;
  /** Whether a run that finds no document at all is published. @default false */
  readonly allowEmpty?: boolean;
};

/** Creates the plan of a run. Write it with `JSON.stringify` and read it with `readPlan`. */
export const planOf = (options: PlanOptions): RunPlan => {
  const { runId, now, window, prices, prefixes, arrivals, patience, limits = {} } = options;
  const { numbers = 'plain', mapping = [], usedBefore = [], warnings = [], unlisted, allowEmpty } = options;
  const unlistedWarning = unlisted && describeUnlisted(unlisted);
  return {
    format: runPlanFormat,
    runId,
    createdAt: now,
    window: { name: windowName(window), ...window },
    patience: patienceOf(arrivals, patience),
    limits: { unrated: limits.unrated ?? 0, rejected: limits.rejected ?? 0, conflict: limits.conflict ?? 0 },
    arrivals,
    numbers,
    mapping,
    usedBefore,
    book: writePriceBook(prices.book),
    prices: pricesInReport(prices),
    warnings: [...warnings, ...(unlistedWarning === undefined ? [] : [unlistedWarning])],
    ...(unlistedWarning !== undefined && { unlisted }),
    ...(allowEmpty !== undefined && { allowEmpty }),
    prefixes: [...new Set(prefixes)].sort(inOrder),
  };
};

/** The price files of a book and how old they are, in the format of a report. */
export const pricesInReport = ({ files, staleSince, issues, book }: LoadedPrices): PricesUsed => ({
  files: files.map(({ path, sha256, readAt }) => ({ path, sha256, readAt: isoTime(readAt) })),
  ...(staleSince !== undefined && { staleSince: isoTime(staleSince) }),
  issues: [...issues, ...book.issues.map(({ usageType, message }) => ({ path: usageType, message }))],
});
