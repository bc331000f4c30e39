import type { ObjectStore } from '@dialplane/object-store';
import { mkdir, open, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Manifest } from '@dialplane/rating';

const atOnce = 8 * 2 ** 20;

/** The files with which a new run is compared. */
const compared = ['rated.csv', 'unrated.csv', 'report.json'];

/**
 * Copies the published run of a window from the results into an output directory, as far as a run that replaces it needs it. Does
 * nothing if there is none.
 */
export const bringBack = async (results: ObjectStore, window: string, out: string): Promise<void> => {
  const manifest = await results.read(`${window}.json`);
  if (!manifest) return;
  const { files } = JSON.parse(Buffer.from(manifest).toString()) as Manifest;
  for (const { name, path, bytes } of files) {
    if (compared.includes(name)) await download(results, path, bytes, join(out, path));
  }
  await mkdir(out, { recursive: true });
  await writeFile(join(out, `${window}.json`), manifest);
};

const download = async (results: ObjectStore, key: string, bytes: number, path: string): Promise<void> => {
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, 'w');
  try {
    for (let from = 0; from < bytes; from += atOnce)
      await file.write(await results.readRange(key, from, Math.min(bytes, from + atOnce)));
  } finally {
    await file.close();
  }
};
