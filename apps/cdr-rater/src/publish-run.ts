import type { EpochSeconds } from '@dialplane/basics';
import type { ObjectStore } from '@dialplane/object-store';
import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { entriesOf, type Manifest } from '@dialplane/rating';

/** A complete run on this machine's disk, and where to publish it. */
export type RunToPublish = {
  /** Where results are published: keys are those of a directory of output. */
  readonly results: ObjectStore;
  /** The address of that place, without a slash at its end, such as `s3://results/rated`. */
  readonly address: string;
  readonly manifest: Manifest;
  /** The directory on the disk that the manifest's paths start from. */
  readonly folder: string;
  readonly now: EpochSeconds;
};

/**
 * Publishes a run of a window in a store of objects:
 *
 * 1. all of its files, in a folder of its own that no reader knows yet;
 * 2. the list of addresses that the catalogue's table reads, `athena/window=<window>/files.txt`;
 * 3. the manifest, `<window>.json`;
 * 4. then the run that it replaced is removed. If that fails, the run is published all the same.
 *
 * Steps 2 and 3 are one write each, so a reader of either sees the old run or the new one. For a moment, and after a crash between
 * them until the next run, a query sees the new run and a reader of the manifest the old one.
 *
 * @returns what could not be removed in step 4
 */
export const publishRun = async ({
  results,
  address,
  manifest,
  folder,
  now,
}: RunToPublish): Promise<readonly Leftover[]> => {
  const { window, files } = manifest;
  const replaced = await publishedRun(results, window);
  for (const { path } of files) await results.writeFile(path, join(folder, path));
  const rated = entriesOf(manifest, 'rated.csv').map(({ path }) => `${address}/${path}\n`);
  await results.write(`athena/window=${window}/files.txt`, rated.join(''));
  await results.write(`${window}.json`, `${JSON.stringify(manifest, null, 2)}\n`);
  return sweep(results, window, replaced, now);
};

/** The prefix of an earlier run that could not be removed, and why. */
export type Leftover = { readonly prefix: string; readonly because: string };

/**
 * Keeps the evidence of a refused run, in place of that of an earlier attempt.
 *
 * @param folder its files on this machine's disk
 * @returns the prefix of its keys
 */
export const publishEvidence = async (
  results: ObjectStore,
  window: string,
  folder: string,
): Promise<string> => {
  const prefix = `refused/${window}/`;
  await results.removeAll(prefix);
  // Large files are in parts, each in a folder of its file.
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile())
      await results.writeFile(`${prefix}${relative(folder, path).replaceAll('\\', '/')}`, path);
  }
  return prefix;
};

/** The published run of a window; undefined if there is none. */
export const publishedRun = async (
  results: Pick<ObjectStore, 'read'>,
  window: string,
): Promise<string | undefined> => {
  const manifest = await results.read(`${window}.json`);
  return manifest && (JSON.parse(Buffer.from(manifest).toString()) as Manifest).runId;
};

/**
 * Removes the run that was replaced, and the folders of crashed runs. Another run of the window may be in progress, so folders that
 * no manifest names are kept for a day. The list of addresses names neither: it has this run's files or a later one's.
 */
const sweep = async (
  results: ObjectStore,
  window: string,
  replaced: string | undefined,
  now: EpochSeconds,
): Promise<readonly Leftover[]> => {
  const left: Leftover[] = [];
  const noteIfItFails = (prefix: string, work: () => Promise<void>): Promise<void> =>
    work().catch((error: unknown) => void left.push({ prefix, because: String(error) }));
  await noteIfItFails(`${window}/`, async () => {
    const published = await publishedRun(results, window);
    for (const runId of await results.folders(`${window}/`)) {
      const run = `${window}/${runId}/`;
      if (runId === published) continue;
      await noteIfItFails(run, async () => {
        if (runId === replaced || (await lastWrite(results, run)) < now - 86_400)
          await results.removeAll(run);
      });
    }
  });
  return left;
};

const lastWrite = async (results: ObjectStore, prefix: string): Promise<number> => {
  let last = 0;
  for await (const { modifiedAt } of results.list(prefix)) last = Math.max(last, modifiedAt);
  return last;
};
