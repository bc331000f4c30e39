import type { EpochSeconds } from '@dialplane/basics';
import { directoryObjects, type ObjectStore } from '@dialplane/object-store';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Manifest } from '@dialplane/rating';
import { publishEvidence, publishRun } from './publish-run';

const made: string[] = [];
const folderOf = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'publish-run-'));
  made.push(folder);
  return folder;
};
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true });
});

const window = '2020-06-30-Monthly';
const now = Math.floor(Date.now() / 1000) as EpochSeconds;
const address = 's3://results/rated';

/** A run on the disk: three files that say whose they are. */
const runOf = (runId: string): { readonly manifest: Manifest; readonly folder: string } => {
  const folder = folderOf();
  const files = ['rated.csv', 'usage.csv', 'report.json'].map((name) => {
    const [path, text] = [`${window}/${runId}/${name}`, `${name} of ${runId}`];
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
    return { name, path, bytes: text.length, sha256: createHash('sha256').update(text).digest('hex') };
  });
  return { manifest: { window, runId, createdAt: '2020-07-01T03:00:00.000Z', files }, folder };
};

const text = async (results: ObjectStore, key: string) =>
  Buffer.from((await results.read(key)) ?? []).toString();

/** Which run a reader of the manifest finds. Throws if not all of its files are there, as it says. */
const byManifest = async (results: ObjectStore): Promise<string | undefined> => {
  const found = await text(results, `${window}.json`);
  if (found === '') return undefined;
  const { runId, files } = JSON.parse(found) as Manifest;
  for (const { name, path, sha256 } of files) {
    const content = await text(results, path);
    expect(content).toBe(`${name} of ${runId}`);
    expect(createHash('sha256').update(content).digest('hex')).toBe(sha256);
  }
  return runId;
};

/** Which run a query of the catalogue's table finds. Throws if its file is not there. */
const byAddresses = async (results: ObjectStore): Promise<string | undefined> => {
  const addresses = (await text(results, `athena/window=${window}/files.txt`)).split('\n').filter(Boolean);
  const found = await Promise.all(addresses.map((one) => text(results, one.slice(address.length + 1))));
  expect(found.length).toBeLessThanOrEqual(1);
  expect(found).toEqual(found.map(() => expect.stringMatching(/^rated\.csv of \w+$/)));
  return found[0]?.slice('rated.csv of '.length);
};

const keys = async (results: ObjectStore): Promise<readonly string[]> => {
  const all: string[] = [];
  for await (const { key } of results.list('')) all.push(key);
  return all;
};

type Write = 'write' | 'writeFile' | 'removeAll';

/** The store, until the given change to it: there the process is gone. */
const storeThatCrashes = (results: ObjectStore, moment: 'before' | 'after', at: number) => {
  let steps = 0;
  const step =
    <Name extends Write>(name: Name) =>
    async (...given: readonly [string, string]): Promise<void> => {
      steps += 1;
      if (steps > at) throw new Error('a process that is gone does nothing');
      if (steps < at || moment === 'after')
        await (results[name] as (...given: readonly string[]) => Promise<void>)(...given);
      if (steps === at) throw new Error('crashed');
    };
  const store = {
    ...results,
    write: step('write'),
    writeFile: step('writeFile'),
    removeAll: step('removeAll'),
  };
  return { store: store as unknown as ObjectStore, steps: () => steps, isGone: () => steps >= at };
};

it('publishes all files of a run, and removes the run that it replaced', async () => {
  const results = directoryObjects(folderOf());
  for (const runId of ['one', 'two']) await publishRun({ results, address, now, ...runOf(runId) });

  expect(await byManifest(results)).toBe('two');
  expect(await text(results, `athena/window=${window}/files.txt`)).toBe(
    `${address}/${window}/two/rated.csv\n`,
  );
  expect(await keys(results)).toEqual([
    `${window}.json`,
    `${window}/two/rated.csv`,
    `${window}/two/report.json`,
    `${window}/two/usage.csv`,
    `athena/window=${window}/files.txt`,
  ]);
});

it.each<['before' | 'after']>([['before'], ['after']])(
  'a crash %s any change to the store leaves the last good run or the new one, whole, and the next run succeeds',
  async (moment) => {
    const seen = new Set<string>();
    for (let at = 1; ; at += 1) {
      const results = directoryObjects(folderOf());
      await publishRun({ results, address, now, ...runOf('one') });
      const { store, steps, isGone } = storeThatCrashes(results, moment, at);
      await publishRun({ results: store, address, now, ...runOf('two') }).catch(() => undefined);
      if (!isGone()) {
        expect(steps()).toBe(at - 1); // it came to its end
        break;
      }
      // Each of the two is whole; where they differ, the list of addresses has the newer one.
      seen.add(`${await byManifest(results)} ${await byAddresses(results)}`);

      await publishRun({ results, address, now, ...runOf('three') });
      expect([await byManifest(results), await byAddresses(results)]).toEqual(['three', 'three']);
    }
    expect(seen).toEqual(new Set(['one one', 'one two', 'two two']));
  },
);

it('publishes a run although the run that it replaces cannot be removed, and says which is left', async () => {
  const results: ObjectStore = {
    ...directoryObjects(folderOf()),
    removeAll: () => Promise.reject(new Error('AccessDenied')),
  };
  const left = [];
  for (const runId of ['one', 'two', 'three'])
    left.push(await publishRun({ results, address, now, ...runOf(runId) }));

  expect(await byManifest(results)).toBe('three');
  expect(left).toEqual([
    [],
    [{ prefix: `${window}/one/`, because: 'Error: AccessDenied' }],
    [{ prefix: `${window}/two/`, because: 'Error: AccessDenied' }],
  ]);
});

it('two simultaneous runs publish one complete run', async () => {
  for (let i = 0; i < 20; i += 1) {
    const results = directoryObjects(folderOf());
    await publishRun({ results, address, now, ...runOf('first') });
    await Promise.all(
      ['left', 'right'].map((runId) => publishRun({ results, address, now, ...runOf(runId) })),
    );

    expect(['left', 'right']).toContain(await byManifest(results));
    expect(['left', 'right']).toContain(await byAddresses(results));
  }
});

it.each`
  age       | left | because
  ${80_000} | ${1} | ${'it may be under way'}
  ${90_000} | ${0} | ${'no run takes a day'}
`('keeps $left files of another run that began $age seconds ago: $because', async ({ age, left }) => {
  const folder = folderOf();
  const results = directoryObjects(folder);
  await results.write(`${window}/crashed/rated.csv`, 'half');
  utimesSync(join(folder, window, 'crashed/rated.csv'), now - age, now - age);
  await publishRun({ results, address, now, ...runOf('one') });

  expect((await results.folders(`${window}/`)).filter((run) => run === 'crashed')).toHaveLength(left);
});

it('keeps the parts of evidence, in place of that of an earlier attempt', async () => {
  const [folder, kept] = [folderOf(), folderOf()];
  const results = directoryObjects(kept);
  await results.write(`refused/${window}/rejected.csv`, 'of an earlier attempt');
  mkdirSync(join(folder, 'unrated'));
  writeFileSync(join(folder, 'unrated/000001.csv'), 'one');
  writeFileSync(join(folder, 'report.json'), '{}');
  await publishEvidence(results, window, folder);

  expect(await text(results, `refused/${window}/unrated/000001.csv`)).toBe('one');
  expect(await text(results, `refused/${window}/report.json`)).toBe('{}');
  expect(await text(results, `refused/${window}/rejected.csv`)).toBe('');
});
