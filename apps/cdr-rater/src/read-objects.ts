import { kindOfKey, readDocuments } from '@dialplane/cdr';
import type { Document } from '@dialplane/pricing';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const objectsAtOnce = 64;

/** The documents of some objects, in the order of their keys. */
export type Batch = { readonly objects: number; readonly documents: readonly Document[] };

/** Reads objects, a bounded number at once. A directory does not say when an object arrived, so documents do not either. */
export const readObjects = async function* (
  directory: string,
  keys: AsyncIterable<string>,
): AsyncGenerator<Batch> {
  let batch: string[] = [];
  for await (const key of keys) {
    if (batch.push(key) < objectsAtOnce) continue;
    yield await readBatch(directory, batch);
    batch = [];
  }
  if (batch.length > 0) yield await readBatch(directory, batch);
};

const readBatch = async (directory: string, keys: readonly string[]): Promise<Batch> => {
  const documents = await Promise.all(
    keys.map(async (source) =>
      readDocuments(await readFile(join(directory, source), 'utf8'), kindOfKey(source)).map(
        (read, position): Document => ({ source, position, read }),
      ),
    ),
  );
  return { objects: keys.length, documents: documents.flat() };
};
