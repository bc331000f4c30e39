import { kindOfKey, readDocuments } from '@dialplane/cdr';
import { directoryPrices, type Document, loadPrices } from '@dialplane/pricing';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeDelta } from './delta';
import { folderWith, removeFolders } from '@dialplane/basics/testing';
import { referenceDelta } from '../../testing/reference-delta';
import { callAt, rateJune, rowsOf, windowOf } from '../../testing';

afterAll(removeFolders);

const compare = async (before: Run, after: Run) => {
  const delta = join(folderWith(), 'delta.csv');
  const sums = await writeDelta({
    before: await filesOf('old', before),
    after: await filesOf('new', after),
    delta,
  });
  return { sums, rows: rowsOf(readFileSync(delta, 'utf8')) };
};

type Line = Readonly<Record<string, string | number>>;
type Run =
  | { readonly rated?: readonly Line[]; readonly unrated?: readonly Line[] }
  | { readonly folder: string; readonly cost: string };

const filesOf = async (runId: string, run: Run) => {
  const common = ['run_id', 'source_key', 'position', 'transaction_id', 'service_code', 'usage_type'];
  const csv = (names: readonly string[], lines: readonly Line[] = []) =>
    [names, ...lines.map((line) => names.map((name) => ({ run_id: runId, ...line })[name] ?? ''))]
      .map((cells) => `${cells.join(',')}\r\n`)
      .join('');
  const folder =
    'folder' in run
      ? run.folder
      : folderWith({
          'rated.csv': csv([...common, 'line_seconds', 'price_version', 'cost_exact'], run.rated),
          'unrated.csv': csv([...common, 'reason'], run.unrated),
        });
  const cost =
    'folder' in run ? run.cost : (run.rated ?? []).reduce((sum, line) => sum + Number(line['cost_exact']), 0);
  return {
    runId,
    rated: [join(folder, 'rated.csv')],
    unrated: [join(folder, 'unrated.csv')],
    cost: String(cost),
  };
};

const rated = (source_key: string, cost_exact: number, more: Line = {}): Line => ({
  source_key,
  position: 0,
  transaction_id: `of ${source_key}`,
  line_seconds: 60,
  price_version: 'v1',
  cost_exact,
  ...more,
});

it('says what a record cost, what it costs now, and by which price lists', async () => {
  const { rows, sums } = await compare(
    { rated: [rated('a', 2_880_000_000), rated('b', 5)] },
    { rated: [rated('a', 3_000_000_001, { price_version: 'v2' }), rated('b', 5, { price_version: 'v2' })] },
  );

  expect(rows).toEqual([
    {
      run_id: 'new',
      replaces_run_id: 'old',
      source_key: 'a',
      position: '0',
      transaction_id: 'of a',
      service_code: '',
      usage_type: '',
      before_price_version: 'v1',
      before_reason: '',
      before_cost: '0.0048000000',
      before_cost_exact: '2880000000',
      after_price_version: 'v2',
      after_reason: '',
      after_cost: '0.0050000000',
      after_cost_exact: '3000000001',
      difference: '0.0002000000',
      difference_exact: '120000001',
    },
  ]);
  expect(sums).toEqual({
    replaces: 'old',
    lines: 1,
    before: '2880000005',
    after: '3000000006',
    difference: '120000001',
  });
});

it.each`
  what                                | before                                             | after                                                  | reasons               | difference
  ${'gets a price'}                   | ${{ unrated: [rated('a', 0, { reason: 'gap' })] }} | ${{ rated: [rated('a', 7)] }}                          | ${['gap', '']}        | ${'7'}
  ${'loses its price'}                | ${{ rated: [rated('a', 7)] }}                      | ${{ unrated: [{ ...rated('a', 0), reason: 'unit' }] }} | ${['', 'unit']}       | ${'-7'}
  ${'has no price for other reasons'} | ${{ unrated: [rated('a', 0, { reason: 'gap' })] }} | ${{ unrated: [rated('a', 0, { reason: 'unit' })] }}    | ${['gap', 'unit']}    | ${'0'}
  ${'is new'}                         | ${{}}                                              | ${{ rated: [rated('a', 7)] }}                          | ${['not-in-run', '']} | ${'7'}
  ${'is gone'}                        | ${{ rated: [rated('a', 7)] }}                      | ${{}}                                                  | ${['', 'not-in-run']} | ${'-7'}
  ${'falls into other tiers'}         | ${{ rated: [rated('a', 3), rated('a', 4)] }}       | ${{ rated: [rated('a', 3), rated('a', 9)] }}           | ${['', '']}           | ${'5'}
`('a record that $what is a line: $difference', async ({ before, after, reasons, difference }) => {
  const { rows, sums } = await compare(before, after);

  expect(rows.map((row) => [row['before_reason'], row['after_reason']])).toEqual([reasons]);
  expect(sums).toMatchObject({ lines: 1, difference });
});

it.each`
  what                                       | run
  ${'not in the order of places'}            | ${{ rated: [rated('b', 1), rated('a', 1)] }}
  ${'rated and unrated'}                     | ${{ rated: [rated('a', 1)], unrated: [rated('a', 0, { reason: 'gap' })] }}
  ${'ordered by UTF-16, which differs here'} | ${{ rated: [rated('\u{1f600}', 1), rated('\uffee', 1)] }}
`('records that are $what are refused', async ({ run }) => {
  await expect(compare(run, run)).rejects.toThrow(/^Cannot read document 0 of /);
});

