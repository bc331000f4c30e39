import type { EpochSeconds } from '@dialplane/basics';
import { directoryObjects } from '@dialplane/object-store';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cachedPrices } from './cached-prices';
import { directoryPrices } from './directory-prices';
import { folderWith, removeFolders } from '@dialplane/basics/testing';
import { type PriceSource, sha256Of } from './price-source';
import { priceSourceContract } from '../../testing/price-source.contract';

afterAll(removeFolders);

priceSourceContract('cachedPrices', async (files) =>
  cachedPrices(directoryPrices(folderWith(files)), directoryObjects(folderWith())),
);

const index = '/offers/v1.0/aws/AmazonChime/index.json';
const version = '/offers/v1.0/aws/AmazonChime/20200201000000/index.json';
const down = new Error('The service is down');

/** A source whose text and state the test sets, and which counts the requests. */
const changingSource = () => {
  const state = { text: 'old' as string | undefined, isDown: false, asked: 0, now: 1_000 };
  const source: PriceSource = {
    read: async () => {
      state.asked += 1;
      if (state.isDown) throw down;
      const { text, now } = state;
      return text === undefined ? undefined : { text, sha256: sha256Of(text), readAt: now as EpochSeconds };
    },
  };
  return { state, source };
};

it('asks for a version once, and never again', async () => {
  const { state, source } = changingSource();
  const folder = folderWith();
  await cachedPrices(source, directoryObjects(folder)).read(version);
  state.isDown = true;

  const again = await cachedPrices(source, directoryObjects(folder)).read(version); // by another process in the same directory

  expect(again).toEqual({ text: 'old', sha256: sha256Of('old'), readAt: 1_000 });
  expect(state.asked).toBe(1);
});

it('asks for an index each time', async () => {
  const { state, source } = changingSource();
  const prices = cachedPrices(source, directoryObjects(folderWith()));
  await prices.read(index);
  state.text = 'new';

  expect(await prices.read(index)).toMatchObject({ text: 'new' });
});

it('gives the kept index when the service is down, and says how old it is and why', async () => {
  const { state, source } = changingSource();
  const prices = cachedPrices(source, directoryObjects(folderWith()));
  await prices.read(index);
  Object.assign(state, { isDown: true, now: 2_000 });

  expect(await prices.read(index)).toEqual({
    text: 'old',
    sha256: sha256Of('old'),
    readAt: 1_000,
    staleBecause: down,
  });
});

it('does not ask a service again that is down, for what is kept', async () => {
  const { state, source } = changingSource();
  const folder = directoryObjects(folderWith());
  const other = '/offers/v1.0/aws/AmazonChimeVoiceConnector/index.json';
  for (const path of [index, other]) await cachedPrices(source, folder).read(path);
  Object.assign(state, { isDown: true, asked: 0 });
  const prices = cachedPrices(source, folder);
  for (const path of [index, other]) expect(await prices.read(path)).toMatchObject({ staleBecause: down });

  expect(state.asked).toBe(1);
  state.isDown = false; // and another run requests it again
  expect(await cachedPrices(source, folder).read(index)).not.toHaveProperty('staleBecause');
});

it('throws when the service is down and nothing was kept', async () => {
  const { state, source } = changingSource();
  state.isDown = true;

  await expect(cachedPrices(source, directoryObjects(folderWith())).read(index)).rejects.toBe(down);
});

it('does not give an index that is gone', async () => {
  const { state, source } = changingSource();
  const prices = cachedPrices(source, directoryObjects(folderWith()));
  await prices.read(index);
  state.text = undefined;

  expect(await prices.read(index)).toBeUndefined();
  state.isDown = true;
  expect(await prices.read(index)).toBeUndefined();
});

it('does not use a kept text that was changed: it asks again', async () => {
  const { state, source } = changingSource();
  const folder = folderWith();
  const prices = cachedPrices(source, directoryObjects(folder));
  await prices.read(version);
  const [file = ''] = readdirSync(join(folder, 'texts'));
  writeFileSync(join(folder, 'texts', file), 'tampered');

  expect(await prices.read(version)).toMatchObject({ text: 'old' });
  expect(state.asked).toBe(2);
  expect(await prices.read(version)).toMatchObject({ text: 'old' });
  expect(state.asked).toBe(2);
});

it('gives simultaneous readers and writers of one index a complete text each', async () => {
  const folder = folderWith();
  const texts = Array.from({ length: 20 }, (_, i) => String(i).repeat(10_000));
  const reads = texts.map((text) => {
    const { state, source } = changingSource();
    state.text = text;
    return cachedPrices(source, directoryObjects(folder)).read(index);
  });
  await Promise.all(reads);
  const { state, source } = changingSource();
  state.isDown = true;

  expect(texts).toContain((await cachedPrices(source, directoryObjects(folder)).read(index))?.text);
});
