import type { Patience } from '@dialplane/cdr';
import { folderWith, removeFolders } from '@dialplane/basics/testing';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { callAt, publishedJune, rateJune, rowsOf, windowOf } from '../../testing';
import { explainFailure } from '../explain-failure';
import { diskOperations, type FileOperations } from './file-operations';

afterAll(removeFolders);

const call = callAt('2020-06-10T12:00:00Z', 'a');
const window = '2020-06-30-Monthly';

const failureOf = async (rating: Promise<unknown>) =>
  explainFailure(
    await rating.then(
      () => undefined,
      (error: unknown) => error,
    ),
  );

const entriesIn = (folder: string): readonly string[] => (existsSync(folder) ? readdirSync(folder) : []);

it.each`
  code              | says
  ${'ENOSPC'}       | ${'the disk is full'}
  ${'EDQUOT'}       | ${'your disk quota is used up'}
  ${'EROFS'}        | ${'the file system is read-only'}
  ${'EACCES'}       | ${'permission denied'}
  ${'EPERM'}        | ${'the operation is not permitted'}
  ${'ENOTDIR'}      | ${'a part of the path is a file'}
  ${'EISDIR'}       | ${'it is a folder'}
  ${'EEXIST'}       | ${'it exists already'}
  ${'ENOENT'}       | ${'it does not exist: it was removed during the run, or is a link to nothing'}
  ${'ELOOP'}        | ${'there are too many links'}
  ${'ENAMETOOLONG'} | ${'its name is too long'}
  ${'EMFILE'}       | ${'too many files are open'}
  ${'EIO'}          | ${'the disk reports an error'}
`('explains $code in one line: $says', ({ code, says }) => {
  const error = Object.assign(new Error('from the system'), { code, syscall: 'open', path: '/some/file' });
  const failure = explainFailure(error);

  expect(failure?.message).toContain(`Cannot open "/some/file": ${says}`);
  expect(failure?.message).not.toContain('\n');
});

it('explains no bug', () => {
  expect(explainFailure(new TypeError('undefined is not a function'))).toBeUndefined();
});

const operations: readonly (keyof FileOperations)[] = [
  'makeFolder',
  'append',
  'sync',
  'syncFolder',
  'rename',
];

it.each(operations)(
  'a full disk at "%s" ends the run with one line and keeps the earlier result',
  async (operation) => {
    const out = folderWith();
    await rateJune({ cdrs: folderWith(call), out });
    const full = async (path: string): Promise<never> => {
      throw Object.assign(new Error('no space'), { code: 'ENOSPC', syscall: 'write', path });
    };
    const files: FileOperations = { ...diskOperations, [operation]: full };
    const failure = await failureOf(rateJune({ cdrs: folderWith(call), out, runId: 'two', files }));

    expect(failure).toMatchObject({
      kind: 'environment',
      message: expect.stringContaining('the disk is full'),
    });
    expect((await publishedJune(out)).runId).toBe('one');
    expect(entriesIn(join(out, '.runs', window))).toEqual([]);
  },
);

it('names a damaged manifest, and what to do', async () => {
  const out = folderWith({ [`${window}.json`]: '{"window":' });
  const failure = await failureOf(rateJune({ cdrs: folderWith(call), out }));

  expect(failure?.message).toMatch(
    /Cannot read the manifest ".*2020-06-30-Monthly\.json": it is damaged\. Remove it/,
  );
});

it('names a file of the earlier run that is missing', async () => {
  const out = folderWith();
  await rateJune({ cdrs: folderWith(call), out });
  rmSync(join(out, window, 'one/rated.csv'));
  const failure = await failureOf(rateJune({ cdrs: folderWith(call), out, runId: 'two' }));

  expect(failure?.message).toMatch(/Cannot compare with the earlier run: ".*rated\.csv" is missing/);
});

it('ends when it is interrupted, and leaves nothing', async () => {
  const out = folderWith();
  const interrupt = new AbortController();
  interrupt.abort();
  const failure = await failureOf(rateJune({ cdrs: folderWith(call), out, signal: interrupt.signal }));

  expect(failure).toEqual({ kind: 'interrupted', message: 'Interrupted: nothing was published' });
  expect(entriesIn(join(out, '.runs', window))).toEqual([]);
  expect(entriesIn(join(out, window))).toEqual([]);
});

it.each(['rated.parquet', 'delta.csv', 'rated.spreadsheet.csv'])(
  'ends when it is interrupted while it writes %s, and keeps the earlier result',
  async (name) => {
    const out = folderWith();
    const calls = Array.from({ length: 3_000 }, (_, i) => callAt('2020-06-10T12:00:00Z', `t${i}`));
    const [key = ''] = Object.keys(calls[0] ?? {});
    const cdrs = folderWith({ [key]: calls.flatMap((one) => Object.values(one)).join('\n') });
    await rateJune({ cdrs, out });
    const interrupt = new AbortController();
    let ended = false;
    const rating = failureOf(
      rateJune({
        cdrs,
        out,
        runId: 'two',
        parquet: true,
        spreadsheets: true,
        signal: interrupt.signal,
      }).finally(() => (ended = true)),
    );
    const isWritten = () =>
      entriesIn(join(out, '.runs', window)).some((run) => existsSync(join(out, '.runs', window, run, name)));
    while (!ended && !isWritten()) await setImmediate();
    interrupt.abort();

    expect(await rating).toMatchObject({ kind: 'interrupted' });
    expect((await publishedJune(out)).runId).toBe('one');
    expect(entriesIn(join(out, '.runs', window))).toEqual([]);
    expect(entriesIn(join(out, window))).toEqual(['one']);
  },
);

