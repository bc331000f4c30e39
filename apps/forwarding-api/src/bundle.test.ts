import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { describeOnDynamoDbLocal } from '@dialplane/dynamodb-local';
import { bundleLambda, type LambdaBundle } from '@dialplane/lambda-bundle';
import { virtualChime } from '@dialplane/virtual-chime';
import { serve, type ServerType } from '@hono/node-server';
import type { AddressInfo } from 'node:net';

const number = '+12065550100';
const environment = {
  FORWARDS_TABLE: 'forwards',
  OPERATIONS_TABLE: 'operations',
  CHANGES_TABLE: 'changes',
  SIP_MEDIA_APPLICATION_ID: 'sma-1',
  SIP_MEDIA_APPLICATION_REGION: 'us-east-1',
};

/** A request in the form that an HTTP API sends (docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html). */
const request = (
  method: string,
  rawPath: string,
  { groups, body }: { groups?: string; body?: object } = {},
) => ({
  version: '2.0',
  routeKey: `${method} ${rawPath}`,
  rawPath,
  rawQueryString: '',
  headers: { 'content-type': 'application/json' },
  requestContext: {
    http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
    domainName: 'api.example',
    ...(groups && { authorizer: { jwt: { claims: { username: 'ann', 'cognito:groups': groups } } } }),
  },
  isBase64Encoded: false,
  ...(body && { body: JSON.stringify(body) }),
});

let bundle: LambdaBundle;

beforeAll(async () => {
  bundle = await bundleLambda('forwarding-api');
}, 60_000);

afterAll(() => bundle.remove());

it('is at most 180 KB, gzipped', () => {
  expect(bundle.gzipBytes).toBeLessThanOrEqual(180 * 1024);
});

it('says which settings are missing', async () => {
  await expect(bundle.load({})).rejects.toThrow(
    'Cannot start the app: FORWARDS_TABLE is missing; OPERATIONS_TABLE',
  );
});

it('answers 401 to every request that no authoriser has checked', async () => {
  const { answer } = await bundle.ask(request('GET', '/numbers'), environment);

  expect(answer).toMatchObject({ statusCode: 401 });
});

it('does not let a viewer change a forward', async () => {
  const { answer } = await bundle.ask(
    request('PUT', `/forwards/${number}`, { groups: '[viewers]', body: {} }),
    environment,
  );

  expect(answer).toMatchObject({ statusCode: 403 });
});

describeOnDynamoDbLocal('the bundle', (db, database) => {
  let http: ServerType;
  let chimeEndpoint = '';

  beforeAll(async () => {
    for (const TableName of [environment.FORWARDS_TABLE, environment.OPERATIONS_TABLE])
      await db().send(
        new CreateTableCommand({
          TableName,
          BillingMode: 'PAY_PER_REQUEST',
          AttributeDefinitions: [{ AttributeName: 'number', AttributeType: 'S' }],
          KeySchema: [{ AttributeName: 'number', KeyType: 'HASH' }],
        }),
      );
    const chime = virtualChime({
      region: 'us-east-1',
      accountId: '111122223333',
      now: Date.now,
      numbers: [{ number }],
    });
    http = serve({ fetch: chime.fetch, port: 0, hostname: '127.0.0.1' });
    await new Promise((resolve) => http.once('listening', resolve));
    chimeEndpoint = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((resolve) => http.close(resolve)));

  it('lists the numbers of the account to a viewer, and logs no phone number', async () => {
    const { answer, log } = await bundle.ask(request('GET', '/numbers', { groups: '[viewers]' }), {
      ...environment,
      AWS_ENDPOINT_URL_DYNAMODB: database(),
      AWS_ENDPOINT_URL_CHIME_SDK_VOICE: chimeEndpoint,
    });

    expect(answer).toMatchObject({ statusCode: 200 });
    expect(JSON.parse((answer as { body: string }).body).numbers).toMatchObject([
      { number, productType: 'VoiceConnector', status: 'Unassigned' },
    ]);
    expect(JSON.stringify(log)).not.toContain(number.slice(1));
  });

  it('answers 503 when Amazon Chime does not answer', async () => {
    const { answer } = await bundle.ask(request('GET', '/numbers', { groups: '[viewers]' }), {
      ...environment,
      AWS_ENDPOINT_URL_DYNAMODB: database(),
      AWS_ENDPOINT_URL_CHIME_SDK_VOICE: 'http://127.0.0.1:9',
    });

    expect(answer).toMatchObject({ statusCode: 503, headers: { 'retry-after': '5' } });
  });
});
