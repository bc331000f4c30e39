import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { bulkPrices } from './bulk-prices';
import { priceSourceContract } from '../../testing/price-source.contract';

const path = '/offers/v1.0/aws/AmazonChime/index.json';
const servers: Server[] = [];

const serve = async (answer: RequestListener): Promise<string> => {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

priceSourceContract('bulkPrices', async (files) => {
  const origin = await serve((request, response) => {
    const text = files[request.url ?? ''];
    response.writeHead(text === undefined ? 404 : 200).end(text);
  });
  return bulkPrices({ origin });
});

/** A server that gives these responses in turn, and then repeats the last one. */
const inTurn = async (...statuses: readonly number[]) => {
  let asked = 0;
  const origin = await serve((_, response) => {
    response.writeHead(statuses[Math.min(asked, statuses.length - 1)] ?? 500).end('{}');
    asked += 1;
  });
  return { origin, asked: () => asked };
};

it.each`
  statuses           | outcome                                               | asked | because
  ${[200]}           | ${'{}'}                                               | ${1}  | ${'it works'}
  ${[503, 200]}      | ${'{}'}                                               | ${2}  | ${'it works the second time'}
  ${[429, 500, 200]} | ${'{}'}                                               | ${3}  | ${'it works the third time'}
  ${[404, 200]}      | ${undefined}                                          | ${1}  | ${'a file that is not there is not asked for again'}
  ${[503]}           | ${/: expected status 200, not 503\. Try again later/} | ${3}  | ${'it never works'}
`('with the answers $statuses it asks $asked times: $because', async ({ statuses, outcome, asked }) => {
  const server = await inTurn(...statuses);
  const waits: number[] = [];
  const wait = async (milliseconds: number) => waits.push(milliseconds);
  const read = bulkPrices({ origin: server.origin, wait }).read(path);

  if (outcome instanceof RegExp) await expect(read).rejects.toThrow(outcome);
  else expect((await read)?.text).toBe(outcome);
  expect(server.asked()).toBe(asked);
  expect(waits).toEqual([1_000, 2_000].slice(0, asked - 1));
});

it('refuses a file that is too large, with or without Content-Length', async () => {
  const announced = await serve((_, response) =>
    response.writeHead(200, { 'content-length': 9 }).end('123456789'),
  );
  const streamed = await serve((_, response) => {
    response.writeHead(200).write('12345');
    response.end('6789');
  });

  for (const origin of [announced, streamed]) {
    await expect(bulkPrices({ origin, largest: 8 }).read(path)).rejects.toThrow(
      new RangeError(`Cannot read the price file ${path}: expected at most 8 bytes`),
    );
  }
});

it('times out when a server does not respond', async () => {
  const origin = await serve(() => {});

  await expect(bulkPrices({ origin, patience: 50, tries: 1 }).read(path)).rejects.toThrow(
    /did not answer in time/,
  );
});
