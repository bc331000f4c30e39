import { kindOfKey, parseWindow, readDocuments } from '@dialplane/cdr';
import type { EpochSeconds } from '@dialplane/basics';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { goldenFiles } from '../golden/golden-files';
import type { ExpectedOutcome, Vector } from '../golden/vector';
import { directoryPrices } from './sources/directory-prices';
import { outcomesOf } from './ledger';
import { loadPrices } from './book/load-prices';
import { formatPrice, formatUsd } from './money';
import type { Outcome } from './outcome';
import type { PriceBook } from './book/price-book';
import { tallyOf } from './tally';
import { parseUsageMapping } from './usage-mapping';

const folder = join(__dirname, '../golden');
const topics = readdirSync(join(folder, 'vectors')).map((file) => ({
  topic: file.replace('.ndjson', ''),
  vectors: readFileSync(join(folder, 'vectors', file), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line): Vector => JSON.parse(line)),
}));

const books: Record<string, PriceBook> = {};
beforeAll(async () => {
  for (const set of readdirSync(join(folder, 'prices'))) {
    books[set] = (await loadPrices(directoryPrices(join(folder, 'prices', set)))).book;
  }
});

const windowOf = ({ window }: Vector) => {
  const read = window && parseWindow(window.text, window.zone);
  if (read && !read.ok) throw new Error(`Cannot read the window ${window?.text} of a vector`);
  return read?.value;
};

const mappingOf = ({ mapping }: Vector) => {
  const read = parseUsageMapping(mapping ?? []);
  if (!read.ok) throw new Error('Cannot read the mapping of a vector');
  return read.value;
};

const run = (vector: Vector): readonly Outcome[] => {
  const book = books[vector.prices];
  if (!book) throw new Error(`Cannot run a vector: there are no prices "${vector.prices}"`);
  const window = windowOf(vector);
  const documents = vector.objects.flatMap(({ source, arrivedAt, text }) =>
    readDocuments(text, kindOfKey(source)).map((read, position) => ({
      source,
      position,
      ...(arrivedAt !== undefined && { arrivedAt: arrivedAt as EpochSeconds }),
      read,
    })),
  );
  return outcomesOf(documents, {
    book,
    ...(window && { window }),
    mapping: mappingOf(vector),
    usedBefore: (scope) => {
      const used = vector.usedBefore?.find(
        (used) =>
          used.accountId === scope.accountId &&
          used.serviceCode === scope.serviceCode &&
          used.usageType === scope.usageType &&
          used.period === scope.period,
      );
      return BigInt(used?.seconds ?? 0);
    },
  });
};

/** An outcome in the format of the vectors. */
const inWordsOfVectors = (outcome: Outcome): ExpectedOutcome => {
  const place = { source: outcome.source, position: outcome.position };
  switch (outcome.kind) {
    case 'rated':
      return {
        ...place,
        outcome: 'rated',
        late: outcome.late,
        serviceCode: outcome.price.serviceCode,
        usageType: outcome.price.usageType,
        seconds: outcome.record.billableSeconds,
        usedBefore: Number(outcome.usedBefore),
        version: outcome.lines[0]?.tier.version ?? '',
        lines: outcome.lines.map(({ tier, seconds, cost }) => [
          tier.rateCode,
          seconds,
          formatPrice(tier.price),
          String(cost),
        ]),
        cost60: String(outcome.cost),
        cost: formatUsd(outcome.cost, 'half-even'),
        costHalfUp: formatUsd(outcome.cost, 'half-up'),
      };
    case 'unrated':
      return {
        ...place,
        outcome: 'unrated',
        late: outcome.late,
        reason: outcome.reason,
        seconds: outcome.record.billableSeconds,
      };
    case 'duplicate':
      return { ...place, outcome: 'duplicate', of: [outcome.of.source, outcome.of.position] };
    case 'conflict':
      return { ...place, outcome: 'conflict', with: [outcome.with.source, outcome.with.position] };
    case 'rejected':
      return { ...place, outcome: 'rejected', reason: outcome.rejection.reason };
    case 'outside':
      return { ...place, outcome: 'outside', because: outcome.because };
  }
};

const byPlace = (a: ExpectedOutcome, b: ExpectedOutcome) =>
  a.source === b.source ? a.position - b.position : a.source < b.source ? -1 : 1;

it.each(topics)('matches every vector about $topic to the digit', ({ vectors }) => {
  const actual = vectors.map((vector) => {
    const outcomes = run(vector);
    const { unratedBy, rejectedBy, outsideBy, unpricedRecords, unpricedSeconds, cost, ...counts } =
      tallyOf(outcomes);
    const seconds = {
      ratedSeconds: Number(counts.ratedSeconds),
      unratedSeconds: Number(counts.unratedSeconds),
    };
    return {
      id: vector.id,
      outcomes: outcomes.map(inWordsOfVectors).sort(byPlace),
      tally: { ...counts, ...seconds, cost60: String(cost) },
    };
  });

  expect(actual).toEqual(vectors.map(({ id, expected }) => ({ id, ...expected })));
});

it('the windows of the vectors begin and end where the vectors say', () => {
  const windows = topics.flatMap(({ vectors }) => vectors).filter(({ window }) => window);

  expect(windows.map((vector) => windowOf(vector))).toMatchObject(
    windows.map(({ window }) => ({ start: window?.start, end: window?.end })),
  );
});

it('there are at least 1,000 vectors, each with a name of its own, with every outcome and every reason', () => {
  const vectors = topics.flatMap(({ vectors }) => vectors);
  const outcomes = vectors.flatMap(({ expected }) => expected.outcomes);
  const words = outcomes.map((one) =>
    [one.outcome, 'reason' in one ? one.reason : 'because' in one ? one.because : ''].join(' ').trim(),
  );

  expect(vectors.length).toBeGreaterThanOrEqual(1_000);
  expect(new Set(vectors.map(({ id }) => id)).size).toBe(vectors.length);
  expect([...new Set(words)].sort()).toEqual([
    'conflict',
    'duplicate',
    'outside after',
    'outside before',
    'outside too-far-ahead',
    'outside too-late',
    'outside too-old',
    'rated',
    'rejected bad-field',
    'rejected empty',
    'rejected not-an-object',
    'rejected not-json',
    'rejected unknown-kind',
    'rejected unknown-schema',
    'unrated after-last-price',
    'unrated before-first-price',
    'unrated currency',
    'unrated gap',
    'unrated no-price',
    'unrated no-usage-type',
    'unrated overlap',
    'unrated price',
    'unrated tiers',
    'unrated unit',
    'unrated unknown-service',
  ]);
});

it('the files are those that the generator writes', () => {
  const written = Object.entries(goldenFiles());
  const found = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(?:ts|md)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));

  expect(found.sort()).toEqual(written.map(([path]) => join(folder, path)).sort());
  expect(written.filter(([path, text]) => readFileSync(join(folder, path), 'utf8') !== text)).toEqual([]);
});

it('the generator imports nothing of the code that it checks', () => {
  const sources = readdirSync(folder).filter((file) => file.endsWith('.ts'));
  const imports = sources.flatMap((file) =>
    [...readFileSync(join(folder, file), 'utf8').matchAll(/from '([^']+)'/g)].map(([, from = '']) => from),
  );

  expect(imports.filter((from) => !from.startsWith('./') && !from.startsWith('node:'))).toEqual([]);
});
