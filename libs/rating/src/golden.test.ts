import { parseObjectKey } from '@dialplane/cdr/testing';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderWith, removeFolders } from '@dialplane/basics/testing';
import { goldenPrices, rateJune, rowsOf, windowOf } from '../testing';

afterAll(removeFolders);

/** The part of a golden vector that this test needs; see libs/pricing/golden/README.md. */
type Vector = {
  readonly id: string;
  readonly prices: string;
  readonly window?: { readonly text: string; readonly zone: string };
  readonly mapping?: unknown;
  readonly usedBefore?: unknown;
  readonly objects: readonly {
    readonly source: string;
    readonly text: string;
    readonly arrivedAt?: number;
  }[];
  readonly expected: { readonly tally: Readonly<Record<string, number | string>> };
};

const golden = join(__dirname, '../../pricing/golden/vectors');
const vectorsOf = (topic: string): readonly Vector[] =>
  readFileSync(join(golden, `${topic}.ndjson`), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

/**
 * The vectors that a directory can hold: in AWS's layout, all in one month or window, and without options that a run does not
 * have.
 */
const canBeInDirectory = ({ mapping, usedBefore, objects, expected }: Vector): boolean =>
  !mapping &&
  !usedBefore &&
  expected.tally['outside'] === 0 && // or on a day that is not listed
  objects.every(({ source, arrivedAt }) => parseObjectKey(source) !== undefined && arrivedAt === undefined);

const monthOf = ({ objects }: Vector): string | undefined => {
  const months = new Set(objects.map(({ source }) => parseObjectKey(source)?.at.toISOString().slice(0, 7)));
  const [month = ''] = months;
  const last = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate();
  return months.size === 1 ? `${month}-${last}/Monthly` : undefined;
};

it.each`
  topic              | atLeast
  ${'mixed'}         | ${9}
  ${'copies'}        | ${12}
  ${'filling-tiers'} | ${19}
  ${'rejections'}    | ${20}
`(
  'golden vectors about $topic match to the digit when rated from a directory',
  async ({ topic, atLeast }) => {
    const usable = vectorsOf(topic).flatMap((vector) => {
      const text = vector.window?.text ?? monthOf(vector);
      return text !== undefined && canBeInDirectory(vector) ? [{ ...vector, text }] : [];
    });
    const some = usable.slice(0, 20);

    expect(some.length).toBeGreaterThanOrEqual(atLeast);
    for (const { id, prices, text, window, objects, expected } of some) {
      const out = folderWith();
      const rated = await rateJune({
        cdrs: folderWith(Object.fromEntries(objects.map((one) => [one.source, one.text]))),
        prices: goldenPrices(prices),
        window: windowOf(text, window?.zone),
        out,
        limits: { unrated: 1, rejected: 1, conflict: 1 },
      });
      if (!rated.ok) throw new Error(`${id}: ${JSON.stringify(rated.error.issues)}`);
      const { report, manifest } = rated.value;
      const csv = manifest.files.find(({ name }) => name === 'rated.csv');
      const rows = rowsOf(readFileSync(join(out, csv?.path ?? ''), 'utf8'));
      const sum = rows.reduce((total, row) => total + BigInt(row['cost_exact'] ?? ''), 0n);

      const { cost60, ...counts } = expected.tally;
      expect({ id, ...report.counts, cost60: report.cost.exact, sum: String(sum) }).toMatchObject({
        id,
        ...counts,
        cost60,
        sum: cost60,
      });
    }
  },
);
