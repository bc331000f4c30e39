import fc from 'fast-check';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { folderWith, removeFolders } from '@dialplane/basics/testing';
import { openLineSpill } from './line-spill';
import { openSpill } from './spill';

afterEach(removeFolders);

it('gives back all bytes of a partition in order, in memory or on disk', () => {
  const adding = fc.array(fc.tuple(fc.nat(2), fc.uint8Array({ maxLength: 40 })), { maxLength: 60 });
  fc.assert(
    fc.property(adding, fc.integer({ min: 1, max: 200 }), (added, budget) => {
      const spill = openSpill(join(folderWith(), 'spill'), 3, budget);
      for (const [partition, bytes] of added) spill.add(partition, bytes);
      for (const partition of [0, 1, 2]) {
        const expected = added.flatMap(([to, bytes]) => (to === partition ? [...bytes] : []));
        expect([...spill.read(partition)]).toEqual(expected);
      }
      spill.close();
    }),
    { numRuns: 50 },
  );
});

it('writes nothing to the disk as long as it has memory, and leaves nothing there', () => {
  const folder = join(folderWith(), 'spill');
  const small = openSpill(folder, 2, 100);
  small.add(0, new Uint8Array(100));
  expect(existsSync(folder)).toBe(false);
  small.add(1, new Uint8Array(1));
  expect(existsSync(folder)).toBe(true);
  small.close();
  expect(existsSync(folder)).toBe(false);
});

it('keeps values as they are', () => {
  const spill = openLineSpill<unknown>(join(folderWith(), 'spill'), 2);
  const values = [{ a: 'Zoë\n"' }, [1, 2], 'x'];
  for (const value of values) spill.add(1, value);
  expect(spill.read(1)).toEqual(values);
  expect(spill.read(0)).toEqual([]);
});

it('refuses a partition that it does not have', () => {
  expect(() => openSpill(folderWith(), 2).add(2, new Uint8Array(1))).toThrow(
    'Cannot use partition 2: expected one below 2',
  );
});
