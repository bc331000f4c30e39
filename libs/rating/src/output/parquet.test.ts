import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { csvHeader, csvRows } from './csv';
import { folderWith, removeFolders } from '@dialplane/basics/testing';
import { callAt, goldenPrices, publishedJune, rateJune, rowsOf } from '../../testing';
import { writeParquet } from './parquet';

afterAll(removeFolders);

let duckdb: Awaited<ReturnType<Awaited<ReturnType<typeof DuckDBInstance.create>>['connect']>>;
beforeAll(async () => {
  duckdb = await (await DuckDBInstance.create(':memory:')).connect();
});
afterAll(() => duckdb.closeSync());

const query = async (sql: string) => (await duckdb.runAndReadAll(sql)).getRowsJson();

/** The content that DuckDB reads back, each cell as CSV text. */
const readBack = async (parquet: string) => {
  const described = await query(`DESCRIBE SELECT * FROM read_parquet('${parquet}')`);
  const types = described.map(([name, type]) => [String(name), String(type)] as const);
  const cells = types.map(([name, type]) =>
    type.startsWith('TIMESTAMP') ? `epoch_ms(${name})::VARCHAR` : `${name}::VARCHAR`,
  );
  const rows = await query(`SELECT ${cells.join(', ')} FROM read_parquet('${parquet}')`);
  return {
    types: Object.fromEntries(types),
    rows: rows.map((row) =>
      Object.fromEntries(
        types.map(([name, type], i) => {
          const cell = row[i] ?? '';
          return [name, type.startsWith('TIMESTAMP') && cell !== '' ? isoOf(Number(cell)) : cell];
        }),
      ),
    ),
  };
};

const isoOf = (milliseconds: number): string => new Date(milliseconds).toISOString().replace('.000Z', 'Z');

const write = async (text: string) => {
  const folder = folderWith({ 'rated.csv': text });
  const parquet = join(folder, 'rated.parquet');
  const count = await writeParquet({ csv: [join(folder, 'rated.csv')], parquet });
  return { count, parquet };
};

it('DuckDB reads every cell of every rated line, with tiers [real: DuckDB 1.5.5]', async () => {
  const out = folderWith();
  const calls = [
    callAt('2020-06-10T12:00:00Z', 'a', {
      BillableDurationSeconds: 500_000,
      CallId: 'comma, "quote"\r\nÜ 電話',
    }),
    callAt('2020-06-11T12:00:00Z', 'b', { BillableDurationSeconds: 7_000_000 }),
    callAt('2020-06-12T12:00:00Z', 'c', { BillableDurationSeconds: 0 }),
  ];
  const rated = await rateJune({
    cdrs: folderWith(Object.assign({}, ...calls)),
    out,
    prices: goldenPrices('tiered'),
  });
  if (!rated.ok) throw new Error(JSON.stringify(rated.error));
  const csv = (await publishedJune(out)).files['rated.csv'] ?? '';
  const { count, parquet } = await write(csv);
  const { types, rows } = await readBack(parquet);

  expect(rows).toEqual(rowsOf(csv));
  expect(rows.length).toBeGreaterThan(calls.length);
  expect(count).toBe(rows.length);
  expect(types).toMatchObject({
    source_key: 'VARCHAR',
    position: 'BIGINT',
    started_at: 'TIMESTAMP WITH TIME ZONE',
    late: 'BOOLEAN',
    tier_end_seconds: 'BIGINT',
    price: 'DECIMAL(38,10)',
    cost: 'DECIMAL(38,10)',
    cost_exact: 'DECIMAL(38,0)',
  });
});

type Cells = Readonly<Record<string, string>>;

const wholes = fc.bigInt({ min: 0n, max: 10n ** 38n - 1n });
const cells: fc.Arbitrary<Cells> = fc.record({
  source_key: fc.string({ unit: 'grapheme' }),
  position: fc.nat().map(String),
  late: fc.boolean().map(String),
  started_at: fc.nat({ max: 253_402_300_799 }).map((at) => isoOf(at * 1000)),
  price_to: fc.option(fc.nat({ max: 4_102_444_800 })).map((at) => (at === null ? '' : isoOf(at * 1000))),
  tier_end_seconds: fc.option(fc.maxSafeNat()).map((end) => String(end ?? '')),
  cost: wholes.map((cost) =>
    String(cost)
      .padStart(11, '0')
      .replace(/(?=\d{10}$)/, '.'),
  ),
  cost_exact: wholes.map(String),
});
const columns = [
  'source_key',
  'position',
  'late',
  'started_at',
  'price_to',
  'tier_end_seconds',
  'cost',
  'cost_exact',
];
const csvOf = (rows: readonly Cells[]) => {
  const declared = columns.map((name) => [name, (row: Cells) => row[name]] as const);
  return csvHeader(declared) + csvRows(declared, rows);
};

it('writes any cells, and costs of 38 digits exactly [real: DuckDB 1.5.5]', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(cells, { minLength: 1, maxLength: 50 }), async (rows) => {
      expect((await readBack((await write(csvOf(rows))).parquet)).rows).toEqual(rows);
    }),
    { numRuns: 30 },
  );
});

it('keeps the order and the exact sum of more rows than memory holds [real: DuckDB 1.5.5]', async () => {
  const [some = {}] = fc.sample(cells, 1);
  const rows = Array.from({ length: 45_000 }, (_, i) => ({
    ...some,
    position: String(i),
    cost_exact: `${2n ** 100n + BigInt(i)}`,
  }));
  const { count, parquet } = await write(csvOf(rows));
  const [[wanted, out] = []] = await query(
    `SELECT sum(cost_exact)::VARCHAR, count(*) FILTER (position <> file_row_number)::VARCHAR
     FROM read_parquet('${parquet}', file_row_number = true)`,
  );

  expect(count).toBe(45_000);
  expect([wanted, out]).toEqual([String(rows.reduce((sum, row) => sum + BigInt(row.cost_exact), 0n)), '0']);
  expect(
    await query(`SELECT count(DISTINCT row_group_id)::INTEGER FROM parquet_metadata('${parquet}')`),
  ).toEqual([[5]]);
}, 30_000);

it('writes a file without rows for a run without rated records [real: DuckDB 1.5.5]', async () => {
  expect(await readBack((await write(csvOf([]))).parquet)).toMatchObject({ rows: [] });
});

it.each`
  cell            | value       | expected
  ${'position'}   | ${'one'}    | ${'a whole number'}
  ${'late'}       | ${''}       | ${'true or false'}
  ${'started_at'} | ${'today'}  | ${'a moment such as 2020-01-31T00:00:00Z'}
  ${'cost'}       | ${'0.0048'} | ${'a decimal with ten places'}
  ${'cost_exact'} | ${'-1'}     | ${'a whole number of up to 38 digits'}
`('$cell "$value" is refused: expected $expected', async ({ cell, value, expected }) => {
  const [some = {}] = fc.sample(cells, 1);

  await expect(write(csvOf([{ ...some, [cell]: value }]))).rejects.toThrow(
    `Cannot write ${cell} "${value}": expected ${expected}`,
  );
});

it('replaces a file that is there', async () => {
  const folder = folderWith({
    'rated.csv': csvOf([]),
    'rated.parquet': 'something that is longer'.repeat(10_000),
  });
  const files = { csv: [join(folder, 'rated.csv')], parquet: join(folder, 'rated.parquet') };
  await writeParquet(files);
  const once = readFileSync(files.parquet);
  writeFileSync(files.parquet, 'something');
  await writeParquet(files);

  expect(readFileSync(files.parquet).equals(once)).toBe(true);
});
