import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { directoryObjects } from './directory-objects';
import { objectStoreContract } from '../testing/object-store.contract';

const made: string[] = [];
const folder = () => {
  const path = mkdtempSync(join(tmpdir(), 'objects-'));
  made.push(path);
  return path;
};
afterAll(() => {
  for (const path of made) rmSync(path, { recursive: true });
});

objectStoreContract('directoryObjects', async () => directoryObjects(folder()));

const keysOf = async (path: string): Promise<readonly string[]> => {
  const keys: string[] = [];
  for await (const { key } of directoryObjects(path).list('')) keys.push(key);
  return keys;
};

it.each(['', '/a', 'a/', 'a//b', '../a', 'a/../../b', './a', 'a\0b', '.draft-1'])(
  'refuses the key %j, which would lead elsewhere or nowhere',
  async (key) => {
    const store = directoryObjects(folder());

    await expect(store.write(key, '')).rejects.toThrow(RangeError);
    await expect(async () => store.read(key)).rejects.toThrow(RangeError);
    expect(() => store.localPath(key)).toThrow(/^Cannot use the key ".*": expected one such as "a\/b.csv"$/);
  },
);

it.each(['/', '../', 'a//', 'a/../'])('refuses the prefix %j', async (prefix) => {
  const store = directoryObjects(folder());

  await expect(store.removeAll(prefix)).rejects.toThrow(RangeError);
  await expect(store.folders(prefix)).rejects.toThrow(RangeError);
  expect(() => store.list(prefix)).toThrow(RangeError);
});

it('does not show drafts of running or crashed processes', async () => {
  const path = folder();
  writeFileSync(join(path, '.draft-of-a-process-that-died'), 'half');
  const store = directoryObjects(path);
  await store.write('a', 'x');
  await expect(store.writeFile('b', join(path, 'missing'))).rejects.toThrow('ENOENT');

  expect(await keysOf(path)).toEqual(['a']);
  expect(readdirSync(path).sort()).toEqual(['.draft-of-a-process-that-died', 'a']);
});

it('follows links, to files and to folders', async () => {
  const path = folder();
  const elsewhere = folder();
  mkdirSync(join(elsewhere, 'deep'));
  writeFileSync(join(elsewhere, 'deep/file'), 'x');
  symlinkSync(join(elsewhere, 'deep'), join(path, 'linked'));
  symlinkSync(join(elsewhere, 'deep/file'), join(path, 'file'));

  expect(await keysOf(path)).toEqual(['file', 'linked/file']);
});

it('leaves out a file that goes while its folder is listed', async () => {
  const path = folder();
  for (let i = 100; i < 300; i += 1) writeFileSync(join(path, `${i}`), '');
  const keys: string[] = [];
  for await (const { key } of directoryObjects(path).list('')) {
    if (key === '100') rmSync(join(path, '299'));
    keys.push(key);
  }

  expect(keys).toHaveLength(199);
});

it('works where there is no directory yet', async () => {
  const store = directoryObjects(join(folder(), 'none'));

  expect(await store.folders('')).toEqual([]);
  await store.write('a', 'x');
  expect(await store.folders('')).toEqual([]);
  expect(Buffer.from((await store.read('a')) ?? []).toString()).toBe('x');
});
