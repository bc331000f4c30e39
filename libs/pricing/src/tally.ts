import type { Issue } from '@dialplane/basics';
import { addend, addToSum, noSum, valueOfSum } from './exact-sum';
import type { Cost60 } from './money';
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
  readonly ratedSeconds: bigint;
  readonly unratedSeconds: bigint;
  /** Records with billable seconds that have no price, and those seconds: Voice Focus. */
  readonly unpricedRecords: number;
  readonly unpricedSeconds: bigint;
  /** The sum of all costs, exact. */
  readonly cost: Cost60;
};

/** Counts outcomes one at a time, without holding them. */
export const tallyOf = (outcomes: Iterable<Outcome>): Tally => {
  const tally = openTally();
  for (const outcome of outcomes) tally.add(outcome);
  return tally.counts();
};

/** Opens a tally. Its `add` counts an outcome, or takes it out again with a sign of -1. */
export const openTally = () => {
  const kinds = { rated: 0, unrated: 0, duplicate: 0, conflict: 0, rejected: 0, outside: 0 };
  const unratedBy: Record<string, number> = {};
  const rejectedBy: Record<string, number> = {};
  const outsideBy: Record<string, number> = {};
  const [ratedSeconds, unratedSeconds, unpricedSeconds, cost] = [noSum(), noSum(), noSum(), noSum()];
  let [late, unpricedRecords] = [0, 0];

  return {
    add: (outcome: Outcome, sign: 1 | -1 = 1): void => {
      const { kind } = outcome;
      kinds[kind] += sign;
      if (kind === 'rejected') countIn(rejectedBy, outcome.rejection.reason, sign);
      if (kind === 'outside') countIn(outsideBy, outcome.because, sign);
      if (kind !== 'rated' && kind !== 'unrated') return;
      const { billableSeconds, unpricedSeconds: unpriced } = outcome.record;
      const seconds = sign * billableSeconds;
      if (kind === 'rated') {
        addToSum(ratedSeconds, seconds);
        addToSum(cost, addend(sign === 1 ? outcome.cost : -outcome.cost));
      } else {
        countIn(unratedBy, outcome.reason, sign);
        addToSum(unratedSeconds, seconds);
      }
      if (outcome.late) late += sign;
      if (unpriced === undefined) return;
      unpricedRecords += sign;
      addToSum(unpricedSeconds, sign * unpriced);
    },
    /** What has been counted so far. Reasons without an outcome are left out. */
    counts: (): Tally => ({
      documents: Object.values(kinds).reduce((sum, count) => sum + count, 0),
      ...kinds,
      late,
      unratedBy: withoutZeros(unratedBy),
      rejectedBy: withoutZeros(rejectedBy),
      outsideBy: withoutZeros(outsideBy),
      ratedSeconds: valueOfSum(ratedSeconds),
      unratedSeconds: valueOfSum(unratedSeconds),
      unpricedRecords,
      unpricedSeconds: valueOfSum(unpricedSeconds),
      cost: valueOfSum(cost) as Cost60,
    }),
  };
};

const countIn = (counts: Record<string, number>, name: string, count: number): void => {
  counts[name] = (counts[name] ?? 0) + count;
};

const withoutZeros = (counts: Counts): Counts =>
  Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0));

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
 * Why a run must not be published: more unrated, rejected or conflicting documents than its limits allow, records that no run
 * rates, or counts that do not add up to the documents read. Empty if it may be published.
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
  // Divided and not multiplied: 29 of 100 is exactly the limit 0.29, but 0.29 * 100 is a little less than 29. 0 of 0 is not over.
  const overLimit = (['unrated', 'rejected', 'conflict'] as const)
    .filter((kind) => tally[kind] / ours > (limits[kind] ?? 0))
    .map((kind) => ({
      path: kind,
      message: `must be at most ${limits[kind] ?? 0} of the documents, not ${tally[kind]} of ${ours}`,
    }));
  const { 'too-old': tooOld = 0, 'too-far-ahead': tooFarAhead = 0 } = tally.outsideBy;
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
            path: 'too-old',
            message: `must be 0, not ${tooOld}: no run will rate these records. Look back further`,
          },
        ]),
    ...(tooFarAhead === 0
      ? []
      : [
          {
            path: 'too-far-ahead',
            message: `must be 0, not ${tooFarAhead}: the run of an earlier window did not find these records. Look ahead further, and rate that window again`,
          },
        ]),
  ];
};
