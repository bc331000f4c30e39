import { type Cost60, type Tally } from '@dialplane/pricing';

/** The sum of two tallies; with a sign of -1, the difference. */
export const addTallies = (a: Tally, b: Tally, sign: 1 | -1 = 1): Tally => ({
  documents: a.documents + sign * b.documents,
  rated: a.rated + sign * b.rated,
  unrated: a.unrated + sign * b.unrated,
  duplicate: a.duplicate + sign * b.duplicate,
  conflict: a.conflict + sign * b.conflict,
  rejected: a.rejected + sign * b.rejected,
  outside: a.outside + sign * b.outside,
  late: a.late + sign * b.late,
  unratedBy: addCounts(a.unratedBy, b.unratedBy, sign),
  rejectedBy: addCounts(a.rejectedBy, b.rejectedBy, sign),
  outsideBy: addCounts(a.outsideBy, b.outsideBy, sign),
  ratedSeconds: a.ratedSeconds + sign * b.ratedSeconds,
  unratedSeconds: a.unratedSeconds + sign * b.unratedSeconds,
  unpricedRecords: a.unpricedRecords + sign * b.unpricedRecords,
  unpricedSeconds: a.unpricedSeconds + sign * b.unpricedSeconds,
  cost: (a.cost + BigInt(sign) * b.cost) as Cost60,
});

type Counts = Readonly<Record<string, number>>;

const addCounts = (a: Counts, b: Counts, sign: 1 | -1): Counts =>
  Object.fromEntries(
    [...new Set([...Object.keys(a), ...Object.keys(b)])]
      .map((name) => [name, (a[name] ?? 0) + sign * (b[name] ?? 0)] as const)
      .filter(([, count]) => count !== 0),
  );
