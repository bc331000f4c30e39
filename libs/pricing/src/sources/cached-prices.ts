import type { EpochSeconds } from '@dialplane/basics';
import type { ObjectStore } from '@dialplane/object-store';
import { members, parseJson } from '../book/json-members';
import { type PriceFile, pricePath, type PriceSource, sha256Of } from './price-source';

/** The part of an object store that the cache needs. */
export type PriceStore = Pick<ObjectStore, 'read' | 'write'>;

/**
 * Caches the files of another source in a directory or a bucket.
 *
 * - The file of a version never changes: once cached, it is not requested again.
 * - An index does change, so it is requested each time. If that fails, the cached one is returned, with the time of its
 *   download and the error. A file that did not exist at the last successful request then counts as missing.
 * - Once the source has failed, cached files are not requested again: reading ten indexes waits for only one time-out.
 * - A cached file whose text does not match its hash is not used, and is requested again.
 *
 * Each text is stored under its own hash. A small object for each path names the hash and is replaced in one step, so several
 * processes may share one store.
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

/** `/offers/v1.0/aws/<offer>/<version>/…`: a version's name is the time of its publication. */
const isOfAVersion = (path: string): boolean => /^\/offers\/v1\.0\/aws\/[^/]+\/\d{14}\//.test(path);

const textKey = (sha256: string): string => `texts/${sha256}`;

/** The cached entry of a file: the file, or that it does not exist; undefined if there is no usable entry. */
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
  // The text is written first, so that no entry names a missing text.
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
