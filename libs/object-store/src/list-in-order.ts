import type { ObjectStore, StoredObject } from './object-store';

/**
 * The objects below several prefixes, in the order of the prefixes. While one prefix is listed, the next ones are requested: a
 * bucket answers each request in some 30 ms, so that ten thousand prefixes one after the other would take five minutes.
 *
 * @param atOnce the most prefixes that are listed at a time. Each needs the memory of a page, or of a folder
 */
export const listInOrder = async function* (
  store: Pick<ObjectStore, 'list'>,
  prefixes: Iterable<string>,
  atOnce = 32,
): AsyncGenerator<StoredObject> {
  const rest = prefixes[Symbol.iterator]();
  const begun: Begun[] = [];
  while (true) {
    while (begun.length < atOnce) {
      const prefix = rest.next();
      if (prefix.done) break;
      begun.push(begin(store, prefix.value));
    }
    const next = begun.shift();
    if (!next) return;
    for (let found = await next.first; !found.done; found = await next.objects.next()) yield found.value;
  }
};

type Begun = {
  readonly objects: AsyncIterator<StoredObject>;
  readonly first: Promise<IteratorResult<StoredObject>>;
};

const begin = (store: Pick<ObjectStore, 'list'>, prefix: string): Begun => {
  const objects = store.list(prefix)[Symbol.asyncIterator]();
  const first = objects.next();
  first.catch(() => undefined); // the caller sees the error when it reaches this prefix
  return { objects, first };
};
