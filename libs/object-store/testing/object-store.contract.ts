import { inOrder } from '@dialplane/basics';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ObjectStore, StoredObject } from '../src/object-store';

/**
 * What every store of objects must do: tests for jest. Run it against each one.
 *
 * @param empty gives a store with nothing in it
 */
export const objectStoreContract = (name: string, empty: () => Promise<ObjectStore>) =>
  describe(`${name} keeps the object store contract`, () => {
    it('gives an object back as it was written', async () => {
      const store = await empty();
      const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
      await store.write('a/bytes', bytes);
      await store.write('a/text', 'é\n');
      await store.write('a/nothing', '');

      expect(await read(store, 'a/bytes')).toEqual(Buffer.from(bytes));
      expect(await read(store, 'a/text')).toEqual(Buffer.from('é\n'));
      expect(await read(store, 'a/nothing')).toEqual(Buffer.from(''));
    });

    it('has nothing where no object is', async () => {
      const store = await empty();
      await store.write('a/b', 'x');

      expect(await store.read('a/c')).toBeUndefined();
      expect(await store.read('a')).toBeUndefined();
      expect(await store.read('c/d')).toBeUndefined();
    });

    it('replaces an object', async () => {
      const store = await empty();
      await store.write('a', 'long before');
      const [before] = await all(store, '');
      await store.write('a', 'now');
      const [after] = await all(store, '');

      expect(await read(store, 'a')).toEqual(Buffer.from('now'));
      expect(after).toMatchObject({ key: 'a', bytes: 3 });
      expect(after?.version).not.toBe(before?.version);
    });

    it('lists what begins with a prefix: how long it is, and when it was written', async () => {
      const store = await empty();
      for (const key of ['b', 'a/2', 'a/1', 'ab']) await store.write(key, 'four');
      const [first] = await all(store, 'a/');

      expect(await keys(store, 'a/')).toEqual(['a/1', 'a/2']);
      expect(await keys(store, 'a')).toEqual(['a/1', 'a/2', 'ab']);
      expect(await keys(store, 'a/2')).toEqual(['a/2']);
      expect(await keys(store, 'c/')).toEqual([]);
      expect(first).toMatchObject({ key: 'a/1', bytes: 4, version: expect.stringMatching(/./) });
      expect(Math.abs((first?.modifiedAt ?? 0) - Date.now() / 1000)).toBeLessThan(60);
    });

    const keysInOrder = [
      'a-b',
      'a/b-c',
      'a/b/c',
      'a/b/ü',
      'a/c',
      'a0',
      'aa',
      'a\u{7f}',
      'aé',
      'a\u{ffee}',
      'a\u{1f600}',
      'b',
    ];

    it('lists in the order of UTF-8 bytes, across folders', async () => {
      const store = await empty();
      for (const key of [...keysInOrder].reverse()) await store.write(key, '');

      expect(await keys(store, '')).toEqual(keysInOrder);
      expect(await keys(store, 'a/b')).toEqual(['a/b-c', 'a/b/c', 'a/b/ü']);
    });

    it.each([
      'a b',
      'a+b',
      'a%20b',
      'a%2Fb',
      '&<>"\'',
      'a=b?c#d',
      '日本/語',
      'x/~!@$^*()[]{}|`;:,',
      'tab\there',
    ])('takes the key %j as it is', async (key) => {
      const store = await empty();
      await store.write(key, key);
      const [object] = await all(store, '');

      expect(object?.key).toBe(key);
      expect(await read(store, key)).toEqual(Buffer.from(key));
      expect(await keys(store, key)).toEqual([key]);
    });

    it('names the folders directly below a prefix', async () => {
      const store = await empty();
      for (const key of ['a/x/1', 'a/x/2', 'a/x-y/1', 'a/ü b/z/1', 'a/file', 'b/1'])
        await store.write(key, '');

      expect(await store.folders('')).toEqual(['a', 'b']);
      expect(await store.folders('a/')).toEqual(['x', 'x-y', 'ü b']);
      expect(await store.folders('c/')).toEqual([]);
    });

    it('gives a range of an object', async () => {
      const store = await empty();
      await store.write('a', '0123456789');
      const [object] = await all(store, '');

      expect(text(await store.readRange('a', 2, 5))).toBe('234');
      expect(text(await store.readRange('a', 0, 10, object?.version))).toBe('0123456789');
      expect(text(await store.readRange('a', 3, 3))).toBe('');
    });

    it('gives no range of an object that is shorter, has changed or is gone', async () => {
      const store = await empty();
      await store.write('a', '0123456789');
      const [object] = await all(store, '');
      await expect(store.readRange('a', 5, 11)).rejects.toThrow();
      await expect(store.readRange('a', 11, 12)).rejects.toThrow();

      await store.write('a', 'abcdefghij');
      await expect(store.readRange('a', 0, 5, object?.version)).rejects.toThrow(/expected the version/);

      await store.removeAll('a');
      await expect(store.readRange('a', 0, 5)).rejects.toThrow();
    });

    it('takes an object from a file on the disk', async () => {
      const store = await empty();
      const folder = await mkdtemp(join(tmpdir(), 'object-store-'));
      const large = Buffer.alloc(11 * 2 ** 20, 'dialplane');
      await writeFile(join(folder, 'large'), large);
      await writeFile(join(folder, 'empty'), '');
      await store.writeFile('a/large', join(folder, 'large'));
      await store.writeFile('a/empty', join(folder, 'empty'));
      await rm(folder, { recursive: true });

      expect((await read(store, 'a/large'))?.equals(large)).toBe(true);
      expect((await all(store, 'a/')).map(({ key, bytes }) => [key, bytes])).toEqual([
        ['a/empty', 0],
        ['a/large', large.length],
      ]);
    });

    it('refuses a file that does not exist', async () => {
      const store = await empty();

      await expect(store.writeFile('a', join(tmpdir(), 'no-such-file'))).rejects.toThrow('ENOENT');
      expect(await keys(store, '')).toEqual([]);
    });

    it('removes what begins with a prefix, and no more', async () => {
      const store = await empty();
      for (const key of ['a/1', 'a/b/2', 'a-b', 'ab', 'b']) await store.write(key, '');
      await store.removeAll('a/');
      await store.removeAll('c/');

      expect(await keys(store, '')).toEqual(['a-b', 'ab', 'b']);
      await store.removeAll('a');
      expect(await keys(store, '')).toEqual(['b']);
      await expect(store.removeAll('')).rejects.toThrow(RangeError);
    });

    it('shows readers a complete object of either of two simultaneous writers', async () => {
      const store = await empty();
      const bodies = ['a', 'b'].map((letter) => letter.repeat(100_000));
      await store.write('a', bodies[0] ?? '');
      const seen = await Promise.all([
        ...bodies.map((body) => store.write('a', body).then(() => undefined)),
        ...Array.from({ length: 10 }, () => read(store, 'a').then(String)),
      ]);

      expect(bodies).toEqual(expect.arrayContaining(seen.filter((body) => body !== undefined)));
      expect(bodies).toContain(String(await read(store, 'a')));
    });

    it('lists more objects than go on a page', async () => {
      const store = await empty();
      const many = Array.from({ length: 1_050 }, (_, i) => `many/${i}`).sort(inOrder);
      for (let i = 0; i < many.length; i += 50)
        await Promise.all(many.slice(i, i + 50).map((key) => store.write(key, '')));

      expect(await keys(store, 'many/')).toEqual(many);
      await store.removeAll('many/');
      expect(await keys(store, 'many/')).toEqual([]);
    }, 60_000);
  });

const all = async (store: ObjectStore, prefix: string): Promise<readonly StoredObject[]> => {
  const found: StoredObject[] = [];
  for await (const object of store.list(prefix)) found.push(object);
  return found;
};

const keys = async (store: ObjectStore, prefix: string) => (await all(store, prefix)).map(({ key }) => key);

const read = async (store: ObjectStore, key: string) => {
  const bytes = await store.read(key);
  return bytes && Buffer.from(bytes);
};

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString();
