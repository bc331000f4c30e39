import { type BillingWindow, defaultLagSeconds, defaultLookBackDays, type Patience } from '@dialplane/cdr';
import { type EpochSeconds, fail, type Issue, isoTime, ok, type Result } from '@dialplane/basics';
import {
  issuesOf,
  type Limits,
  type LoadedPrices,
  type PriceBookFile,
  type UsageMapping,
  type UsageScope,
  writePriceBook,
} from '@dialplane/pricing';
import * as v from 'valibot';
import { windowName } from '../staging/manifest';
import type { Report } from '../output/report';
import { byBytes, planSchema, runPlanFormat } from './run-plan-schema';

/**
 * All that a run needs to know, as JSON. It is decided once, here, and carried out by either engine: the embedded one, or
 * the Glue job. Two runs of one plan over the same records write the same. Where records and output are is told beside it.
 */
export type RunPlan = {
  readonly format: typeof runPlanFormat;
  /** Names the run and its folder: letters, digits, dots and dashes. No two runs may have the same. */
  readonly runId: string;
  readonly createdAt: EpochSeconds;
  /** The window, and what its output is called. */
  readonly window: BillingWindow & { readonly name: string };
  readonly patience: Required<Patience>;
  readonly limits: Required<Limits>;
  /** `modified`: an object arrived when it was last modified, as in S3. `unknown`: nobody knows, so no record is late. */
  readonly arrivals: 'modified' | 'unknown';
  /** Whether the output shows phone numbers whole. */
  readonly numbers: 'plain' | 'masked';
  readonly mapping: UsageMapping;
  /** What earlier runs have rated in the window's months, for the tiers. What is not named is 0. */
  readonly usedBefore: readonly UsedBefore[];
  readonly book: PriceBookFile;
  /** Which price files the book was made from: the `prices` of the report. */
  readonly prices: Report['prices'];
  /** Sentences for the report. */
  readonly warnings: readonly string[];
  /** All that is to be listed, in order. None begins another, so their objects follow each other in order of keys. */
  readonly prefixes: readonly string[];
};

/** The seconds that an account has used of a line in a month (UTC, `2020-01`). */
export type UsedBefore = UsageScope & { readonly seconds: number };

/** What a plan is made from. */
export type PlanOptions = {
  readonly runId: string;
  readonly now: EpochSeconds;
  readonly window: BillingWindow;
  readonly prices: LoadedPrices;
  /** What to list, in any order. */
  readonly prefixes: readonly string[];
  readonly arrivals: RunPlan['arrivals'];
  /** @default those of the window */
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
};

/** Makes the plan of a run. `JSON.stringify` writes it, `readPlan` reads it. */
export const planOf = (options: PlanOptions): RunPlan => {
  const { runId, now, window, prices, prefixes, arrivals, patience = {}, limits = {} } = options;
  const { numbers = 'plain', mapping = [], usedBefore = [], warnings = [] } = options;
  return {
    format: runPlanFormat,
    runId,
    createdAt: now,
    window: { name: windowName(window), ...window },
    patience: {
      lagSeconds: patience.lagSeconds ?? defaultLagSeconds,
      lookBackDays: patience.lookBackDays ?? defaultLookBackDays,
    },
    limits: { unrated: limits.unrated ?? 0, rejected: limits.rejected ?? 0, conflict: limits.conflict ?? 0 },
    arrivals,
    numbers,
    mapping,
    usedBefore,
    book: writePriceBook(prices.book),
    prices: pricesInReport(prices),
    warnings,
    prefixes: [...new Set(prefixes)].sort(byBytes),
  };
};

/** Reads a plan from the text of its file. An error lists everything that is wrong with it. */
export const readPlan = (json: string): Result<RunPlan, readonly Issue[]> => {
  const input = parsed(json);
  if (!input.ok) return input;
  const read = v.safeParse(planSchema, input.value);
  return read.success ? ok(read.output) : fail(issuesOf(read.issues));
};

/** Which files a book was made from, and how old they are, as a report has it. */
export const pricesInReport = ({ files, staleSince, issues, book }: LoadedPrices): Report['prices'] => ({
  files: files.map(({ path, sha256, readAt }) => ({ path, sha256, readAt: isoTime(readAt) })),
  ...(staleSince !== undefined && { staleSince: isoTime(staleSince) }),
  issues: [...issues, ...book.issues.map(({ usageType, message }) => ({ path: usageType, message }))],
});

const parsed = (json: string): Result<unknown, readonly Issue[]> => {
  try {
    return ok(JSON.parse(json));
  } catch {
    return fail([{ path: '', message: 'must be JSON' }]);
  }
};
