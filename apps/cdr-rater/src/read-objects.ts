import { kindOfKey, readDocuments } from '@dialplane/cdr';
import type { Document } from '@dialplane/pricing';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** How many objects are read at once at most, and how many characters they may be expected to have. */
const atOnce = { objects: 64, characters: 4_000_000 };

/** The documents of some objects, in the order of their keys. */
export type Batch = { readonly objects: number; readonly documents: readonly Document[] };

/**
 * Reads objects a few at a time, as many as are expected to be small together: a bucket has one record in an object, but
 * other tools gather thousands. A directory does not say when an object arrived, so documents do not either.
 */
export const readObjects = async function* (
  directory: string,
  keys: AsyncIterable<string>,
): AsyncGenerator<Batch> {
  let batch: string[] = [];
  let wanted = 1;
  for await (const key of keys) {
    if (batch.push(key) < wanted) continue;
    const texts = await readTexts(directory, batch);
    yield documentsOf(batch, texts);
    const average = texts.reduce((sum, { length }) => sum + length, 0) / texts.length;
    wanted = Math.max(1, Math.min(atOnce.objects, Math.floor(atOnce.characters / Math.max(1, average))));
    batch = [];
  }
  if (batch.length > 0) yield documentsOf(batch, await readTexts(directory, batch));
};

const readTexts = (directory: string, keys: readonly string[]): Promise<readonly string[]> =>
  Promise.all(keys.map((key) => readFile(join(directory, key), 'utf8')));

const documentsOf = (keys: readonly string[], texts: readonly string[]): Batch => ({
  objects: keys.length,
  documents: keys.flatMap((source, i) =>
    readDocuments(texts[i] ?? '', kindOfKey(source)).map((read, position): Document => ({
      source,
      position,
      read,
    })),
  ),
});
