import { folderWith, removeFolders } from '@dialplane/basics/testing';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parquetMetadataAsync, asyncBufferFromFile } from 'hyparquet';
import { callAt, goldenPrices, publishedJune, rateJune } from '../testing';
import type { RateDirectoryOptions } from './rate-directory';
import { type Manifest, entriesOf } from './staging/manifest';

afterAll(removeFolders);

/** More records than fit into one chunk, with copies, and some without a price. */
const cdrs = () => {
  const [key = ''] = Object.keys(callAt('2020-06-10T12:00:00Z', 'a'));
  const textOf = (i: number) =>
    Object.values(
      callAt(new Date(Date.UTC(2020, 5, 10) + (i % 80_000) * 1000).toISOString(), `t${i % 11_900}`, {
        ...(i % 3 === 0 && { UsageType: 'XX-nowhere' }),
      }),
    )[0] ?? '';
  const object = (from: number) => Array.from({ length: 4_000 }, (_, i) => textOf(from + i)).join('\n');
  return folderWith({
    [`${dirname(key)}/1`]: object(0),
    [`${dirname(key)}/2`]: object(4_000),
    [`${dirname(key)}/3`]: object(8_000),
  });
};
const records = cdrs();
const rate = async (out: string, more: Partial<RateDirectoryOptions> = {}) => {
  const limits = { unrated: 1, conflict: 1 };
  const rated = await rateJune({ cdrs: records, out, prices: goldenPrices('tiered'), limits, ...more });
  if (!rated.ok) throw new Error(JSON.stringify(rated.error.issues));
  return rated.value;
};
const contentOf = (out: string, manifest: Manifest, name: string): string => {
  const texts = entriesOf(manifest, name).map(({ path }) => readFileSync(join(out, path), 'utf8'));
  const header = `${texts[0]?.split('\r\n')[0]}\r\n`;
  return [header, ...texts.map((text) => text.slice(header.length))].join('');
};

it('publishes a large file in parts, each with headings, and the same rows as in one file', async () => {
  const [whole, parts] = [folderWith(), folderWith()];
  const one = await rate(whole);
  const several = await rate(parts, { oneFileUpTo: 1_000_000, parquet: true, spreadsheets: true });
  const { manifest } = several;

  expect(entriesOf(one.manifest, 'rated.csv').map(({ part }) => part)).toEqual([undefined]);
  expect(entriesOf(manifest, 'rated.csv').map(({ path, part }) => [path, part])).toEqual(
    [1, 2, 3].map((part) => [`2020-06-30-Monthly/one/rated/00000${part}.csv`, part]),
  );
  for (const name of ['rated.csv', 'unrated.csv', 'duplicates.csv', 'conflicts.csv']) {
    expect(contentOf(parts, manifest, name)).toBe(contentOf(whole, one.manifest, name));
  }
  await publishedJune(parts); // throws if a file differs from the manifest
  expect(readdirSync(join(parts, '2020-06-30-Monthly/one')).filter((name) => name.includes('draft'))).toEqual(
    [],
  );
  expect(entriesOf(manifest, 'rated.spreadsheet.csv')).toHaveLength(3);
  const parquet = await asyncBufferFromFile(join(parts, '2020-06-30-Monthly/one/rated.parquet'));
  const lines = contentOf(parts, manifest, 'rated.csv').split('\r\n').length - 2;
  expect(Number((await parquetMetadataAsync(parquet)).num_rows)).toBe(lines);
});

it('compares parts with one file, and removes them when the run is replaced', async () => {
  const out = folderWith();
  await rate(out, { oneFileUpTo: 1_000_000 });
  const again = await rate(out, { runId: 'two' });

  expect(again.report.delta).toMatchObject({ lines: 0, difference: '0' });
  expect(existsSync(join(out, '2020-06-30-Monthly/one'))).toBe(false);
});

it('keeps the evidence of a refused run in parts', async () => {
  const out = folderWith();
  const refused = await rateJune({ cdrs: records, out, oneFileUpTo: 100_000 });

  expect(refused.ok).toBe(false);
  expect(readdirSync(join(out, 'refused/2020-06-30-Monthly/unrated'))).toEqual([
    '000001.csv',
    '000002.csv',
    '000003.csv',
  ]);
});
