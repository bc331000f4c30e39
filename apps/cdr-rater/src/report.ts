import { type BillingWindow, readyAt } from '@dialplane/cdr';
import { type EpochSeconds, type Issue, isoTime } from '@dialplane/kernel';
import { formatUsd, type Limits, type LoadedPrices, type Tally } from '@dialplane/pricing';
import { rounding } from './columns';
import type { Leak } from './find-leaks';
import { windowName } from './manifest';

/** What a run came to: `report.json`. Moments are ISO 8601, UTC. */
export type Report = {
  readonly runId: string;
  readonly createdAt: string;
  readonly window: {
    readonly name: string;
    readonly zone: string;
    readonly start: string;
    /** The first second behind it. */
    readonly end: string;
    /** The run came before the window was over and its records could be expected to be there. */
    readonly early: boolean;
  };
  readonly objects: number;
  /** As counted while reading; `counts` adds up to it. */
  readonly documentsRead: number;
  readonly counts: Omit<Tally, 'cost'>;
  /** `amount` is rounded to ten places; `exact` counts sixtieths of 10^-10 of the currency. */
  readonly cost: {
    readonly currency: string;
    readonly amount: string;
    readonly exact: string;
    readonly rounding: string;
  };
  readonly leaks: { readonly orphanLegs: number; readonly overlaps: number };
  readonly limits: Required<Limits>;
  /** What the run must not pass over. Empty in what is published. */
  readonly failures: readonly Issue[];
  /** What may make costs other than they are billed, in sentences. */
  readonly warnings: readonly string[];
  readonly prices: {
    readonly files: readonly { readonly path: string; readonly sha256: string; readonly readAt: string }[];
    /** So old are the prices, where they could not be read anew. */
    readonly staleSince?: string;
    readonly issues: readonly Issue[];
  };
};

/** What a report is made from. */
export type Findings = {
  readonly runId: string;
  readonly now: EpochSeconds;
  readonly window: BillingWindow;
  readonly objects: number;
  readonly documentsRead: number;
  readonly tally: Tally;
  readonly leaks: readonly Leak[];
  readonly limits: Limits;
  readonly failures: readonly Issue[];
  readonly prices: LoadedPrices;
  /** The usage types rated whose price depends on what was used before in the month. */
  readonly tiered: ReadonlySet<string>;
};

/** Makes the report of a run. */
export const reportOf = (findings: Findings): Report => {
  const { runId, now, window, objects, documentsRead, tally, leaks, limits, failures, prices, tiered } =
    findings;
  const { cost, ...counts } = tally;
  const count = (kind: Leak['kind']) => leaks.filter((leak) => leak.kind === kind).length;
  return {
    runId,
    createdAt: isoTime(now),
    window: {
      name: windowName(window),
      zone: window.zone,
      start: isoTime(window.start),
      end: isoTime(window.end),
      early: now < readyAt(window),
    },
    objects,
    documentsRead,
    counts,
    cost: {
      currency: prices.book.currency,
      amount: formatUsd(cost, rounding),
      exact: String(cost),
      rounding,
    },
    leaks: { orphanLegs: count('orphan-leg'), overlaps: count('overlap') },
    limits: { unrated: limits.unrated ?? 0, rejected: limits.rejected ?? 0, conflict: limits.conflict ?? 0 },
    failures,
    warnings: beginsItsMonth(window)
      ? []
      : [...tiered].map(
          (usageType) =>
            `The tiers of ${usageType} were filled from ${isoTime(window.start)} on: what was used before in that month is not counted, so rate the whole month`,
        ),
    prices: {
      files: prices.files.map(({ path, sha256, readAt }) => ({ path, sha256, readAt: isoTime(readAt) })),
      ...(prices.staleSince !== undefined && { staleSince: isoTime(prices.staleSince) }),
      issues: [
        ...prices.issues,
        ...prices.book.issues.map(({ usageType, message }) => ({ path: usageType, message })),
      ],
    },
  };
};

/** Tiers count by calendar month in UTC, as AWS bills. */
const beginsItsMonth = ({ start }: BillingWindow): boolean => /-01T00:00:00/.test(isoTime(start));
