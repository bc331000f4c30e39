import type { EpochSeconds } from '@dialplane/basics';
import { directoryObjects } from '@dialplane/object-store';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { priceListApi, type PriceListApiOptions } from './aws-price-list-api';
import { cachedPrices } from './cached-prices';
import { directoryPrices } from './directory-prices';
import { findPrice } from '../book/find-price';
import { loadPrices } from '../book/load-prices';
import { formatPrice } from '../money';
import { at, line, service } from '../../testing/price-offers';
import { folderWith, removeFolders } from '@dialplane/basics/testing';
import { type ServedList, startPriceLists } from '../../testing/aws-price-lists';
import { priceSourceContract } from '../../testing/price-source.contract';
import { readVersionIndex } from '../book/read-index';

const running: { stop: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const one of running.splice(0)) await one.stop();
});
afterAll(removeFolders);

const serve = async (...given: Parameters<typeof startPriceLists>) => {
  const started = await startPriceLists(...given);
  running.push(started);
  return started;
};

const year = { from: at('2020-01-01T00:00:00Z'), to: at('2021-01-01T00:00:00Z') };
const later = () => at('2026-11-01T00:00:00Z');

priceSourceContract('priceListApi', async (files) => {
  const lists = Object.entries(files).map(([path, json]): ServedList => {
    const [, offer = '', version = ''] = /aws\/(\w+)\/(\d+)\//.exec(path) ?? [];
    return { offer, version, begin: Infinity, json };
  });
  return priceListApi({ client: (await serve(lists)).client, ...year });
});

const golden = join(__dirname, '../../golden/prices/flat');
const path = `/offers/v1.0/aws/${service}/index.json`;

/** The golden price lists as the API serves them: one for each Region. */
const goldenLists = (): readonly ServedList[] => {
  const index = readVersionIndex(readFileSync(join(golden, path), 'utf8'));
  if (!index.ok) throw new Error('Cannot read the golden index');
  return index.value.versions.map(({ version, begin, end, path: file }) => {
    const format = file.endsWith('csv') || version !== '20200915120000' ? 'csv' : 'json';
    const text = readFileSync(join(golden, file.replace(/json$/, format)), 'utf8');
    return { offer: service, version, region: 'us-east-1', begin, end, [format]: text };
  });
};

const versionsOf = async (options: PriceListApiOptions) => {
  const file = await priceListApi(options).read(path);
  return (JSON.parse(file?.text ?? '{"versions":{}}') as { versions: unknown }).versions;
};

it('gives the prices of every moment of a time long past, as the bulk files have them', async () => {
  const { client } = await serve(goldenLists());
  const options = { offerCodes: [service] };
  const byApi = await loadPrices(priceListApi({ client, ...year, now: later }), options);
  const byBulk = await loadPrices(directoryPrices(golden), options);
  const priceAt = ({ book }: typeof byApi, moment: number) => {
    const price = findPrice(book, service, line, moment as EpochSeconds);
    return price.ok ? price.value.tiers.map((tier) => [formatPrice(tier.price), tier.version]) : price.error;
  };
  const changes =
    byBulk.book.services
      .get(service)
      ?.get(line)
      ?.flatMap(({ from, to }) => [from, to]) ?? [];
  const moments = [year.from, ...changes.flatMap((change) => [change - 1, change]), year.to - 1].filter(
    (moment) => moment >= year.from && moment < year.to,
  );

  expect(byApi.issues).toEqual([]);
  expect(moments.length).toBeGreaterThan(4);
  for (const moment of moments) expect(priceAt(byApi, moment)).toEqual(priceAt(byBulk, moment));
});

const list = (version: string, begin: number, end?: number, region = 'us-east-1'): ServedList => ({
  offer: service,
  version,
  region,
  begin,
  ...(end !== undefined && { end }),
  json: '{}',
});
const change = at('2020-03-17T14:05:09Z');

it('finds the second of a change, from look-ups at moments', async () => {
  const { client, calls } = await serve([
    list('20190101000000', at('2019-01-01T00:00:00Z'), change),
    list('20200317000000', change),
  ]);

  expect(await versionsOf({ client, ...year, now: later })).toEqual({
    '20190101000000/us-east-1': {
      versionEffectiveBeginDate: '2020-01-01T00:00:00Z',
      versionEffectiveEndDate: '2020-03-17T14:05:09Z',
      offerVersionUrl: `/offers/v1.0/aws/${service}/20190101000000/us-east-1/index.json`,
    },
    '20200317000000/us-east-1': {
      versionEffectiveBeginDate: '2020-03-17T14:05:09Z',
      versionEffectiveEndDate: '', // it is in effect now
      offerVersionUrl: `/offers/v1.0/aws/${service}/20200317000000/us-east-1/index.json`,
    },
  });
  expect(calls.length).toBeLessThan(30);
});

