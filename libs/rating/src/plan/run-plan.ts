import type { EpochSeconds, Issue } from '@dialplane/basics';
import type { BillingWindow, Patience } from '@dialplane/cdr';
import type { Limits, PriceBookFile, UsageMapping, UsageScope } from '@dialplane/pricing';
import type { UnlistedObjects } from './unlisted-objects';

/** The name of the file format. Any other format must have a different name. */
export const runPlanFormat = 'dialplane-rating-plan/1';

/**
 * Everything that a run needs to know, as JSON. It is decided once, here, and carried out by either engine: the embedded one
 * or the Glue job. Two runs of one plan over the same records write the same output. The locations of records and output are
 * passed separately.
 */
export type RunPlan = {
  readonly format: typeof runPlanFormat;
  /** Names the run and its folder: letters, digits, dots and dashes. No two runs may have the same. */
  readonly runId: string;
  readonly createdAt: EpochSeconds;
  /** The window, and the name of its output. */
  readonly window: BillingWindow & { readonly name: string };
  /** Lag, look-back and look-ahead. They decide which records no run rates. */
  readonly patience: Required<Patience>;
  readonly limits: Required<Limits>;
  /** `modified`: an object arrived when it was last modified, as in S3. `unknown`: arrival is not known, so no record is late. */
  readonly arrivals: 'modified' | 'unknown';
  /** Whether the output shows full phone numbers. */
  readonly numbers: 'plain' | 'masked';
  readonly mapping: UsageMapping;
  /** Seconds that earlier runs have rated in the window's months, for the tiers. Use that is not listed is 0. */
  readonly usedBefore: readonly UsedBefore[];
  readonly book: PriceBookFile;
  /** The price files that the book was made from: the `prices` of the report. */
  readonly prices: PricesUsed;
  /** Sentences for the report. */
  readonly warnings: readonly string[];
  /** Objects below the folders of records that no run lists, if there are any. */
  readonly unlisted?: UnlistedObjects;
  /** Whether a run that finds no document at all is published. @default false */
  readonly allowEmpty?: boolean;
  /** All prefixes to list, in order. None is a prefix of another, so their objects are in order of key. */
  readonly prefixes: readonly string[];
};

/** The seconds that an account has used of a line in a month (UTC, `2020-01`): digits as text where they exceed 2^53. */
export type UsedBefore = UsageScope & { readonly seconds: number | string };

/** The price files that a book was made from, and their age: the `prices` of the report. Moments are ISO 8601, UTC. */
export type PricesUsed = {
  readonly files: readonly { readonly path: string; readonly sha256: string; readonly readAt: string }[];
  /** How old the prices are, if they could not be downloaded again. */
  readonly staleSince?: string;
  readonly issues: readonly Issue[];
};