it('removes at once what a killed process has left, and not the run of a living one', async () => {
  const out = folderWith();
  const staging = join(out, '.runs', window);
  const leave = (runId: string, pid: number) =>
    mkdirSync(join(staging, `${runId}@${encodeURIComponent(hostname())}@${pid}`), { recursive: true });
  leave('killed', 2 ** 22 + 1); // larger than any process id on Linux
  leave('living', process.pid);
  await rateJune({ cdrs: folderWith(call), out });

  expect(entriesIn(staging)).toEqual([expect.stringMatching(/^living@/)]);
});

it('never has an unfinished run where results are', async () => {
  const out = folderWith();
  const seen: string[] = [];
  const files: FileOperations = {
    ...diskOperations,
    append: (path, data) => {
      seen.push(...entriesIn(join(out, window)));
      return diskOperations.append(path, data);
    },
  };
  await rateJune({ cdrs: folderWith(call), out, files });

  expect(seen).toEqual([]);
  expect(entriesIn(join(out, window))).toEqual(['one']);
});

it('keeps the report and the rows of a refused run, and names the first of them', async () => {
  const out = folderWith();
  const unknown = callAt('2020-06-10T12:00:00Z', 'b', { UsageType: 'XX-nowhere' });
  const [key] = Object.keys(unknown);
  const rated = await rateJune({ cdrs: folderWith({ ...call, ...unknown }), out });
  const evidence = rated.ok ? undefined : rated.error.evidence;

  expect(evidence?.folder).toBe(join(out, 'refused', window));
  expect(evidence?.offenders).toEqual([{ outcome: 'unrated', source: key, position: 0, reason: 'no-price' }]);
  expect([...entriesIn(join(out, 'refused', window))].sort()).toEqual([
    'conflicts.csv',
    'rejected.csv',
    'report.json',
    'unrated.csv',
  ]);
  expect(rowsOf(readFileSync(join(out, 'refused', window, 'unrated.csv'), 'utf8'))).toHaveLength(1);
  expect(existsSync(join(out, `${window}.json`))).toBe(false);
});

it('names a record that is too old for any run, which more days of look-back let pass', async () => {
  const start = Date.parse('2020-05-01T00:00:00Z') / 1000;
  const old = callAt('2020-06-10T12:00:00Z', 'old', { StartTimeEpochSeconds: start });
  const [key = ''] = Object.keys(old);
  const cdrs = folderWith({ ...call, ...old });
  const arrived = new Date('2020-06-10T13:00:00Z');
  for (const path of Object.keys({ ...call, ...old })) utimesSync(join(cdrs, path), arrived, arrived);
  const rate = (lookBackDays: number) =>
    rateJune({ cdrs, out: folderWith(), arrivals: 'modified', patience: { lookBackDays } });
  const [refused, passed] = [await rate(3), await rate(60)];

  expect(refused.ok ? [] : refused.error.evidence?.offenders).toEqual([
    { outcome: 'outside', source: key, position: 0, reason: 'too-old' },
  ]);
  expect(passed.ok).toBe(true);
});

it('names a record that the run of its own window did not find, which more days of look-ahead let both runs find', async () => {
  const start = Date.parse('2020-05-31T23:59:00Z') / 1000;
  const ofMay = callAt('2020-06-02T00:00:00Z', 'of-may', { StartTimeEpochSeconds: start });
  const [key = ''] = Object.keys(ofMay);
  const cdrs = folderWith({ ...callAt('2020-05-10T12:00:00Z', 'may'), ...call, ...ofMay });
  const rate = async (text: string, lookAheadDays: number) => {
    const rated = await rateJune({
      cdrs,
      out: folderWith(),
      window: windowOf(text),
      patience: { lookAheadDays },
    });
    return rated.ok ? { rated: rated.value.report.counts.rated } : rated.error;
  };

  expect(await rate('2020-05-31/Monthly', 1)).toEqual({ rated: 1 });
  expect(await rate('2020-06-30/Monthly', 1)).toMatchObject({
    issues: [
      {
        path: 'too-far-ahead',
        message:
          'must be 0, not 1: the run of an earlier window did not find these records. Look ahead further, and rate that window again',
      },
    ],
    evidence: { offenders: [{ outcome: 'outside', source: key, position: 0, reason: 'too-far-ahead' }] },
  });
  expect(await rate('2020-05-31/Monthly', 2)).toEqual({ rated: 2 });
  expect(await rate('2020-06-30/Monthly', 2)).toEqual({ rated: 1 });
});

it('names a record that is stored under a day before its own window, which more days of look-back let both runs find', async () => {
  const start = Date.parse('2020-07-01T00:00:00Z') / 1000;
  const ofJuly = callAt('2020-06-30T12:00:00Z', 'of-july', { StartTimeEpochSeconds: start });
  const [key = ''] = Object.keys(ofJuly);
  const cdrs = folderWith({ ...call, ...ofJuly });
  const rate = async (text: string, patience: Patience) => {
    const rated = await rateJune({ cdrs, out: folderWith(), window: windowOf(text), patience });
    return rated.ok ? { rated: rated.value.report.counts.rated } : rated.error;
  };

  expect(await rate('2020-06-30/Monthly', {})).toMatchObject({
    issues: [{ path: 'too-old' }],
    evidence: { offenders: [{ outcome: 'outside', source: key, position: 0, reason: 'too-old' }] },
  });
  expect(await rate('2020-06-30/Monthly', { lookBackDays: 1 })).toEqual({ rated: 1 });
  expect(await rate('2020-07-31/Monthly', { lookBackDays: 1 })).toEqual({ rated: 1 });
});
