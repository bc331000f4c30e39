import fc from 'fast-check';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { folderWith, removeFolders } from '@dialplane/basics/testing';
import { openSorter } from './sorter';

afterEach(removeFolders);

type Value = { readonly key: number; readonly place: number };

const sortedBy = async (values: readonly Value[], atOnce: { values: number; files: number }) => {
  const folder = join(folderWith(), 'sorter');
  const sorter = openSorter<Value>(folder, (a, b) => a.key - b.key, atOnce);
  for (const value of values) await sorter.add(value);
  const sorted: Value[] = [];
  for await (const value of sorter.sorted()) sorted.push(value);
  sorter.close();
  expect(existsSync(folder)).toBe(false);
  return sorted;
};

it('sorts values, and keeps the order of equal ones, if few fit into memory', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(5), { maxLength: 80 }),
      fc.integer({ min: 1, max: 30 }),
      fc.integer({ min: 2, max: 4 }),
      async (keys, values, files) => {
        const given = keys.map((key, place) => ({ key, place }));
        const expected = [...given].sort((a, b) => a.key - b.key);
        expect(await sortedBy(given, { values, files })).toEqual(expected);
      },
    ),
    { numRuns: 40 },
  );
});