it.each`
  lists                                                                                                                                  | ends                                | because
  ${[list('20190101000000', 0)]}                                                                                                         | ${['']}                             | ${'it is in effect now'}
  ${[list('20190101000000', 0, at('2024-01-01T00:00:00Z'))]}                                                                             | ${['2021-01-01T00:00:00Z']}         | ${'another has come since, behind the time asked for'}
  ${[list('20190101000000', 0, change)]}                                                                                                 | ${['2020-03-17T14:05:09Z']}         | ${'it ended then'}
  ${[list('20190101000000', 0), list('20190101000000', 0, change, 'us-west-2'), list('20200317000000', change, undefined, 'us-west-2')]} | ${['', '2020-03-17T14:05:09Z', '']} | ${'each Region has its own'}
  ${[]}                                                                                                                                  | ${[]}                               | ${'the offer has no prices'}
`('the versions end at $ends: $because', async ({ lists, ends }) => {
  const { client } = await serve(lists);
  const versions = Object.values(
    (await versionsOf({ client, ...year, now: later })) as Record<
      string,
      { versionEffectiveEndDate: string }
    >,
  );

  expect(versions.map((one) => one.versionEffectiveEndDate)).toEqual(ends);
});

it('does not ask for prices of the future', async () => {
  const now = change;
  const { client } = await serve([list('20190101000000', 0, now + 9), list('20200317000000', now + 9)]);

  expect(Object.keys((await versionsOf({ client, ...year, now: () => now })) as object)).toEqual([
    '20190101000000/us-east-1',
  ]);
});

it('reads all pages, and starts again when a page token has expired', async () => {
  const regions = ['us-east-1', 'us-west-2', 'eu-central-1', 'eu-west-1', 'eu-west-2'];
  const { client, state } = await serve(
    regions.map((region) => list('20190101000000', 0, undefined, region)),
  );
  let left = 2;
  let asked = 0;
  state.error = () => ((asked += 1) % 3 === 0 && left-- > 0 ? 'ExpiredNextTokenException' : undefined);
  const versions = await versionsOf({ client, ...year, now: later });

  expect(Object.keys(versions as object)).toEqual(regions.map((region) => `20190101000000/${region}`).sort());
  expect(left).toBeLessThanOrEqual(0);
});

it('waits when it asks faster than an account may', async () => {
  const lists = [list('20190101000000', 0, change), list('20200317000000', change)];
  const { client, throttled } = await serve(lists, { perSecond: 5, atOnce: 10 });

  expect(Object.keys((await versionsOf({ client, ...year, now: later })) as object)).toHaveLength(2);
  expect(throttled()).toBeGreaterThan(0);
}, 60_000);

it('asks for the file of a version once, and not at all when it is kept', async () => {
  const { client, calls } = await serve(goldenLists());
  const folder = folderWith();
  const load = () =>
    loadPrices(cachedPrices(priceListApi({ client, ...year, now: later }), directoryObjects(folder)), {
      offerCodes: [service],
    });
  const first = await load();
  const filesAsked = () => calls.filter((call) => call.startsWith('GET ')).length;
  expect(filesAsked()).toBe(3);
  const second = await load();

  expect(filesAsked()).toBe(3);
  expect(second.book).toEqual(first.book);
});

it.each(['AccessDeniedException', 'InvalidParameterException', 'InternalErrorException'])(
  'goes on with what is kept when the API says %s, and says so',
  async (error) => {
    const { impatient, state } = await serve(goldenLists());
    const prices = cachedPrices(
      priceListApi({ client: impatient, ...year, now: later }),
      directoryObjects(folderWith()),
    );
    const load = () => loadPrices(prices, { offerCodes: [service] });
    const fresh = await load();
    state.error = () => error;
    const kept = await load();

    expect(fresh).not.toHaveProperty('staleSince');
    expect(kept.staleSince).toBe(later());
    expect(kept.book).toEqual(fresh.book);
  },
);

it('reports what is wrong with a name that is not a price list', async () => {
  const { client } = await serve([list('latest', 0)]);

  await expect(versionsOf({ client, ...year, now: later })).rejects.toThrow(
    /^Cannot use the price list "arn:aws:pricing:::price-list\/aws\/AmazonChimeVoiceConnector\/USD\/latest\/us-east-1": expected/,
  );
});

it('refuses a time that ends before it begins', async () => {
  const { client } = await serve([]);

  expect(() => priceListApi({ client, from: year.to, to: year.from })).toThrow(RangeError);
});
