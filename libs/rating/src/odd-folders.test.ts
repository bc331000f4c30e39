import { folderWith, removeFolders } from '@dialplane/basics/testing';
import { objectKey } from '@dialplane/cdr';
import { documentedRecords } from '@dialplane/cdr/testing';
import { usualSizes } from './engine/chunk-sizes';
import { storedZstd } from '@dialplane/cdr/testing';
import { gzipSync } from 'node:zlib';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { callAt, publishedJune, rateJune, rowsOf, windowOf } from '../testing';

afterAll(removeFolders);

const noon = '2020-06-10T12:00:00Z';
const [key = '', text = ''] = Object.entries(callAt(noon, 'a'))[0] ?? [];
const call = (id: string): string => Object.values(callAt(noon, id))[0] ?? '';
const folder = dirname(key);

/** A folder of records that contains these files. */
const recordsWith = (files: Readonly<Record<string, string | Uint8Array>>): string => {
  const cdrs = folderWith();
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(cdrs, path)), { recursive: true });
    writeFileSync(join(cdrs, path), content);
  }
  return cdrs;
};

const rate = async (files: Readonly<Record<string, string | Uint8Array>>, more = {}) => {
  const out = folderWith();
  const rated = await rateJune({ cdrs: recordsWith(files), out, ...more });
  return {
    out,
    rated,
    ...(rated.ok && { report: rated.value.report }),
    ...(!rated.ok && { refused: rated.error }),
  };
};

it('exactly one of two months rates a call of the last minutes that is stored under the next day', async () => {
  const late = Object.values(callAt('2020-06-30T23:55:00Z', 'late'))[0] ?? '';
  const files = {
    [objectKey({
      kind: 'voice-connector',
      owner: 'vc1',
      at: new Date('2020-07-01T00:10:00Z'),
      transactionId: 'late',
    })]: late,
  };
  const june = await rate(files);
  const july = await rate(files, { window: windowOf('2020-07-31/Monthly') });

  expect(june.report?.cost.amount).toBe('0.0048000000');
  expect(july.report).toMatchObject({ cost: { amount: '0.0000000000' }, counts: { rated: 0, outside: 1 } });
});

it('reports objects in folders that no run lists, with an example', async () => {
  const hive = `${folder.replace('/2020/06/10', '')}/year=2020/month=06/day=10/b.json`;
  const flat = `${folder.replace('/vc1/2020/06/10', '')}/2020/06/10/c`;
  const { report } = await rate({ [key]: text, [hive]: call('b'), [flat]: call('c') });

  expect(report).toMatchObject({ objects: 1, unlisted: { objects: 2, more: false } });
  expect(report?.unlisted?.examples).toEqual(expect.arrayContaining([flat, hive]));
  expect(report?.warnings).toEqual([
    expect.stringContaining('2 objects are not where Amazon Chime writes records'),
  ]);
});

it('does not report days of other windows as unlisted', async () => {
  const { report } = await rate({ [key]: text, ...callAt('2019-01-05T00:00:00Z', 'old') });

  expect(report?.unlisted).toBeUndefined();
});

