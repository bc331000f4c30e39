import { parseWindow } from '@dialplane/cdr';
import type { EpochSeconds } from '@dialplane/basics';
import { directoryPrices, loadPrices, writePriceBook } from '@dialplane/pricing';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeOnSpark } from './describe-on-spark';
import { runPython } from './spark';

/** The part of a golden vector that this test needs; see libs/pricing/golden/README.md. */
type Vector = {
  readonly id: string;
  readonly prices: string;
  readonly window?: { readonly text: string; readonly zone: string };
  readonly mapping?: unknown;
  readonly usedBefore?: unknown;
  readonly objects: readonly unknown[];
  readonly expected: { readonly outcomes: readonly Readonly<Record<string, unknown>>[] };
};

const golden = join(__dirname, '../../../libs/pricing/golden');
const vectors = readdirSync(join(golden, 'vectors')).flatMap((file) =>
  readFileSync(join(golden, 'vectors', file), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line): Vector => JSON.parse(line)),
);

const windowOf = ({ window }: Vector) => {
  const read = window && parseWindow(window.text, window.zone);
  if (read && !read.ok) throw new Error(`Cannot read the window ${window?.text} of a vector`);
  return read && { name: 'a', ...read.value };
};

/** The input of `run_vectors.py`: the vectors, each with a plan, and the price book that all of them share. */
const inputOf = async () => {
  const sets = readdirSync(join(golden, 'prices'));
  const books = await Promise.all(
    sets.map(async (set) => {
      const { book } = await loadPrices(directoryPrices(join(golden, 'prices', set)));
      return [set, writePriceBook(book)] as const;
    }),
  );
  const plans = vectors.map((vector) => ({
    id: vector.id,
    prices: vector.prices,
    objects: vector.objects,
    plan: {
      format: 'dialplane-rating-plan/1',
      runId: vector.id,
      createdAt: 0 as EpochSeconds,
      window: windowOf(vector),
      arrivals: 'modified',
      mapping: vector.mapping ?? [],
      usedBefore: vector.usedBefore ?? [],
    },
  }));
  return { books: Object.fromEntries(books), vectors: plans };
};

describeOnSpark('golden vectors', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'vectors-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('matches every vector to the digit', async () => {
    const [input, output] = [join(folder, 'in.json'), join(folder, 'out.json')];
    writeFileSync(input, JSON.stringify(await inputOf()));
    runPython('tests/run_vectors.py', [input, output]);

    const actual = JSON.parse(readFileSync(output, 'utf8')) as Record<string, unknown>;
    const expected = vectors.map(({ id, expected: { outcomes } }) => [
      id,
      // The job only rounds half to even.
      outcomes.map(({ costHalfUp, ...outcome }) => outcome),
    ]);
    expect(vectors.length).toBeGreaterThanOrEqual(1_000);
    expect(actual).toEqual(Object.fromEntries(expected));
  }, 300_000);
});
