import { PricingClient } from '@aws-sdk/client-pricing';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { priceListPatience } from '../src/sources/aws-price-list-api';

/** A price list of an offer for a Region: when it is in effect, in seconds, and its file. */
export type ServedList = {
  readonly offer: string;
  readonly version: string;
  readonly region?: string;
  readonly begin: number;
  readonly end?: number;
  readonly json?: string;
  readonly csv?: string;
};

/**
 * A simulated Price List API and its files, over HTTP: AWS JSON 1.1, as the SDK's client sends it. Each page has two lists,
 * and a client that exceeds the documented quota is throttled.
 */
export const startPriceLists = async (
  lists: readonly ServedList[],
  { perSecond = 5_000, atOnce = 10_000 } = {},
) => {
  const calls: string[] = [];
  const state = {
    /** The error to return instead, by its documented name. */
    error: (_operation: string): string | undefined => undefined,
  };
  let tokens = atOnce;
  let filledAt = Date.now();
  let throttled = 0;
  const mayAsk = (): boolean => {
    tokens = Math.min(atOnce, tokens + ((Date.now() - filledAt) / 1000) * perSecond);
    filledAt = Date.now();
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };

  const pathOf = ({ offer, version, region }: ServedList): string =>
    [offer, version, ...(region === undefined ? [] : [region])].join('/');
  const arnOf = (list: ServedList): string =>
    `arn:aws:pricing:::price-list/aws/${pathOf(list).replace('/', '/USD/')}`;

  const operations: Readonly<Record<string, (input: Record<string, unknown>) => unknown>> = {
    ListPriceLists: ({ ServiceCode, EffectiveDate, NextToken, CurrencyCode }) => {
      const at = Number(EffectiveDate);
      const found = lists.filter(
        ({ offer, begin, end = Infinity }) => offer === ServiceCode && begin <= at && at < end,
      );
      const first = Number(NextToken ?? 0);
      const PriceLists = found.slice(first, first + 2).map((list) => ({
        PriceListArn: arnOf(list),
        RegionCode: list.region,
        CurrencyCode,
        FileFormats: ['json', 'csv'],
      }));
      return { PriceLists, ...(first + 2 < found.length && { NextToken: `${first + 2}` }) };
    },
    GetPriceListFileUrl: ({ PriceListArn, FileFormat }) => {
      const list = lists.find((one) => arnOf(one) === PriceListArn);
      if (!list || (FileFormat !== 'json' && FileFormat !== 'csv') || list[FileFormat] === undefined)
        return undefined;
      return { Url: `${origin}/offers/v1.0/aws/${pathOf(list)}/index.${FileFormat}` };
    },
  };

  const answerCall = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const [, operation = ''] = String(request.headers['x-amz-target']).split('AWSPriceListService.');
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const refuse = (name: string) =>
      response.writeHead(400, { 'content-type': 'application/x-amz-json-1.1' }).end(`{"__type":"${name}"}`);
    if (!mayAsk()) {
      throttled += 1;
      return void refuse('ThrottlingException');
    }
    calls.push(operation);
    const error = state.error(operation);
    const answer = operations[operation]?.(JSON.parse(text) as Record<string, unknown>);
    if (error !== undefined || answer === undefined) return void refuse(error ?? 'NotFoundException');
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(answer));
  };

  const answerFile = (request: IncomingMessage, response: ServerResponse): void => {
    calls.push(`GET ${request.url ?? ''}`);
    const [, path, format] = /^\/offers\/v1\.0\/aws\/(.+)\/index\.(\w+)$/.exec(request.url ?? '') ?? [];
    const list = lists.find((one) => pathOf(one) === path);
    response.end(format === 'csv' ? list?.csv : list?.json);
  };

  const server = createServer((request, response) => {
    if (request.method === 'POST') void answerCall(request, response);
    else answerFile(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const clients = [priceListPatience, { maxAttempts: 1 }].map(
    (patience) =>
      new PricingClient({
        ...patience,
        region: 'us-east-1',
        endpoint: origin,
        credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      }),
  );
  const [client, impatient] = clients as [PricingClient, PricingClient];

  return {
    client,
    /** A client without retries. */
    impatient,
    state,
    calls: calls as readonly string[],
    throttled: () => throttled,
    stop: async () => {
      for (const one of clients) one.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
