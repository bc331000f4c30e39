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

/** A record whose cost is another one by the new prices. Unrated counts as no cost. */
type DeltaLine = DocumentPlace & {
  readonly before: Rated | Unrated;
  readonly after: Rated | Unrated;
  /** What is to be added to the old cost. */
  readonly difference: Cost60;
};

/** What new prices make of records that were rated already. The differences of the lines add up to `difference`. */
type Delta = {
  readonly lines: readonly DeltaLine[];
  readonly before: Cost60;
  readonly after: Cost60;
  readonly difference: Cost60;
  /** Records that cost what they did. */
  readonly unchanged: number;
};

/** What the delta of two runs must be, made simply: the same documents rated by two books, everything in memory. */
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

// A price of a newer version that is the same price is no difference.
const meaningOf = (outcome: Rated | Unrated): string =>
  outcome.kind === 'rated'
    ? JSON.stringify(outcome.lines.map(({ seconds, cost }) => [seconds, String(cost)]))
    : outcome.reason;

const sum = (costs: readonly Cost60[]): Cost60 => costs.reduce(plus, noCost);
