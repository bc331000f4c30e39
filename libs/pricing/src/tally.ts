import type { Issue } from '@dialplane/basics';
import { type Cost60, noCost, plus } from './money';
import type { Outcome } from './outcome';

type Counts = Readonly<Record<string, number>>;

/** Documents by outcome. The counts add up to `documents`, and the counts by reason to those of their outcome. */
export type Tally = {
  readonly documents: number;
  readonly rated: number;
  readonly unrated: number;
  readonly duplicate: number;
  readonly conflict: number;
  readonly rejected: number;
  readonly outside: number;
  /** Of the rated and unrated records, those of earlier windows. */
  readonly late: number;
  readonly unratedBy: Counts;
  readonly rejectedBy: Counts;
  readonly outsideBy: Counts;
  /** Of the rated, and of the unrated. */
  readonly ratedSeconds: number;
  readonly unratedSeconds: number;
  /** Records with billable seconds that have no price, and those seconds: Voice Focus. */
  readonly unpricedRecords: number;
  readonly unpricedSeconds: number;
  /** The sum of all costs, exact. */
  readonly cost: Cost60;
};

/** Counts outcomes one at a time, without holding them. */
export const tallyOf = (outcomes: Iterable<Outcome>): Tally => {
  const kinds = { rated: 0, unrated: 0, duplicate: 0, conflict: 0, rejected: 0, outside: 0 };
  const unratedBy: Record<string, number> = {};
  const rejectedBy: Record<string, number> = {};
  const outsideBy: Record<string, number> = {};
  let [documents, late, ratedSeconds, unratedSeconds, cost] = [0, 0, 0, 0, noCost];
  let [unpricedRecords, unpricedSeconds] = [0, 0];
  for (const outcome of outcomes) {
    documents += 1;
    kinds[outcome.kind] += 1;
    if (outcome.kind === 'rejected') countOne(rejectedBy, outcome.rejection.reason);
    if (outcome.kind === 'outside') countOne(outsideBy, outcome.because);
    if (outcome.kind === 'unrated') {
      countOne(unratedBy, outcome.reason);
      unratedSeconds += outcome.record.billableSeconds;
    }
    if (outcome.kind === 'rated') {
      ratedSeconds += outcome.record.billableSeconds;
      cost = plus(cost, outcome.cost);
    }
    if (outcome.kind !== 'rated' && outcome.kind !== 'unrated') continue;
    if (outcome.late) late += 1;
    const { unpricedSeconds: unpriced = 0 } = outcome.record;
    if (unpriced > 0) unpricedRecords += 1;
    unpricedSeconds += unpriced;
  }
  return {
    documents,
    ...kinds,
    late,
    unratedBy,
    rejectedBy,
    outsideBy,
    ratedSeconds,
    unratedSeconds,
    unpricedRecords,
    unpricedSeconds,
    cost,
  };
};

const countOne = (counts: Record<string, number>, name: string): void => {
  counts[name] = (counts[name] ?? 0) + 1;
};

/** How much a run may leave out: shares of the run's documents, from 0 to 1. */
export type Limits = {
  /** @default 0 */
  readonly unrated?: number;
  /** @default 0 */
  readonly rejected?: number;
  /** @default 0 */
  readonly conflict?: number;
};

/**
 * Why a run must not be published: more unrated, rejected or conflicting documents than its limits allow, records too old for
 * any run, or counts that do not add up to the documents read. Empty if it may be published.
 *
 * @param allowEmpty whether a run without any document may be published
 * @param documentsRead counted by the reader, independently of the outcomes
 */
export const checkTally = (
  tally: Tally,
  documentsRead: number,
  limits: Limits = {},
  allowEmpty = true,
): readonly Issue[] => {
  const ours = tally.documents - tally.outside;
  // Divided and not multiplied: 29 of 100 is exactly the limit 0.29, but 0.29 * 100 is a little less than 29.
  const overLimit = (['unrated', 'rejected', 'conflict'] as const)
    .filter((kind) => tally[kind] > 0 && tally[kind] / ours > (limits[kind] ?? 0))
    .map((kind) => ({
      path: kind,
      message: `must be at most ${limits[kind] ?? 0} of the documents, not ${tally[kind]} of ${ours}`,
    }));
  const tooOld = tally.outsideBy['too-old'] ?? 0;
  return [
    ...(documentsRead === 0 && !allowEmpty
      ? [{ path: 'documents', message: 'must be at least one: no record was found for the window' }]
      : []),
    ...(tally.documents === documentsRead
      ? []
      : [
          {
            path: 'documents',
            message: `must be the ${documentsRead} that were read, not ${tally.documents}`,
          },
        ]),
    ...overLimit,
    ...(tooOld === 0
      ? []
      : [
          {
            path: 'outside',
            message: `must have no record that no run will rate, not ${tooOld}: look back further`,
          },
        ]),
  ];
};
