import { epochSeconds } from '@dialplane/basics';
import type { ObjectStore } from '@dialplane/object-store';
import { describeUnlisted, unlistedObjects } from './unlisted-objects';

/** Owners that all have this many objects below a misnamed year. */
const misnamed = (owners: number, objectsEach: number) => {
  let listed = 0;
  const store: Pick<ObjectStore, 'entries' | 'list'> = {
    entries: async (prefix) => {
      if (prefix === 'Amazon-Chime-SMADRs/') return { folders: ['json'], files: [] };
      if (prefix === 'Amazon-Chime-SMADRs/json/')
        return { folders: Array.from({ length: owners }, (_, i) => `app${i}`), files: [] };
      return { folders: /\/app\d+\/$/.test(prefix) ? ['year=2020'] : [], files: [] };
    },
    list: async function* (prefix) {
      for (let i = 0; i < objectsEach; i += 1) {
        listed += 1;
        yield { key: `${prefix}${i}`, bytes: 1, modifiedAt: epochSeconds(new Date(0)), version: '1' };
      }
    },
  };
  return { store, listed: () => listed };
};

it('counts the objects of all owners, and gives the first ones as examples', async () => {
  const unlisted = await unlistedObjects(misnamed(3, 2).store, []);

  expect(unlisted).toEqual({
    objects: 6,
    more: false,
    examples: [
      'Amazon-Chime-SMADRs/json/app0/year=2020/0',
      'Amazon-Chime-SMADRs/json/app0/year=2020/1',
      'Amazon-Chime-SMADRs/json/app1/year=2020/0',
    ],
  });
});

it('lists at most 10,000 misplaced objects, however many owners have them', async () => {
  const { store, listed } = misnamed(100, 1_000);
  const unlisted = await unlistedObjects(store, []);

  expect(unlisted).toMatchObject({ objects: 10_000, more: true });
  expect(describeUnlisted(unlisted)).toMatch(/^More than 10000 objects are not where/);
  // Each listing that is under way reads one more object before it ends.
  expect(listed()).toBeLessThanOrEqual(10_000 + 16);
});

it('says that there are more only if there are', async () => {
  expect(await unlistedObjects(misnamed(10, 1_000).store, [])).toMatchObject({
    objects: 10_000,
    more: false,
  });
});
