import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { servePrices } from './price-server';

it('serves the files of its folder, says what is not there, and shows nothing above it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'prices-'));
  mkdirSync(join(folder, 'prices/offers'), { recursive: true });
  writeFileSync(join(folder, 'prices/offers/index.json'), '{}');
  writeFileSync(join(folder, 'secret.json'), 'secret');
  const { url, stop } = await servePrices(join(folder, 'prices'));
  const asked = async (path: string) => {
    const answer = await fetch(url + path);
    return [answer.status, await answer.text()];
  };

  try {
    expect(await asked('/offers/index.json')).toEqual([200, '{}']);
    expect(await asked('/offers/none.json')).toEqual([404, '']);
    expect(await asked('/%2e%2e/secret.json')).toEqual([404, '']);
    expect(await asked('/..%2fsecret.json')).toEqual([404, '']);
  } finally {
    await stop();
    rmSync(folder, { recursive: true });
  }
});
