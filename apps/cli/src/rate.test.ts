import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { basename, dirname, join } from 'node:path';
import { dialplane } from '../testing/dialplane-under-test';

const workspace = join(__dirname, '../../..');
const prices = join(workspace, 'libs/pricing/golden/prices/flat');

let folder: string;
let cdrs: string;
let out: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dialplane-rate-'));
  [cdrs, out] = [join(folder, 'cdrs'), join(folder, 'out')];
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Stores the record of a call of one minute in June 2020, which costs 0.0048 by the golden prices. */
const put = (transaction: string, UsageType = 'USE1-US-US-outbound-minutes') => {
  const key = `Amazon-Chime-Voice-Connector-CDRs/json/vc1/2020/06/10/12.00.00.000_${transaction}`;
  mkdirSync(dirname(join(cdrs, key)), { recursive: true });
  const record = {
    AwsAccountId: '111122223333',
    TransactionId: transaction,
    ServiceCode: 'AmazonChimeVoiceConnector',
    UsageType,
    SourcePhoneNumber: '+12065550100',
    BillableDurationSeconds: 60,
    StartTimeEpochSeconds: 1_591_790_400,
  };
  writeFileSync(join(cdrs, key), JSON.stringify(record));
};
const rate = (...more: readonly string[]) =>
  ['rate', '--cdrs', cdrs, '--prices', prices, '--window', '2020-06-30/Monthly', '--out', out].concat(more);

it('rates a directory through the bin, with no API and no account, and says where the files are', () => {
  put('a');
  put('b');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(workspace, 'apps/cli/bin/dialplane.mjs'), ...rate()],
    { cwd: __dirname, encoding: 'utf8', env: { ...process.env, DIALPLANE_URL: '', DIALPLANE_TOKEN: '' } },
  );

  // A slow machine also shows progress.
  expect({ status, stderr: stderr.replace(/^\d+ %.*\n/gm, '') }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(/^rated +2$/m);
  expect(stdout).toMatch(/^in all +2$/m);
  expect(stdout).toMatch(/^cost +0\.0096000000 USD/m);
  const csv = stdout.split('\n').find((line) => line.endsWith('rated.csv')) ?? '';
  expect(readFileSync(csv, 'utf8').trimEnd().split('\r\n')).toHaveLength(3);
}, 60_000);