it('refuses lines that do not add up to the difference of the runs', async () => {
  const before = await filesOf('old', { rated: [rated('a', 5)] });
  const after = await filesOf('new', { rated: [rated('a', 7)] });
  const delta = join(folderWith(), 'delta.csv');

  await expect(writeDelta({ before, after: { ...after, cost: '8' }, delta })).rejects.toThrow(
    'Cannot write the delta: its lines must add up to 3, the difference of both runs, not to 2',
  );
});

it('keeps the order of more than a thousand changes', async () => {
  const lines = Array.from({ length: 9_000 }, (_, i) =>
    rated(`key-${String(i).padStart(6, '0')}`, 1, { usage_type: 'x'.repeat(i % 90) }),
  );
  const dearer = lines.map((line, i) => (i % 4 === 0 ? { ...line, cost_exact: 3 } : line));
  const { rows, sums } = await compare({ rated: lines }, { rated: dearer });

  expect(sums).toMatchObject({ lines: 2_250, difference: '4500' });
  expect(rows.map((row) => row['source_key'])).toEqual(
    lines.filter((_, i) => i % 4 === 0).map((line) => line['source_key']),
  );
});

it('distinguishes keys with commas and quotes', async () => {
  const quoted = (key: string, cost: number) => rated(key, cost, { transaction_id: 'of a' });
  const { rows } = await compare(
    { rated: [quoted('"a,""0"', 1), quoted('"a,""1"', 1), rated('b', 1)] },
    { rated: [quoted('"a,""0"', 1), quoted('"a,""1"', 2), rated('b', 1)] },
  );

  expect(rows.map((row) => [row['source_key'], row['position']])).toEqual([['a,"1', '0']]);
});

const usageTypes = ['a-minutes', 'b-minutes', 'c-minutes'] as const;
type Prices = readonly (number | null)[];

/** A price list with a price, or none, for each usage type. */
const pricesOf = (version: string, prices: Prices) => {
  const folder = '/offers/v1.0/aws/AmazonChimeVoiceConnector';
  const priced = usageTypes.flatMap((usageType, i) => {
    const price = prices[i] ?? null;
    return price === null ? [] : [{ usageType, text: `0.${String(price).padStart(10, '0')}` }];
  });
  const term = (sku: string, USD: string) => ({
    effectiveDate: '2020-01-01T00:00:00Z',
    priceDimensions: {
      d: { rateCode: `${sku}.d`, beginRange: '0', endRange: 'Inf', unit: 'minute', pricePerUnit: { USD } },
    },
  });
  return directoryPrices(
    folderWith({
      [`${folder}/index.json`]: JSON.stringify({
        versions: {
          [version]: {
            versionEffectiveBeginDate: '2020-01-01T00:00:00Z',
            offerVersionUrl: `${folder}/${version}/index.json`,
          },
        },
      }),
      [`${folder}/${version}/index.json`]: JSON.stringify({
        offerCode: 'AmazonChimeVoiceConnector',
        version,
        products: Object.fromEntries(
          priced.map(({ usageType }) => [
            usageType,
            { attributes: { servicecode: 'AmazonChimeVoiceConnector', usagetype: usageType } },
          ]),
        ),
        terms: {
          OnDemand: Object.fromEntries(
            priced.map(({ usageType, text }) => [usageType, { t: term(usageType, text) }]),
          ),
        },
      }),
    }),
  );
};

it('writes the same delta for two runs as rating the records twice in memory', async () => {
  const prices = fc.array(fc.option(fc.nat({ max: 3 })), { minLength: 3, maxLength: 3 });
  const call = fc.record({
    UsageType: fc.constantFrom(...usageTypes),
    BillableDurationSeconds: fc.nat({ max: 120 }),
    minute: fc.nat({ max: 59 }),
  });
  await fc.assert(
    fc.asyncProperty(
      prices,
      prices,
      fc.array(call, { minLength: 1, maxLength: 12 }),
      async (old, now, calls) => {
        const records: Readonly<Record<string, string>> = Object.assign(
          {},
          ...calls.map(({ minute, ...more }, i) =>
            callAt(`2020-06-10T12:${String(minute).padStart(2, '0')}:00Z`, `id-${i}`, more),
          ),
        );
        const cdrs = folderWith(records);
        const run = async (source: ReturnType<typeof pricesOf>) => {
          const out = folderWith();
          const result = await rateJune({ cdrs, out, prices: source, limits: { unrated: 1 } });
          if (!result.ok) throw new Error(JSON.stringify(result.error));
          return { folder: join(out, '2020-06-30-Monthly/one'), cost: result.value.report.cost.exact };
        };
        const [oldPrices, newPrices] = [pricesOf('v1', old), pricesOf('v2', now)];
        const [before, after] = [await run(oldPrices), await run(newPrices)];
        const { rows, sums } = await compare(before, after);

        const documents = Object.entries(records)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .flatMap(([source, text]) =>
            readDocuments(text, kindOfKey(source)).map((read, position): Document => ({
              source,
              position,
              read,
            })),
          );
        const window = windowOf('2020-06-30/Monthly');
        const books = {
          before: (await loadPrices(oldPrices)).book,
          after: (await loadPrices(newPrices)).book,
        };
        const expected = referenceDelta(documents, { ...books, window });
        expect(
          rows.map((row) => [row['source_key'], Number(row['position']), row['difference_exact']]),
        ).toEqual(
          expected.lines.map(({ source, position, difference }) => [source, position, String(difference)]),
        );
        expect(sums).toMatchObject({
          lines: expected.lines.length,
          before: before.cost,
          after: after.cost,
          difference: String(expected.difference),
        });
      },
    ),
    { numRuns: 20 },
  );
}, 30_000);
