import { readyAt } from '@dialplane/cdr';
import { type Issue, isoTime, inOrder } from '@dialplane/basics';
import { formatUsd, type Limits, type Tally } from '@dialplane/pricing';
import { rounding } from './columns';
import type { DeltaSums } from '../delta/delta';
import type { PricesUsed, RunPlan } from '../plan/run-plan';
import type { UnlistedObjects } from '../plan/unlisted-objects';

/** Sums of seconds: numbers, or beyond 2^53 bigints. */
type Sum = 'ratedSeconds' | 'unratedSeconds' | 'unpricedSeconds';

/** The result of a run: `report.json`. Moments are ISO 8601, UTC. */
export type Report = {
  readonly runId: string;
  readonly createdAt: string;
  readonly window: {
    readonly name: string;
    readonly zone: string;
    readonly start: string;
    /** The first second after it. */
    readonly end: string;
    /** The run started before all records of the window could be expected. */
    readonly early: boolean;
  };
  readonly objects: number;
  /** Objects that no service writes as records, such as `.DS_Store`. */
  readonly ignored: { readonly objects: number; readonly examples: readonly string[] };
  /** Objects below the folders of records that no run lists. */
  readonly unlisted?: UnlistedObjects;
  /** Counted while reading. The `counts` must add up to it. */
  readonly documentsRead: number;
  readonly counts: Omit<Tally, 'cost' | Sum> & Readonly<Record<Sum, number | bigint>>;
  /** `amount` is rounded to ten places; `exact` counts sixtieths of 10^-10 of the currency. */
  readonly cost: {
    readonly currency: string;
    readonly amount: string;
    readonly exact: string;
    readonly rounding: string;
  };
  readonly leaks: { readonly orphanLegs: number; readonly overlaps: number };
  /** How the run differs in cost from the run that it replaced, if there was one: `delta.csv`. */
  readonly delta?: DeltaSums;
  readonly limits: Required<Limits>;
  /** Why the run may not be published. Empty in a published report. */
  readonly failures: readonly Issue[];
  /** Why costs may differ from the bill, in sentences. */
  readonly warnings: readonly string[];
  readonly prices: PricesUsed;
};

/** The input of a report. */
export type Findings = {
  readonly plan: RunPlan;
  readonly objects: number;
  readonly ignored: Report['ignored'];
  readonly documents: number;
  readonly tally: Tally;
  readonly leaks: Report['leaks'];
  readonly failures: readonly Issue[];
};

/** Creates the report of a run. */
export const ratingReport = ({
  plan,
  objects,
  ignored,
  documents,
  tally,
  leaks,
  failures,
}: Findings): Report => {
  const { runId, createdAt, window, patience, limits, prices, warnings, unlisted } = plan;
  const { cost, ...counts } = tally;
  return {
    runId,
    createdAt: isoTime(createdAt),
    window: {
      name: window.name,
      zone: window.zone,
      start: isoTime(window.start),
      end: isoTime(window.end),
      early: createdAt < readyAt(window, patience),
    },
    objects,
    ignored,
    ...(unlisted && { unlisted }),
    documentsRead: documents,
    counts: {
      ...counts,
      unratedBy: inOrderOfNames(counts.unratedBy),
      rejectedBy: inOrderOfNames(counts.rejectedBy),
      outsideBy: inOrderOfNames(counts.outsideBy),
      ratedSeconds: numberIfSafe(counts.ratedSeconds),
      unratedSeconds: numberIfSafe(counts.unratedSeconds),
      unpricedSeconds: numberIfSafe(counts.unpricedSeconds),
    },
    cost: {
      currency: plan.book.currency,
      amount: formatUsd(cost, rounding),
      exact: String(cost),
      rounding,
    },
    leaks,
    limits,
    failures,
    warnings: [...warnings, ...unpricedWarning(tally)],
    prices,
  };
};

/** The warning about billable use that is not included in the cost. */
const unpricedWarning = ({ unpricedRecords, unpricedSeconds }: Tally): readonly string[] =>
  unpricedRecords === 0
    ? []
    : [
        `${unpricedRecords} records have ${unpricedSeconds} billable Voice Focus seconds (BillableVoiceFocusSeconds), which are not in the cost: no known line of the price lists covers them`,
      ];

const numberIfSafe = (value: bigint): number | bigint =>
  value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value;

/** The text of `report.json`. Sums beyond 2^53 keep all of their digits. */
export const reportText = (report: Report): string => {
  const text = JSON.stringify(
    report,
    (_, value: unknown) => (typeof value === 'bigint' ? `${digitsOf}${value}` : value),
    2,
  );
  return `${text.replaceAll(largeNumber, '$1')}\n`;
};

/** Marks digits that are a number: a character of private use, which no text of a report has. */
const digitsOf = '\ue000';
const largeNumber = new RegExp(`"${digitsOf}(\\d+)"`, 'g');

const inOrderOfNames = (counts: Readonly<Record<string, number>>): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(counts).sort(([a], [b]) => inOrder(a, b)));