it.each`
  what                        | content                                    | refused
  ${'that cannot be decoded'} | ${Buffer.from(`BZh${'x'.repeat(20_000)}`)} | ${true}
  ${'of broken text'}         | ${`{"a":${'"b",'.repeat(5_000)}`}          | ${true}
  ${'that wraps its records'} | ${`{"Records":["${'x'.repeat(20_000)}"]}`} | ${true}
  ${'of one broken record'}   | ${'{"a":'}                                 | ${false}
`(
  'counts an object $what by its bytes against the limit: refused is $refused',
  async ({ content, refused }) => {
    const many = Array.from({ length: 120 }, (_, i) => call(`many-${i}`)).join('\n');
    const run = await rate({ [key]: many, [`${key}-odd`]: content }, { limits: { rejected: 0.01 } });

    expect(run.rated.ok).toBe(!refused);
    if (!refused) return;
    expect(run.refused?.issues).toEqual([
      {
        path: 'rejected',
        message: expect.stringMatching(/^must be at most 0.01 of the bytes, not 2\d{4} of \d+/),
      },
    ]);
  },
);

it('publishes no window without records, unless it is asked to', async () => {
  const files = { [`${folder.replace('/2020/06/10', '')}/year=2020/b.json`]: call('b') };
  const { refused } = await rate(files);
  const { report } = await rate(files, { allowEmpty: true });

  expect(refused?.issues).toEqual([expect.objectContaining({ path: 'documents' })]);
  expect(report).toMatchObject({
    documentsRead: 0,
    cost: { amount: '0.0000000000' },
    unlisted: { objects: 1 },
  });
});

const list = `[\n${['b', 'c', 'd'].map(call).join(',\n')}\n]`;

it.each([
  ['in one line', list.replaceAll('\n', '')],
  ['in several lines', list],
  ['pretty', JSON.stringify(JSON.parse(list), null, 2)],
  ['behind a byte order mark', `\uFEFF${list}`],
])('rates each element of a list of records, %s', async (_, content) => {
  const { report, out } = await rate({ [key]: text, [`${key}-list`]: content });

  expect(report).toMatchObject({ objects: 2, counts: { rated: 4, rejected: 0 } });
  const { files } = await publishedJune(out);
  expect(rowsOf(files['rated.csv']).map((row) => `${row['position']} ${row['transaction_id']}`)).toEqual([
    '0 a',
    '0 b',
    '1 c',
    '2 d',
  ]);
});

it('counts the elements of a list that are no records, each with its position', async () => {
  const content = `[${call('b')}, 7, "x,]", [${call('c')}, {}], {"a":[1]}, ${call('d')}]`;
  const { report } = await rate({ [`${key}-list`]: content }, { limits: { rejected: 1 } });

  expect(report?.counts).toMatchObject({ documents: 6, rated: 2, rejected: 4 });
});

it('finds copies in lists', async () => {
  const { report } = await rate({ [key]: text, [`${key}-list`]: `[${call('b')},${call('a')},${call('b')}]` });

  expect(report?.counts).toMatchObject({ rated: 2, duplicate: 2 });
});

const lines = ['b', 'c', 'd'].map(call).join('\n');
const utf16 = (bigEndian: boolean): Uint8Array => {
  const bytes = Buffer.from(`\uFEFF${lines}`, 'utf16le');
  return bigEndian ? bytes.swap16() : bytes;
};

it.each([
  ['gzip', gzipSync(lines)],
  [
    'gzip in two members',
    Buffer.concat([gzipSync(`${call('b')}\n`), gzipSync(`${call('c')}\n${call('d')}`)]),
  ],
  ['a compressed list', gzipSync(list)],
  ['zstd', storedZstd(Buffer.from(lines))],
  ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${lines}`)],
  ['UTF-16, little-endian', utf16(false)],
  ['UTF-16, big-endian', utf16(true)],
])('rates records in %s, beside plain ones', async (_, content) => {
  const { report } = await rate({
    [key]: text,
    [`${key}-b.json.gz`]: content,
    [`${key}-z`]: `${call('z')}\n${text}`,
  });

  expect(report?.counts).toMatchObject({ rated: 5, rejected: 0, duplicate: 1 });
});

it.each([
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd, 0, 0], 'must be complete zstd'],
  ['Parquet', [0x50, 0x41, 0x52, 0x31, 0x0a, 0x7b], 'must be plain text, gzip or zstd, not Parquet'],
  ['broken gzip', [...gzipSync(lines).subarray(0, 60)], 'must be complete gzip'],
])('rejects an object in %s once, and names the format', async (_, bytes, message) => {
  const { report, out } = await rate(
    { [key]: text, [`${key}-b`]: Uint8Array.from(bytes) },
    { limits: { rejected: 1 } },
  );
  const { files } = await publishedJune(out);

  expect(report?.counts).toMatchObject({ rated: 1, rejected: 1, rejectedBy: { 'unknown-encoding': 1 } });
  expect(rowsOf(files['rejected.csv'])).toMatchObject([{ source_key: `${key}-b`, issues: message }]);
});

it('rates a compressed object that is larger than a chunk', async () => {
  const many = Array.from({ length: 9_000 }, (_, i) => call(`t${i}`)).join('\n');
  const { report } = await rate({
    [`${key}-b.gz`]: gzipSync(many),
    [`${key}-c.gz`]: gzipSync(many, { level: 0 }),
  });

  expect(report?.counts).toMatchObject({ documents: 18_000, rated: 9_000, duplicate: 9_000 });
}, 60_000);

it.each([
  ['a list without line breaks', (calls: readonly string[]) => `[${calls.join(',')}]`],
  ['documents without line breaks', (calls: readonly string[]) => calls.join('')],
  ['a list in one folder with small objects', (calls: readonly string[]) => `[${calls.join(', ')}]`, '-a'],
])(
  'reads a large object that is %s in pieces',
  async (_, contentOf, name = '') => {
    const calls = Array.from({ length: 12_000 }, (_, i) => call(`t${i}`));
    const content = contentOf(calls);
    const { report, out } = await rate({ ...(name && { [key]: text }), [`${key}-b${name}`]: content });
    const rows = rowsOf((await publishedJune(out)).files['rated.csv']);
    const large = rows.filter((row) => row['source_key']?.includes('-b'));

    expect(content.length).toBeGreaterThan(2 * usualSizes.bytes);
    expect(report?.counts).toMatchObject({ documents: name ? 12_001 : 12_000, rejected: 0 });
    expect(large.map((row) => row['position'])).toEqual(calls.map((_, i) => String(i)));
  },
  60_000,
);

it('names the object and the place of a document that is too long for memory', async () => {
  const content = `${call('b')}{"a":"${'x'.repeat(17 << 20)}"}`;

  await expect(rate({ [`${key}-b`]: content })).rejects.toThrow(
    new RegExp(`Cannot read "${key}-b" from byte [1-9]\\d+: expected a document or line of at most 16777216`),
  );
});

it('ignores files that no service writes, and counts them', async () => {
  const { report } = await rate({
    [key]: text,
    [`${folder}/.DS_Store`]: '\0\0\0\u0001Bud1',
    [`${folder}/_SUCCESS`]: '',
    [`${key}~`]: text,
  });

  expect(report).toMatchObject({ objects: 1, counts: { documents: 1, rated: 1 }, ignored: { objects: 3 } });
});

const legWith = (more: object) => {
  const at = new Date(noon);
  const record = {
    ...documentedRecords['sip-media-application'],
    TimeStampEpochSeconds: at.getTime() / 1000,
    UsageType: 'USE1-US-inbound-minutes',
    ...more,
  };
  return {
    [objectKey({ kind: 'sip-media-application', owner: 'app', at, transactionId: 'x' })]:
      JSON.stringify(record),
  };
};

it.each([
  [{ BillableVoiceFocusSeconds: '12' }, 1, 12],
  [{ BillableVoiceFocusSeconds: 6 }, 1, 6],
  [{ BillableVoiceFocusSeconds: '0' }, 0, 0],
  [{ BillableVoiceFocusSeconds: 0 }, 0, 0],
])('reports billable seconds that have no price: %j', async (more, unpricedRecords, unpricedSeconds) => {
  const { report } = await rate(legWith(more), { limits: { unrated: 1 } });

  expect(report?.counts).toMatchObject({ unpricedRecords, unpricedSeconds });
  expect(report?.warnings).toHaveLength(unpricedRecords);
});

it('writes every number with a country code in E.164, with or without a plus in the record', async () => {
  const { out } = await rate(
    {
      ...callAt(noon, 'a', { Direction: 'Inbound', DestinationPhoneNumber: '+12025550101' }),
      ...callAt(noon, 'b', { Direction: 'Inbound', DestinationPhoneNumber: '12025550101' }),
      ...callAt(noon, 'c', { Direction: 'Inbound', DestinationPhoneNumber: 12025550101 }),
      ...callAt(noon, 'd', { Direction: 'Inbound', DestinationPhoneNumber: '5550101' }),
    },
    { limits: { unrated: 1 } },
  );
  const { files } = await publishedJune(out);

  expect(rowsOf(files['summary-by-number.csv']).map((row) => [row['number'], row['rated_records']])).toEqual([
    ['+12025550101', '3'],
    ['5550101', '1'],
  ]);
});

it('takes a copy that writes 60 as text for a duplicate', async () => {
  const { report } = await rate({
    [key]: text,
    [`${key}-b`]: JSON.stringify({ ...(JSON.parse(text) as object), BillableDurationSeconds: '60' }),
  });

  expect(report?.counts).toMatchObject({ rated: 1, duplicate: 1, conflict: 0 });
});

it('writes copies for spreadsheets, in which no text is a formula or a number', async () => {
  const { out } = await rate(
    callAt(noon, '=1+1', {
      CallId: '=HYPERLINK("http://x")',
      Direction: '@SUM(1)',
      VoiceConnectorId: '-2+3',
    }),
    { spreadsheets: true },
  );
  const { files } = await publishedJune(out);
  const [plain] = rowsOf(files['rated.csv']);
  const [safe] = rowsOf(files['rated.spreadsheet.csv']);

  expect(plain).toMatchObject({ call_id: '=HYPERLINK("http://x")', account_id: '111122223333' });
  expect(safe).toEqual({
    ...plain,
    source_key: `'${plain?.['source_key'] ?? ''}`, // it contains "="
    account_id: "'111122223333",
    transaction_id: "'=1+1",
    call_id: `'=HYPERLINK("http://x")`,
    direction: "'@SUM(1)",
    connector_or_application: "'-2+3",
    source_number: "'+12065550100",
    destination_number: "'+12065550101",
    price_version: `'${plain?.['price_version'] ?? ''}`,
  });
  expect(rowsOf(files['summary-by-number.spreadsheet.csv'])).toMatchObject([
    { number: "'+12065550100", rated_records: '1', rated_seconds: '60' },
  ]);
});
