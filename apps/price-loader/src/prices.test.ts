import { PricingClient } from '@aws-sdk/client-pricing';
import { parseWindow } from '@dialplane/cdr';
import { epochSeconds } from '@dialplane/basics';
import { directoryObjects } from '@dialplane/object-store';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pricesFor } from './prices';

const index = '/offers/v1.0/aws/AmazonChime/index.json';
const folder = mkdtempSync(join(tmpdir(), 'prices-'));
const servers: Server[] = [];
afterAll(async () => {
  rmSync(folder, { recursive: true });
  for (const server of servers) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

const serve = async (answer: RequestListener): Promise<string> => {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const windowOf = (text: string) => {
  const window = parseWindow(text);
  if (!window.ok) throw new Error(`Cannot use the window "${text}" in a test`);
  return window.value;
};

it.each`
  source    | window                  | kept                        | because
  ${'bulk'} | ${'2026-11-20/Daily'}   | ${'prices/bulk'}            | ${'the bulk files have all of the past'}
  ${'bulk'} | ${'2020-01-31/Monthly'} | ${'prices/bulk'}            | ${'they are the same files'}
  ${'api'}  | ${'2026-11-20/Daily'}   | ${'prices/api'}             | ${'it is the current index'}
  ${'api'}  | ${'2020-01-31/Monthly'} | ${'prices/api-of-the-past'} | ${'it must not stand in for the current one'}
`('keeps what $source gives for $window below $kept: $because', async ({ source, window, kept }) => {
  const store = directoryObjects(mkdtempSync(join(folder, 'store-')));
  const asked: string[] = [];
  const origin = await serve((request, response) => {
    asked.push(String(request.headers['x-amz-target'] ?? request.url));
    response.end(source === 'bulk' ? '{}' : '{"PriceLists":[]}');
  });
  const client = new PricingClient({
    region: 'us-east-1',
    endpoint: origin,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const now = () => epochSeconds(new Date('2026-11-21T00:00:00Z'));
  const options = { source, origin, client: () => client, currency: 'USD', lookBackDays: 3, store, now };
  await pricesFor(options)(windowOf(window)).read(index);
  client.destroy();

  expect(asked[0]).toBe(source === 'bulk' ? index : 'AWSPriceListService.ListPriceLists');
  expect(readdirSync(store.localPath('prices')).map((name) => `prices/${name}`)).toEqual([kept]);
});
