import { epochSeconds } from '@dialplane/basics';
import { setTimeout } from 'node:timers/promises';
import { listInOrder } from './list-in-order';
import type { ObjectStore, StoredObject } from './object-store';

const objectAt = (key: string): StoredObject => ({
  key,
  bytes: 1,
  modifiedAt: epochSeconds(new Date(0)),
  version: '',
});

/** A store in which each prefix has two pages of objects. The first prefixes answer last. */
const slowStore = (prefixes: readonly string[]) => {
  let [open, most, asked] = [0, 0, 0];
  const list = async function* (prefix: string) {
    asked += 1;
    open += 1;
    most = Math.max(most, open);
    await setTimeout(10 + (prefixes.length - prefixes.indexOf(prefix)));
    open -= 1;
    if (prefix === 'broken/') throw new Error('AccessDenied');
    for (const name of ['a', 'b']) yield objectAt(prefix + name);
  };
  return { store: { list } satisfies Pick<ObjectStore, 'list'>, most: () => most, asked: () => asked };
};

const keysOf = async (objects: AsyncIterable<StoredObject>): Promise<readonly string[]> => {
  const keys: string[] = [];
  for await (const { key } of objects) keys.push(key);
  return keys;
};

const prefixes = Array.from({ length: 40 }, (_, i) => `${String(i).padStart(2, '0')}/`);

it.each([1, 16, 100])('lists %i prefixes at a time, and gives the objects in order', async (atOnce) => {
  const { store, most } = slowStore(prefixes);

  expect(await keysOf(listInOrder(store, prefixes, atOnce))).toEqual(
    prefixes.flatMap((prefix) => [`${prefix}a`, `${prefix}b`]),
  );
  expect(most()).toBe(Math.min(atOnce, prefixes.length));
});

it('lists no more prefixes than those in advance when its caller has seen enough', async () => {
  const { store, asked } = slowStore(prefixes);
  for await (const { key } of listInOrder(store, prefixes, 4)) if (key === '01/a') break;

  expect(asked()).toBe(5);
});

it('fails when it comes to the prefix that cannot be listed, after the objects before it', async () => {
  const { store } = slowStore(['00/', 'broken/']);
  const seen: string[] = [];
  const listing = (async () => {
    for await (const { key } of listInOrder(store, ['00/', 'broken/'])) seen.push(key);
  })();

  await expect(listing).rejects.toThrow('AccessDenied');
  expect(seen).toEqual(['00/a', '00/b']);
});
