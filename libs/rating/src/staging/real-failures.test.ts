import { folderWith, removeFolders } from '@dialplane/basics/testing';
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { directoryObjects } from '@dialplane/object-store';
import { callAt, publishedJune, rateJune } from '../../testing';
import { readRangeInto } from '../engine/read-objects';
import { explainFailure } from '../explain-failure';
import { directoryPrices } from '@dialplane/pricing';

afterAll(removeFolders);

const call = callAt('2020-06-10T12:00:00Z', 'a');
const [key = ''] = Object.keys(call);
const isLinux = process.platform === 'linux';

type Places = { readonly cdrs: string; readonly out: string };

/** How a run ends: the line that explains its failure. */
const endOf = async (places: Places, more: Partial<Parameters<typeof rateJune>[0]> = {}): Promise<string> => {
  try {
    const rated = await rateJune({ ...places, ...more });
    return rated.ok ? `rated ${rated.value.report.counts.rated}` : 'refused';
  } catch (error) {
    return explainFailure(error)?.message ?? `a bug: ${String(error)}`;
  }
};

/** Does the work as a user who may only do what everyone may: the superuser may do everything. */
const asNobody = async <T>(work: () => Promise<T>): Promise<T> => {
  const isRoot = process.getuid?.() === 0;
  if (isRoot) process.seteuid?.(65_534);
  try {
    return await work();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
};

/** Places that everyone may use. */
const placesForAll = (): Places => {
  const [cdrs, out] = [folderWith(call), folderWith()];
  for (const folder of [cdrs, out, dirname(out)]) chmodSync(folder, 0o777);
  return { cdrs, out };
};

describe('without permission', () => {
  it.each<[what: string, threads: number, prepare: (places: Places) => void, end: RegExp]>([
    ['a record', 0, ({ cdrs }) => chmodSync(join(cdrs, key), 0), /^Cannot open ".*_a": permission denied/],
    ['a record', 1, ({ cdrs }) => chmodSync(join(cdrs, key), 0), /^Cannot open ".*_a": permission denied/],
    [
      'a folder of records',
      0,
      ({ cdrs }) => chmodSync(dirname(join(cdrs, key)), 0),
      /^Cannot list ".*\/10\/": permission denied/,
    ],
    ['the output', 0, ({ out }) => chmodSync(out, 0o555), /^Cannot create ".*": permission denied/],
  ])('to %s, a run with %i threads says so in one line', async (_, threads, prepare, end) => {
    const places = placesForAll();
    prepare(places);

    expect(await asNobody(() => endOf(places, { threads }))).toMatch(end);
  });

  it('to remove the replaced run, a run is published all the same, and says what is left', async () => {
    const places = placesForAll();
    expect(await asNobody(() => endOf(places))).toBe('rated 1');
    const replaced = join(places.out, '2020-06-30-Monthly/one');
    chmodSync(replaced, 0o555);
    const rated = await asNobody(() => rateJune({ ...places, runId: 'two' }));

    expect((await publishedJune(places.out)).runId).toBe('two');
    expect(rated.ok ? rated.value.warnings : rated.error).toEqual([
      expect.stringMatching(
        /^The run is published, but earlier results are left in ".*\/one"\. Remove them by hand\. Cannot remove ".*": permission denied/,
      ),
    ]);
    chmodSync(replaced, 0o777);
  });

  it('to the price lists, a run says so in one line', async () => {
    const prices = folderWith();
    cpSync(join(__dirname, '../../../pricing/golden/prices/flat'), prices, { recursive: true });
    chmodSync(prices, 0);
    const places = placesForAll();

    expect(await asNobody(() => endOf(places, { prices: directoryPrices(prices) }))).toMatch(
      /^Cannot \w+ ".*index\.json": permission denied/,
    );
  });
});

// Reading the memory of a process at address 0 fails like a broken disk.
(isLinux ? it : it.skip).each([0, 1])(
  'names a record that the disk cannot read, with %i threads',
  async (threads) => {
    const places = placesForAll();
    symlinkSync('/proc/self/mem', join(places.cdrs, `${key}-broken`));

    expect(await endOf(places, { threads })).toMatch(
      /^Cannot read ".*-broken": the disk reports an error\. Check the disk$/,
    );
  },
);

it('names an object that has changed since it was listed', async () => {
  const records = directoryObjects(folderWith({ [key]: 'longer' }));
  const listed = { key, version: '', kind: undefined, from: 0, to: 5, position: 0, whole: true, last: true };
  const reading = readRangeInto(records, listed, [0, 5], new Uint8Array(10));
  const failure = explainFailure(await reading.catch((error: unknown) => error));

  expect(failure?.message).toBe(
    `Cannot read "${key}": it changed during the run. Run again when no program writes to it`,
  );
});

/** A small file system of its own, where the machine allows to mount one. */
const withFileSystem = async (options: string, work: (folder: string) => Promise<void>): Promise<boolean> => {
  const folder = folderWith();
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]).status !== 0) return false;
  try {
    await work(folder);
  } finally {
    spawnSync('umount', [folder]);
  }
  return true;
};
const canMount = isLinux && process.getuid?.() === 0;

(canMount ? describe : describe.skip)('on a file system of its own', () => {
  it('says that the disk is full', async () => {
    const many = Array.from(
      { length: 2_000 },
      (_, i) => Object.values(callAt('2020-06-10T12:00:00Z', `t${i}`))[0],
    );
    const cdrs = folderWith({ [key]: many.join('\n') });
    await withFileSystem('size=200k', async (out) => {
      expect(await endOf({ cdrs, out })).toMatch(/^Cannot write .*: the disk is full\. Free some space/);
    });
  });

  it('says that it is read-only', async () => {
    await withFileSystem('ro', async (out) => {
      expect(await endOf({ cdrs: folderWith(call), out: join(out, 'rated') })).toMatch(
        /^Cannot create ".*": the file system is read-only\. Choose another folder/,
      );
    });
  });
});
