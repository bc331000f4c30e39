import type { EpochSeconds } from '@dialplane/basics';
import type { ObjectStore } from '@dialplane/object-store';
import { members, parseJson } from '../book/json-members';
import { type PriceFile, pricePath, type PriceSource, sha256Of } from './price-source';

/** The part of a store that a cache needs. */
export type PriceStore = Pick<ObjectStore, 'read' | 'write'>;

/**
 * Keeps what another source gives: in a directory, or in a bucket.
 *
 * - The file of a version does not change: once it is kept, it is not asked for again.
 * - An index does change: it is asked for each time. When that fails, the kept one is given, with when it was read and why
 *   there may be a newer one. A file that was not there when it was last asked for is then taken as not there.
 * - Once the source has failed, it is not asked again for what is kept: reading ten indexes waits for one time-out only.
 * - A kept file whose text does not have its hash is not used; it is asked for again.
 *
 * Each text is kept under its own hash, and a small object for each path names the hash and is replaced in one step: several
 * processes may use one store.
 */
export const cachedPrices = (source: PriceSource, store: PriceStore): PriceSource => {
  let failure: { readonly because: unknown } | undefined;
  const ask = async (path: string): Promise<PriceFile | undefined> => {
    try {
      return await source.read(path);
    } catch (error) {
      failure = { because: error };
      throw error;
    }
  };

  return {
    read: async (path) => {
      const entry = `paths${pricePath(path)}.json`;
      const kept = await readKept(store, entry);
      if (kept && kept !== 'not-there' && isOfAVersion(path)) return kept;
      let file: PriceFile | undefined;
      try {
        if (failure && kept !== undefined) throw failure.because;
        file = await ask(path);
      } catch (error) {
        if (kept === undefined) throw error;
        return kept === 'not-there' ? undefined : { ...kept, staleBecause: error };
      }
      await keep(store, entry, file);
      return file;
    },
  };
};

/** `/offers/v1.0/aws/<offer>/<version>/…`: a version is named by the moment of its publication. */
const isOfAVersion = (path: string): boolean => /^\/offers\/v1\.0\/aws\/[^/]+\/\d{14}\//.test(path);

const textKey = (sha256: string): string => `texts/${sha256}`;

/** What is kept of a file: the file, that there is none, or undefined if nothing usable is kept. */
const readKept = async (store: PriceStore, entry: string): Promise<PriceFile | 'not-there' | undefined> => {
  const note = parseJson((await readText(store, entry)) ?? '');
  const { sha256, readAt } = members(note);
  if (sha256 === null) return 'not-there';
  if (typeof sha256 !== 'string' || typeof readAt !== 'number' || !/^[0-9a-f]{64}$/.test(sha256))
    return undefined;
  const text = await readText(store, textKey(sha256));
  if (text === undefined || sha256Of(text) !== sha256) return undefined;
  return { text, sha256, readAt: readAt as EpochSeconds };
};

const keep = async (store: PriceStore, entry: string, file: PriceFile | undefined): Promise<void> => {
  // The text first, so that no entry names a missing text.
  if (file) await store.write(textKey(file.sha256), file.text);
  await store.write(
    entry,
    JSON.stringify(file ? { sha256: file.sha256, readAt: file.readAt } : { sha256: null }),
  );
};

const readText = async (store: PriceStore, key: string): Promise<string | undefined> => {
  const bytes = await store.read(key);
  return bytes && Buffer.from(bytes).toString();
};
