import type { Forward } from '@dialplane/forwarding';

/** What two people can change independently of each other. */
export const mergedFields = ['targets', 'callerId', 'greeting', 'hours', 'blocked', 'atEnd'] as const;

export type MergedField = (typeof mergedFields)[number];
type Fields = Omit<Forward, 'number'>;

/** The outcome of a merge. `conflicts` are the fields that both changed, each in their own way: a person must choose. */
export type Merge = {
  readonly onlyMine: readonly MergedField[];
  readonly onlyTheirs: readonly MergedField[];
  readonly conflicts: readonly MergedField[];
};

const same = (one: unknown, other: unknown): boolean =>
  JSON.stringify(inOrder(one)) === JSON.stringify(inOrder(other));

/** A value whose fields are in one order, so that equal values have equal text. A ring time of 30 is the default. */
const inOrder = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, it]) => it !== undefined && !(name === 'ringSeconds' && it === 30))
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, it]) => [name, inOrder(it)]),
  );
};

/** Whether two forwards do the same. */
export const isSameForward = (one: Fields, other: Fields): boolean =>
  mergedFields.every((field) => same(one[field], other[field]));

/** Compares two changes of one forward. `base` is what both started from. */
export const compareChanges = (base: Fields, mine: Fields, theirs: Fields): Merge => {
  const changedBy = (fields: Fields) => mergedFields.filter((field) => !same(fields[field], base[field]));
  const byMe = changedBy(mine);
  const byThem = changedBy(theirs);
  const conflicts = byMe.filter((field) => byThem.includes(field) && !same(mine[field], theirs[field]));
  return {
    onlyMine: byMe.filter((field) => !byThem.includes(field)),
    onlyTheirs: byThem.filter((field) => !byMe.includes(field)),
    conflicts,
  };
};

/** Their forward with my changes: the fields that only I changed, and those of the conflicts for which mine was chosen. */
export const mergeForwards = (
  mine: Fields,
  theirs: Fields,
  { onlyMine }: Merge,
  chosenMine: readonly MergedField[],
): Fields => {
  const { callerId, targets, atEnd, greeting, hours, blocked } = theirs;
  const merged: Record<string, unknown> = { callerId, targets, atEnd, greeting, hours, blocked };
  for (const field of [...onlyMine, ...chosenMine]) merged[field] = mine[field];
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined)) as Fields;
};
