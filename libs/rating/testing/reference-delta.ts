import {
  type Cost60,
  type Document,
  type DocumentPlace,
  inOrderOfPlaces,
  type LedgerOptions,
  minus,
  noCost,
  type Outcome,
  outcomesOf,
  plus,
  type PriceBook,
  type Rated,
  type Unrated,
} from '@dialplane/pricing';

/** A record whose cost differs under the new prices. An unrated record counts as no cost. */
type DeltaLine = DocumentPlace & {
  readonly before: Rated | Unrated;
  readonly after: Rated | Unrated;
  /** The new cost minus the old cost. */
  readonly difference: Cost60;
};

/** How new prices change the costs of records that were already rated. The lines add up to `difference`. */
type Delta = {
  readonly lines: readonly DeltaLine[];
  readonly before: Cost60;
  readonly after: Cost60;
  readonly difference: Cost60;
  /** Records whose cost is unchanged. */
  readonly unchanged: number;
};

/** A simple implementation of the delta between two runs: the same documents rated with two books, everything in memory. */
export const referenceDelta = (
  documents: readonly Document[],
  { before, after, ...options }: Omit<LedgerOptions, 'book'> & { before: PriceBook; after: PriceBook },
): Delta => {
  const then = new Map(priced(outcomesOf(documents, { ...options, book: before })));
  const pairs = priced(outcomesOf(documents, { ...options, book: after })).map(([name, now]) => {
    const old = then.get(name);
    if (!old) throw new Error(`Cannot compare ${name}: only one of the two books has an outcome for it`);
    return { before: old, after: now, difference: minus(costOf(now), costOf(old)) };
  });
  const lines = pairs
    .filter((pair) => meaningOf(pair.before) !== meaningOf(pair.after))
    .map((pair) => ({ source: pair.after.source, position: pair.after.position, ...pair }))
    .sort(inOrderOfPlaces);
  return {
    lines,
    before: sum(pairs.map((pair) => costOf(pair.before))),
    after: sum(pairs.map((pair) => costOf(pair.after))),
    difference: sum(pairs.map((pair) => pair.difference)),
    unchanged: pairs.length - lines.length,
  };
};

const priced = (outcomes: readonly Outcome[]) =>
  outcomes
    .filter((outcome) => outcome.kind === 'rated' || outcome.kind === 'unrated')
    .map((outcome) => [JSON.stringify([outcome.source, outcome.position]), outcome] as const);

const costOf = (outcome: Rated | Unrated): Cost60 => (outcome.kind === 'rated' ? outcome.cost : noCost);

// The same price in a newer version is not a difference.
const meaningOf = (outcome: Rated | Unrated): string =>
  outcome.kind === 'rated'
    ? JSON.stringify(outcome.lines.map(({ seconds, cost }) => [seconds, String(cost)]))
    : outcome.reason;

const sum = (costs: readonly Cost60[]): Cost60 => costs.reduce(plus, noCost);
