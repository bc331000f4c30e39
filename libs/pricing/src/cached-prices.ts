import type { EpochSeconds } from '@dialplane/kernel';
import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isMissing } from './directory-prices';
import { members, parseJson } from './json-members';
import { type PriceFile, pricePath, type PriceSource, sha256Of } from './price-source';

/**
 * Keeps what another source gives, in a directory.
 *
 * - The file of a version does not change: once it is kept, it is not asked for again.
 * - An index does change: it is asked for each time. When that fails, the kept one is given, with when it was read and why
 *   there may be a newer one. A file that was not there when it was last asked for is then taken as not there.
 * - A kept file whose text does not have its hash is not used; it is asked for again.
 *
 * Each text is kept under its own hash, and what stands at a path is one small file that is replaced at once: several
 * processes may use one directory.
 */
export const cachedPrices = (source: PriceSource, folder: string): PriceSource => ({
  read: async (path) => {
    const entry = join(folder, 'paths', `${pricePath(path)}.json`);
    const kept = await readKept(folder, entry);
    if (kept && kept !== 'not-there' && isOfAVersion(path)) return kept;
    let file: PriceFile | undefined;
    try {
      file = await source.read(path);
    } catch (error) {
      if (kept === undefined) throw error;
      return kept === 'not-there' ? undefined : { ...kept, staleBecause: error };
    }
    await keep(folder, entry, file);
    return file;
  },
});

/** `/offers/v1.0/aws/<offer>/<version>/…`: a version is named by the moment of its publication. */
const isOfAVersion = (path: string): boolean => /^\/offers\/v1\.0\/aws\/[^/]+\/\d{14}\//.test(path);

const textFile = (folder: string, sha256: string): string => join(folder, 'texts', sha256);

/** What is kept of a file: the file, that it was not there, or nothing that can be used. */
const readKept = async (folder: string, entry: string): Promise<PriceFile | 'not-there' | undefined> => {
  const note = parseJson((await readIfThere(entry)) ?? '');
  const { sha256, readAt } = members(note);
  if (sha256 === null) return 'not-there';
  if (typeof sha256 !== 'string' || typeof readAt !== 'number' || !/^[0-9a-f]{64}$/.test(sha256))
    return undefined;
  const text = await readIfThere(textFile(folder, sha256));
  if (text === undefined || sha256Of(text) !== sha256) return undefined;
  return { text, sha256, readAt: readAt as EpochSeconds };
};

const keep = async (folder: string, entry: string, file: PriceFile | undefined): Promise<void> => {
  // The text first, so that no entry names a text that is not there.
  if (file) await writeAtOnce(textFile(folder, file.sha256), file.text);
  await writeAtOnce(
    entry,
    JSON.stringify(file ? { sha256: file.sha256, readAt: file.readAt } : { sha256: null }),
  );
};

/** A reader sees the old file or the new one, never a part of it. */
const writeAtOnce = async (file: string, text: string): Promise<void> => {
  const draft = `${file}.${randomUUID()}`;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(draft, text);
  await rename(draft, file);
};

const readIfThere = async (file: string): Promise<string | undefined> => {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
};
