import { epochSeconds } from '@dialplane/basics';
import { existsSync, readdirSync, readFileSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import type { RateProgress } from './engine/rate-progress';
import { folderWith, removeFolders } from '@dialplane/basics/testing';
import { callAt, goldenPrices, publishedJune, rateJune, rowsOf, windowOf } from '../testing';

afterAll(removeFolders);

const call = callAt('2020-06-10T12:00:00Z', 'a');
const second = callAt('2020-06-11T12:00:00Z', 'b', { DestinationPhoneNumber: '+12065550102' });
const nothingWrong = { unrated: 1, rejected: 1, conflict: 1 };
const mixed = {
  ...call,
  ...second,
  ...callAt('2020-06-12T12:00:00Z', 'a'), // contradicts the first
  ...callAt('2020-06-13T12:00:00Z', 'c', { UsageType: 'XX-nowhere' }),
  // Of May, but stored under the first of June.
  ...callAt('2020-06-01T00:00:01Z', 'early', {
    StartTimeEpochSeconds: Date.parse('2020-05-31T23:59:59Z') / 1000,
  }),
  [`${Object.keys(second)[0]}-copy`]: Object.values(second)[0] ?? '',
  'Amazon-Chime-Voice-Connector-CDRs/json/vc1/2020/06/14/10.00.00.000_d': '{"broken',
  // Months away, so it is never listed.
  'Amazon-Chime-Voice-Connector-CDRs/json/vc1/2019/06/14/10.00.00.000_e': '{"broken',
};

it.each`
  window                  | prices      | warns
  ${'2020-06-12/Daily'}   | ${'tiered'} | ${true}
  ${'2020-06-30/Monthly'} | ${'tiered'} | ${false}
  ${'2020-06-12/Daily'}   | ${'flat'}   | ${false}
`('warns ($warns) that tiers start from 0: $window by $prices prices', async ({ window, prices, warns }) => {
  const rated = await rateJune({
    cdrs: folderWith(callAt('2020-06-12T12:00:00Z', 'a')),
    out: folderWith(),
    prices: goldenPrices(prices),
    window: windowOf(window),
  });
  if (!rated.ok) throw new Error(JSON.stringify(rated.error));

  const { counts, warnings } = rated.value.report;
  expect(counts.rated).toBe(1);
  expect(warnings).toEqual(warns ? [expect.stringContaining('Tiers start at')] : []);
});

it('warns of later windows whose tiers continue from a window that is rated again', async () => {
  const days = ['01', '02', '04', '05', '08'];
  const cdrs = folderWith(
    Object.assign({}, ...days.map((day) => callAt(`2020-06-${day}T12:00:00Z`, day))) as Record<
      string,
      string
    >,
  );
  const out = folderWith();
  const warningsOf = async (day: string, runId: string, prices = 'tiered') => {
    const window = windowOf(`2020-06-${day}/Daily`);
    const rated = await rateJune({ cdrs, out, window, runId, prices: goldenPrices(prices) });
    if (!rated.ok) throw new Error(JSON.stringify(rated.error));
    return rated.value.report.warnings.filter((warning) => warning.startsWith('Tiers of later windows'));
  };
  for (const day of days) expect(await warningsOf(day, 'first')).toEqual([]);
  const again = (windows: string) => [
    `Tiers of later windows in the month continue from this one: if its usage has changed, rate ${windows} again, in order`,
  ];

  expect(await warningsOf('01', 'again')).toEqual(
    again('the 4 published windows from 2020-06-02-Daily to 2020-06-08-Daily'),
  );
  expect(await warningsOf('04', 'again')).toEqual(again('2020-06-05-Daily, 2020-06-08-Daily'));
  expect(await warningsOf('08', 'again')).toEqual([]);
  expect(await warningsOf('01', 'flat', 'flat')).toEqual([]);
});

it('writes every document of the window to one file, and the counts add up', async () => {
  const out = folderWith();
  const rated = await rateJune({ cdrs: folderWith(mixed), out, limits: nothingWrong });
  if (!rated.ok) throw new Error(JSON.stringify(rated.error));
  const { report } = rated.value;
  const { files } = await publishedJune(out);
  const rows = (name: string) => rowsOf(files[name]).map((row) => row['transaction_id'] ?? row['reason']);

  expect(report.counts).toMatchObject({
    documents: 7,
    rated: 2,
    unrated: 1,
    duplicate: 1,
    conflict: 1,
    rejected: 1,
    outside: 1,
    unratedBy: { 'no-price': 1 },
    rejectedBy: { 'not-json': 1 },
    outsideBy: { before: 1 },
  });
  expect(report).toMatchObject({ objects: 7, documentsRead: 7, failures: [] });
  expect(report.cost).toEqual({
    currency: 'USD',
    amount: '0.0096000000',
    exact: '5760000000',
    rounding: 'half-even',
  });
  expect(
    ['rated', 'unrated', 'duplicates', 'conflicts', 'rejected'].map((name) => rows(`${name}.csv`)),
  ).toEqual([['a', 'b'], ['c'], ['b'], ['a'], ['not-json']]);
  expect(JSON.parse(files['report.json'] ?? '')).toEqual(report);
});

it.each(['flat', 'tiered'])('adds up absurd seconds exactly, by %s prices', async (prices) => {
  const out = folderWith();
  const seconds = { BillableDurationSeconds: Number.MAX_SAFE_INTEGER };
  const calls = ['a', 'b', 'c'].map((id, i) => callAt(`2020-06-1${i}T12:00:00Z`, id, seconds));
  const rated = await rateJune({
    cdrs: folderWith(Object.assign({}, ...calls)),
    out,
    prices: goldenPrices(prices),
  });
  const { files } = await publishedJune(out);
  const sum = String(3n * BigInt(Number.MAX_SAFE_INTEGER));

  expect(rated.ok && rated.value.report.counts.ratedSeconds).toBe(BigInt(sum));
  expect(files['report.json']).toContain(`"ratedSeconds": ${sum},`);
  expect(rowsOf(files['usage.csv'])).toMatchObject([{ rated_seconds: sum }]);
  expect(rowsOf(files['summary-by-day.csv'])).toHaveLength(3);
  expect(rowsOf(files['summary-by-direction.csv'])).toMatchObject([{ rated_seconds: sum }]);
  const used = rowsOf(files['rated.csv']).map((row) => row['used_before_seconds']);
  expect(used.at(-1)).toBe(prices === 'flat' ? '0' : String(2n * BigInt(Number.MAX_SAFE_INTEGER)));
});

it('names the source and the price of a rated call', async () => {
  const out = folderWith();
  await rateJune({ cdrs: folderWith(call), out });
  const { files } = await publishedJune(out);

  expect(rowsOf(files['rated.csv'])).toEqual([
    {
      run_id: 'one',
      source_key: Object.keys(call)[0],
      position: '0',
      kind: 'voice-connector',
      account_id: '111122223333',
      transaction_id: 'a',
      call_id: 'a@203.0.113.9',
      connector_or_application: 'vc1',
      direction: 'Outbound',
      source_number: '+12065550100',
      destination_number: '+12065550101',
      source_country: 'US',
      destination_country: 'US',
      started_at: '2020-06-10T12:00:00Z',
      billed_seconds: '60',
      late: 'false',
      service_code: 'AmazonChimeVoiceConnector',
      usage_type: 'USE1-US-US-outbound-minutes',
      line: '1',
      line_seconds: '60',
      used_before_seconds: '0',
      tier_begin_seconds: '0',
      tier_end_seconds: '',
      price: '0.0048000000',
      unit: 'minute',
      currency: 'USD',
      price_version: '20200301000000',
      sku: 'USE1USUSOUTBOUNDMINUTES',
      rate_code: 'USE1USUSOUTBOUNDMINUTES.JRTCKXETXF.0',
      price_from: '2020-03-01T00:00:00Z',
      price_to: '2020-07-01T00:00:00Z',
      cost: '0.0048000000',
      cost_exact: '2880000000',
      rounding: 'half-even',
    },
  ]);
});

it('the README names the columns of rated.csv, all of them and in their order', async () => {
  const out = folderWith();
  await rateJune({ cdrs: folderWith(call), out });
  const { files } = await publishedJune(out);
  const readme = readFileSync(join(__dirname, '../README.md'), 'utf8');
  const [, tableOfColumns = ''] = /^\| column .*\n((?:\|.*\n)+)/m.exec(readme) ?? [];
  const named = tableOfColumns.split('\n').flatMap((line) => line.split('|')[1]?.match(/\w+(?=`)/g) ?? []);

  expect(named.join(',')).toBe(files['rated.csv']?.split('\r\n')[0]);
});

it('every summary adds up to the total', async () => {
  const out = folderWith();
  const rated = await rateJune({ cdrs: folderWith(mixed), out, limits: nothingWrong });
  const { files } = await publishedJune(out);
  const summaries = Object.entries(files).filter(([name]) => name.startsWith('summary-by-'));

  expect(summaries.map(([name]) => name)).toEqual([
    'summary-by-connector-or-application.csv',
    'summary-by-direction.csv',
    'summary-by-country-pair.csv',
    'summary-by-usage-type.csv',
    'summary-by-number.csv',
    'summary-by-day.csv',
  ]);
  for (const [, text] of summaries) {
    const sum = (column: string) =>
      rowsOf(text).reduce((total, row) => total + BigInt(row[column] ?? ''), 0n);
    expect([
      sum('rated_records'),
      sum('unrated_records'),
      sum('rated_seconds'),
      sum('unrated_seconds'),
    ]).toEqual([2n, 1n, 120n, 60n]);
    expect(String(sum('cost_exact'))).toBe(rated.ok && rated.value.report.cost.exact);
  }
  expect(rowsOf(files['summary-by-day.csv']).map((row) => row['day'])).toEqual([
    '2020-06-10',
    '2020-06-11',
    '2020-06-13',
  ]);
});

it('quotes cells so that no record can break a line or a column', async () => {
  const out = folderWith();
  const CallId = 'comma, "quote"\r\nline\nbreak';
  await rateJune({ cdrs: folderWith(callAt('2020-06-10T12:00:00Z', 'a', { CallId })), out });

  expect(rowsOf((await publishedJune(out)).files['rated.csv'])).toMatchObject([
    { call_id: CallId, rounding: 'half-even' },
  ]);
});

it('reads all kinds and connectors in the order of keys', async () => {
  const [key = '', text = ''] = Object.entries(call)[0] ?? [];
  const keys = ['/vc1-b/', '/vc1/', '/vc10/'].map((owner) => key.replace('/vc1/', owner));
  const copies = Object.fromEntries(keys.map((one) => [one, text]));
  const stream = { [key.replace('CDRs', 'SDRs')]: text.replace('outbound-minutes', 'nowhere') };
  const rated = await rateJune({
    cdrs: folderWith({ ...copies, ...stream }),
    out: folderWith(),
    limits: nothingWrong,
  });

  expect(rated).toMatchObject({ value: { report: { counts: { rated: 1, duplicate: 2, unrated: 1 } } } });
});

it('a run over its limits publishes nothing and reports what it found', async () => {
  const out = folderWith();
  await rateJune({ cdrs: folderWith(call), out });
  const refused = await rateJune({ cdrs: folderWith(mixed), out, runId: 'two', limits: { unrated: 0.1 } });

  expect(refused).toMatchObject({
    ok: false,
    error: {
      issues: [{ path: 'unrated' }, { path: 'rejected' }, { path: 'conflict' }],
      report: { runId: 'two', counts: { documents: 7 }, failures: [{}, {}, {}] },
    },
  });
  expect((await publishedJune(out)).runId).toBe('one');
  expect(readdirSync(join(out, '2020-06-30-Monthly'))).toEqual(['one']);
});

it.each`
  what                    | more                                           | path
  ${'AWS folder of CDRs'} | ${{ cdrs: folderWith({ 'x.json': '{}' }) }}    | ${'cdrs'}
  ${'price list'}         | ${{ prices: { read: async () => undefined } }} | ${'prices'}
`('refuses to rate without any $what', async ({ more, path }) => {
  const out = folderWith();

  expect(await rateJune({ cdrs: folderWith(call), out, ...more })).toMatchObject({
    ok: false,
    error: { issues: [{ path }] },
  });
  expect(readdirSync(out)).toEqual([]);
});

it('running again replaces: the same bytes under another run, and the old one is gone', async () => {
  const out = folderWith();
  const cdrs = folderWith(mixed);
  await rateJune({ cdrs, out, limits: nothingWrong });
  const before = await publishedJune(out);
  await rateJune({ cdrs, out, limits: nothingWrong, runId: 'again' });
  const after = await publishedJune(out);

  expect(after.runId).toBe('again');
  const { 'delta.csv': delta, 'report.json': report, ...same } = after.files;
  expect(rowsOf(delta)).toEqual([]);
  expect(JSON.parse(report ?? '').delta).toMatchObject({ replaces: 'one', lines: 0, difference: '0' });
  expect([...Object.keys(same), 'report.json']).toEqual(Object.keys(before.files));
  for (const [name, text] of Object.entries(same)) {
    expect(text.replaceAll(/\bagain\b/g, 'one')).toBe(before.files[name]);
  }
  expect(readdirSync(join(out, '2020-06-30-Monthly'))).toEqual(['again']);
});

it('simultaneous runs of one window do not mix: both complete, and one is published', async () => {
  const out = folderWith();
  const inputs = Array.from({ length: 6 }, (_, i) => callAt('2020-06-10T12:00:00Z', `call-of-${i}`));
  await Promise.all(inputs.map((files, i) => rateJune({ cdrs: folderWith(files), out, runId: `run-${i}` })));
  const { runId, files } = await publishedJune(out);

  expect(runId).toMatch(/^run-[0-5]$/);
  expect(rowsOf(files['rated.csv'])).toMatchObject([
    { run_id: runId, transaction_id: runId?.replace('run-', 'call-of-') },
  ]);
  expect(JSON.parse(files['report.json'] ?? '')).toMatchObject({ runId, objects: 1 });
});

it.each(['', '..', '../elsewhere', 'a/b'])(
  'a run is not called "%s", which would be another folder',
  async (runId) => {
    await expect(rateJune({ cdrs: folderWith(call), out: folderWith(), runId })).rejects.toThrow(
      `Cannot start the run "${runId}": expected letters, digits, dots and dashes`,
    );
  },
);

it('refuses a second run with the same id', async () => {
  const out = folderWith();
  const cdrs = folderWith(call);
  await rateJune({ cdrs, out });

  await expect(rateJune({ cdrs, out })).rejects.toThrow('exists already');
});

it('removes folders of crashed runs after a day, and keeps those of runs that may be in progress', async () => {
  const out = folderWith({
    '2020-06-30-Monthly/old/rated.csv': '',
    '2020-06-30-Monthly/young/rated.csv': '',
  });
  const twoDaysAgo = new Date('2020-06-30T00:00:00Z');
  utimesSync(join(out, '2020-06-30-Monthly/old'), twoDaysAgo, twoDaysAgo);
  await rateJune({ cdrs: folderWith(call), out });

  expect(readdirSync(join(out, '2020-06-30-Monthly')).sort()).toEqual(['one', 'young']);
});

it('windows of one day in several zones have output of their own, by days of the zone', async () => {
  const out = folderWith();
  const night = callAt('2020-06-10T23:00:00Z', 'a');
  const rated = await rateJune({
    cdrs: folderWith(night),
    out,
    window: windowOf('2020-06-11/Daily', 'Europe/Berlin'),
  });

  expect(rated).toMatchObject({
    ok: true,
    value: { manifest: { window: '2020-06-11-Daily-Europe-Berlin' } },
  });
  expect(existsSync(join(out, '2020-06-11-Daily-Europe-Berlin.json'))).toBe(true);
});

it.each`
  now                       | early
  ${'2020-07-01T02:59:59Z'} | ${true}
  ${'2020-07-01T03:00:00Z'} | ${false}
`('a run at $now is early: $early', async ({ now, early }) => {
  const out = folderWith();
  const rated = await rateJune({ cdrs: folderWith(call), out, now: epochSeconds(new Date(now)) });

  expect(rated).toMatchObject({ value: { report: { window: { early } } } });
});

it('reports its progress', async () => {
  const calls = Array.from({ length: 130 }, (_, i) => callAt('2020-06-10T12:00:00Z', `call-${i}`));
  const told: RateProgress[] = [];
  await rateJune({
    cdrs: folderWith(Object.assign({}, ...calls)),
    out: folderWith(),
    progress: (progress) => void told.push(progress),
  });

  expect(told.at(-1)).toMatchObject({ objects: 130, documents: 130 });
  expect(told.at(-1)?.bytes).toBeGreaterThan(130 * 400);
});
