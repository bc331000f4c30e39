import type { EpochSeconds } from '@dialplane/basics';
import { directoryObjects } from '@dialplane/object-store';
import { join } from 'node:path';
import { cachedPrices } from '../sources/cached-prices';
import { directoryPrices } from '../sources/directory-prices';
import { findPrice } from './find-price';
import { loadPrices } from './load-prices';
import { at, line, service } from '../../testing/price-offers';
import { folderWith, removeFolders } from '@dialplane/basics/testing';
import type { PriceSource } from '../sources/price-source';

afterAll(removeFolders);

const golden = directoryPrices(join(__dirname, '../../golden/prices/flat'));
const folder = `/offers/v1.0/aws/${service}`;
const versionIndex = (version: string) =>
  JSON.stringify({
    versions: {
      [version]: {
        versionEffectiveBeginDate: '2020-01-01T00:00:00Z',
        versionEffectiveEndDate: '',
        offerVersionUrl: `${folder}/${version}/index.json`,
      },
    },
  });

it('loads every version of every offer that the index of services names, in JSON or CSV', async () => {
  const { book, files, issues, staleSince } = await loadPrices(golden);

  expect([...book.services.keys()]).toEqual(['AmazonChime', service]);
  expect(files).toHaveLength(7);
  expect(issues).toEqual([]);
  expect(staleSince).toBeUndefined();
  expect(book.skipped).toEqual({ FlatRate: 2, Reserved: 4 });
  expect(findPrice(book, service, line, at('2020-06-01T00:00:00Z'))).toMatchObject({
    value: { tiers: [{ price: 48_000_000n, version: '20200301000000' }] },
  });
});

it('loads the offers that it is told to, and no others', async () => {
  const { book } = await loadPrices(golden, { offerCodes: ['AmazonChime'] });

  expect([...book.services.keys()]).toEqual(['AmazonChime']);
});

it('looks for the known offers of Chime where no index of services is there', async () => {
  const withoutIndex: PriceSource = {
    read: async (path) => (path === '/offers/v1.0/aws/index.json' ? undefined : golden.read(path)),
  };

  expect([...(await loadPrices(withoutIndex)).book.services.keys()]).toEqual(['AmazonChime', service]);
});

it('makes a book of nothing from an empty directory', async () => {
  expect((await loadPrices(directoryPrices(folderWith()))).book.services.size).toBe(0);
});

it.each`
  files                                                                                                | path                       | message
  ${{ 'index.json': '<html>' }}                                                                        | ${'/index.json'}           | ${'must be an index of versions, with versions'}
  ${{ 'index.json': versionIndex('1') }}                                                               | ${'/1/index.json'}         | ${'is missing, in JSON and in CSV'}
  ${{ 'index.json': versionIndex('1'), '1/index.json': '{"offerCode":' }}                              | ${'/1/index.json'}         | ${'must be a price list in JSON, with offerCode, version and terms'}
  ${{ 'index.json': versionIndex('1'), '1/index.json': '{"offerCode":"A","version":"2","terms":{}}' }} | ${'/1/index.json version'} | ${'must be 1 as in the index, not 2'}
`('reports that $path $message', async ({ files, path, message }) => {
  const below = Object.fromEntries(
    Object.entries<string>(files).map(([name, text]) => [`${folder}/${name}`, text]),
  );
  const { issues } = await loadPrices(directoryPrices(folderWith(below)));

  expect(issues).toEqual([{ path: folder + path, message }]);
});

it('works from the cache when the service is down, and says since when', async () => {
  const cache = directoryObjects(folderWith());
  const first = await loadPrices(cachedPrices(golden, cache));
  const broken: PriceSource = {
    read: async () => {
      throw new Error('The service is down');
    },
  };
  const second = await loadPrices(cachedPrices(broken, cache));

  expect(second.book).toEqual(first.book);
  expect(second.staleSince).toBe(
    Math.min(...first.files.filter(({ path }) => !/\d{14}/.test(path)).map(({ readAt }) => readAt)),
  );
  await expect(loadPrices(broken)).rejects.toThrow('The service is down');
});

it('is as old as the oldest index that could not be read again', async () => {
  const ages = new Map([
    ['/offers/v1.0/aws/index.json', 300],
    ['/offers/v1.0/aws/AmazonChime/index.json', 100],
    [`${folder}/index.json`, 200],
  ]);
  const aged: PriceSource = {
    read: async (path) => {
      const [file, readAt] = [await golden.read(path), ages.get(path)];
      if (!file || readAt === undefined) return file;
      return { ...file, readAt: readAt as EpochSeconds, staleBecause: 'the service is down' };
    },
  };

  expect((await loadPrices(aged)).staleSince).toBe(100);
});