describe('a run that is ended', () => {
  /** Starts a run of many records, and ends it as soon as it has begun. */
  const ended = async (signal: NodeJS.Signals) => {
    const key = 'Amazon-Chime-Voice-Connector-CDRs/json/vc1/2020/06/10/12.00.00.000_many';
    put('a');
    const [name = ''] = readdirSync(dirname(join(cdrs, key)));
    const text = readFileSync(join(dirname(join(cdrs, key)), name), 'utf8');
    const odd = text.replace('"BillableDurationSeconds":60', '"BillableDurationSeconds":"60.0"');
    const many = Array.from({ length: 200_000 }, (_, i) => odd.replace('"a"', `"${i}"`));
    writeFileSync(join(cdrs, key), many.join('\n'));
    const child = spawn(process.execPath, [join(workspace, 'apps/cli/bin/dialplane.mjs'), ...rate()], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let stderr = '';
    child.stderr.on('data', (piece: Buffer) => (stderr += piece.toString()));
    const closed = once(child, 'close');
    while (unfinished().length === 0 && child.exitCode === null) await setTimeout(5);
    child.kill(signal);
    const [status, by] = (await closed) as [number | null, NodeJS.Signals | null];
    return { status, by, stderr };
  };
  const unfinished = (): readonly string[] => {
    const runs = join(out, '.runs/2020-06-30-Monthly');
    return existsSync(runs) ? readdirSync(runs) : [];
  };

  it.each`
    signal       | status
    ${'SIGINT'}  | ${130}
    ${'SIGTERM'} | ${143}
  `(
    'by $signal says so, exits with status $status and leaves nothing',
    async ({ signal, status }) => {
      expect(await ended(signal)).toEqual({
        status,
        by: null,
        stderr: expect.stringContaining('Interrupted: nothing was published'),
      });
      expect(unfinished()).toEqual([]);
      expect(existsSync(join(out, '2020-06-30-Monthly.json'))).toBe(false);
    },
    60_000,
  );

  it('by SIGINT while it downloads price lists exits with status 130 and keeps nothing half', async () => {
    put('a');
    let asked = 0;
    // It answers the first request, and begins an answer to the second one.
    const server = createServer(({ url = '' }, response) => {
      asked += 1;
      if (asked === 1) response.end(readFileSync(join(prices, url)));
      else response.write('{"formatVersion":');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const words = rate().map((word) => (word === prices ? address : word));
    const child = spawn(process.execPath, [join(workspace, 'apps/cli/bin/dialplane.mjs'), ...words], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let stderr = '';
    child.stderr.on('data', (piece: Buffer) => (stderr += piece.toString()));
    const closed = once(child, 'close');
    while (asked < 2 && child.exitCode === null) await setTimeout(5);
    child.kill('SIGINT');
    expect(await closed).toEqual([130, null]);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));

    expect(stderr).toContain('Interrupted: nothing was published');
    expect(readdirSync(out)).toEqual(['prices']);
    const kept = readdirSync(join(out, 'prices/texts'));
    expect(kept).toHaveLength(1);
    JSON.parse(readFileSync(join(out, 'prices/texts', kept[0] ?? ''), 'utf8'));
  }, 60_000);

  it('by SIGKILL leaves a folder that the next run removes', async () => {
    expect(await ended('SIGKILL')).toMatchObject({ status: null, by: 'SIGKILL' });
    expect(unfinished()).toHaveLength(1);
    rmSync(cdrs, { recursive: true });
    put('a');

    expect((await dialplane(rate())).exit).toBe(0);
    expect(unfinished()).toEqual([]);
  }, 60_000);
});

it('gives the report, the manifest and the files as one JSON document', async () => {
  put('a');
  const { exit, out: text } = await dialplane(rate('--json'));
  const { report, manifest, files } = JSON.parse(text);

  expect(exit).toBe(0);
  expect(report).toMatchObject({ counts: { rated: 1 }, cost: { amount: '0.0048000000' } });
  expect(JSON.parse(readFileSync(manifest, 'utf8')).runId).toBe(report.runId);
  expect(files.every(existsSync)).toBe(true);
});

it.each`
  limit                          | exit
  ${[]}                          | ${3}
  ${['--limit-unrated', '0.49']} | ${3}
  ${['--limit-unrated', '0.5']}  | ${0}
`('one of two records without a price, with $limit, exits with status $exit', async ({ limit, exit }) => {
  put('a');
  put('b', 'XX-nowhere');
  const ended = await dialplane(rate(...limit));

  expect(ended.exit).toBe(exit);
  expect(existsSync(join(out, '2020-06-30-Monthly.json'))).toBe(exit === 0);
  if (exit === 0) return;
  expect(ended.out).toBe('');
  expect(ended.error).toMatch(/^unrated +1$/m);
  expect(ended.error).toMatch(/^reasons +no-price: 1$/m);
  expect(ended.error).toContain(
    'Cannot publish 2020-06-30-Monthly: expected a run within its limits\n  unrated: ',
  );
  expect(ended.error).toMatch(/allow it with --limit-unrated/);
  expect(ended.error).toMatch(/unrated: document 0 of Amazon-\S+_b: no-price/);
  expect(readdirSync(join(out, 'refused/2020-06-30-Monthly')).sort()).toEqual([
    'conflicts.csv',
    'rejected.csv',
    'report.json',
    'unrated.csv',
  ]);
  expect(existsSync(join(out, '2020-06-30-Monthly'))).toBe(false);
});

it.each`
  words                                           | exit | says
  ${['rate', '--cdrs', 'x']}                      | ${2} | ${'Cannot run the command without --prices <where>'}
  ${() => rate('--window', '2020-06-31/Monthly')} | ${2} | ${'must be a date of the calendar such as 2020-01-31'}
  ${() => rate('--window', 'June')}               | ${2} | ${'must be a last day and one of Daily, Weekly, Monthly, such as 2020-01-31/Monthly'}
  ${() => rate('--limit-unrated', '1.5')}         | ${2} | ${'expected a number from 0 to 1'}
  ${() => rate('--zone', 'Mars/Base')}            | ${2} | ${'expected a time zone such as Europe/Berlin'}
  ${() => rate('--numbers', 'some')}              | ${2} | ${'expected one of plain, masked'}
  ${() => rate('--arrived', 'yesterday')}         | ${2} | ${'expected one of unknown, modified'}
  ${() => rate('--lag', '1.5')}                   | ${2} | ${'expected a whole number of hours'}
  ${() => rate('--look-back', '-1')}              | ${2} | ${'expected a whole number of days'}
  ${() => rate('--threads', '0')}                 | ${2} | ${'expected a whole number of threads from 1 to 9999'}
  ${() => rate('--look-ahead', '10000')}          | ${2} | ${'expected a whole number of days from 0 to 9999'}
  ${() => rate('--one-file-up-to', '0')}          | ${2} | ${'expected a whole number of bytes from 1 to 9007199254740991'}
  ${() => rate('--limit-conflict', 'all')}        | ${2} | ${'expected a number from 0 to 1'}
  ${() => rate('--mapping', join(folder, 'no'))}  | ${2} | ${'Cannot read the file'}
  ${() => rate()}                                 | ${3} | ${'cdrs: must have a folder such as Amazon-Chime-SMADRs/json'}
  ${() => rate('--prices', join(folder, 'none'))} | ${3} | ${'Cannot rate the window: there are no records in "'}
  ${() => rate('--prices', join(folder, 'none'))} | ${3} | ${'prices: must have price files below offers/v1.0/aws'}
`('exits with status $exit and prints: $says', async ({ words, exit, says }) => {
  const ended = await dialplane(typeof words === 'function' ? words() : words);

  expect(ended).toMatchObject({ exit, out: '', error: expect.stringContaining(says) });
});

it.each`
  window                  | note
  ${'2020-06-30/Monthly'} | ${'The window has not ended, or records may still arrive: rate it again later\n'}
  ${'2020-07-31/Monthly'} | ${'No record was found for 2020-07-31-Monthly\n'}
`('$window, rated in 1970: $note', async ({ window, note }) => {
  put('a');

  const { exit, error } = await dialplane(rate('--window', window, '--allow-empty'));
  expect(exit).toBe(0);
  expect(error).toContain(note);
});

it('writes what it is asked for: Parquet, masked numbers, and how the cost differs from the run before', async () => {
  put('a');
  await dialplane(rate());
  put('b');
  const { exit, out: text } = await dialplane(rate('--parquet', '--numbers', 'masked', '--json'));
  const { report, files } = JSON.parse(text);

  expect(exit).toBe(0);
  expect(files.map((file: string) => basename(file))).toEqual(
    expect.arrayContaining(['rated.csv', 'rated.parquet', 'delta.csv']),
  );
  expect(report.delta).toMatchObject({ lines: 1, difference: '2880000000' });
  const csv = readFileSync(
    files.find((file: string) => file.endsWith('/rated.csv')),
    'utf8',
  );
  expect(csv).not.toContain('+12065550100');
  expect((await dialplane(rate())).out).toMatch(
    /^change from the replaced run +0\.0000000000 USD, in 0 records \(delta\.csv\)$/m,
  );
});

it('records in the days of a zone are rated, and those that arrived late with --arrived modified', async () => {
  put('a'); // at noon in UTC, which is 11 June in Auckland
  const late = new Date('2020-07-20T12:00:00Z');
  const key = 'Amazon-Chime-Voice-Connector-CDRs/json/vc1/2020/06/10/12.00.00.000_a';
  utimesSync(join(cdrs, key), late, late);
  const count = async (...words: readonly string[]) =>
    JSON.parse((await dialplane(rate('--json', ...words))).out).report.counts;

  expect(await count('--window', '2020-06-11/Daily', '--zone', 'Pacific/Auckland')).toMatchObject({
    rated: 1,
  });
  expect(await count('--window', '2020-06-10/Daily', '--arrived', 'modified')).toMatchObject({
    outsideBy: { 'too-late': 1 },
  });
  expect(
    await count('--window', '2020-07-20/Daily', '--arrived', 'modified', '--look-back', '60'),
  ).toMatchObject({ rated: 1, late: 1 });
});

it('says how to find a record that is stored long after its window', async () => {
  put('a');
  const stored = 'Amazon-Chime-Voice-Connector-CDRs/json/vc1/2020/06';
  mkdirSync(join(cdrs, stored, '12'), { recursive: true });
  renameSync(join(cdrs, stored, '10/12.00.00.000_a'), join(cdrs, stored, '12/00.00.00.000_a'));
  const day = (date: string, ...words: readonly string[]) =>
    dialplane(rate('--window', `${date}/Daily`, '--allow-empty', ...words));
  const refused = await day('2020-06-11');

  expect(refused.exit).toBe(3);
  expect(refused.error).toMatch(
    /Look ahead further, and rate that window again \(allow it with --look-ahead\)$/m,
  );
  expect(refused.error).toMatch(
    /outside: document 0 of .*\/2020\/06\/12\/00\.00\.00\.000_a: too-far-ahead$/m,
  );
  expect((await day('2020-06-10', '--look-ahead', '2')).out).toMatch(/^rated +1$/m);
  expect((await day('2020-06-11', '--look-ahead', '2')).exit).toBe(0);
});

it.each([
  [{}, /Cannot reach http:\/\/127\.0\.0\.1:1 for price lists: [\w ]+\. Check the network$/m],
  [{ HTTPS_PROXY: 'http://127.0.0.1:2' }, /HTTPS_PROXY is set, but not used/],
])(
  'exits with status 4 and one line when the price source cannot be reached, with %j',
  async (more, says) => {
    put('a');
    const before = { ...process.env };
    Object.assign(process.env, more);
    const ended = await dialplane(rate('--prices', 'http://127.0.0.1:1'));
    process.env = before;

    expect(ended).toMatchObject({ exit: 4, out: '' });
    expect(ended.error).toMatch(says);
    expect(ended.error).not.toMatch(/bug|at .*\.ts/);
  },
  60_000,
);

it('exits with status 1 and one line when the output is a file', async () => {
  put('a');
  const file = join(folder, 'a-file');
  writeFileSync(file, '');
  const ended = await dialplane(rate('--out', file, '--price-cache', join(folder, 'cache')));

  expect(ended).toMatchObject({ exit: 1, out: '' });
  expect(ended.error).toMatch(/^Cannot \w+ ".*a-file.*": .*\n$/);
});

it('downloads price lists, keeps them, and says how old they are when they cannot be had', async () => {
  put('a');
  const server = createServer(({ url = '' }, response) => {
    const file = join(prices, url);
    const found = existsSync(file);
    response.writeHead(found ? 200 : 404).end(found ? readFileSync(file) : '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const words = rate().map((word) => (word === prices ? address : word));

  const first = await dialplane(words);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  expect(first.out).toMatch(/^cost +0\.0048000000 USD/m);
  expect(first.out).not.toMatch(/^stale since/m);

  const second = await dialplane(words);
  expect(second.out).toMatch(/^cost +0\.0048000000 USD/m);
  expect(second.out).toMatch(/^stale since/m);
  expect(existsSync(join(out, 'prices'))).toBe(true);
}, 60_000);
