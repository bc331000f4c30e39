import { type Cost60, type Tally } from '@dialplane/pricing';

/** The sum of two tallies. */
export const addTallies = (a: Tally, b: Tally): Tally => ({
  documents: a.documents + b.documents,
  rated: a.rated + b.rated,
  unrated: a.unrated + b.unrated,
  duplicate: a.duplicate + b.duplicate,
  conflict: a.conflict + b.conflict,
  rejected: a.rejected + b.rejected,
  outside: a.outside + b.outside,
  late: a.late + b.late,
  unratedBy: addCounts(a.unratedBy, b.unratedBy),
  rejectedBy: addCounts(a.rejectedBy, b.rejectedBy),
  outsideBy: addCounts(a.outsideBy, b.outsideBy),
  ratedSeconds: a.ratedSeconds + b.ratedSeconds,
  unratedSeconds: a.unratedSeconds + b.unratedSeconds,
  unpricedRecords: a.unpricedRecords + b.unpricedRecords,
  unpricedSeconds: a.unpricedSeconds + b.unpricedSeconds,
  cost: (a.cost + b.cost) as Cost60,
});

type Counts = Readonly<Record<string, number>>;

const addCounts = (a: Counts, b: Counts): Counts =>
  Object.fromEntries(
    [...new Set([...Object.keys(a), ...Object.keys(b)])]
      .map((name) => [name, (a[name] ?? 0) + (b[name] ?? 0)] as const)
      .filter(([, count]) => count !== 0),
  );
