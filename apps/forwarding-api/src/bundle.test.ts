import { createTable, describeOnDynamoDbLocal, tableById } from '@dialplane/dynamodb-local';
import { httpApiEvent } from '@dialplane/http-api/testing';
import { describeBundle } from '@dialplane/lambda-bundle/testing';
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

const signedIn = (groups: string) => ({ jwt: { claims: { username: 'ann', 'cognito:groups': groups } } });

const bundle = describeBundle('forwarding-api', {
  kilobytes: 180,
  missing: 'FORWARDS_TABLE is missing; OPERATIONS_TABLE',
});

it('answers 401 to every request that no authoriser has checked', async () => {
  const { answer } = await bundle().ask(httpApiEvent('GET', '/numbers'), environment);

  expect(answer).toMatchObject({ statusCode: 401 });
});

it('does not let a viewer change a forward', async () => {
  const { answer } = await bundle().ask(
    httpApiEvent('PUT', `/forwards/${number}`, signedIn('[viewers]'), {}),
    environment,
  );

  expect(answer).toMatchObject({ statusCode: 403 });
});

describeOnDynamoDbLocal('the bundle', (db, database) => {
  let http: ServerType;
  let chimeEndpoint = '';

  beforeAll(async () => {
    for (const TableName of [environment.FORWARDS_TABLE, environment.OPERATIONS_TABLE])
      await createTable(db(), TableName, tableById('number'));
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
    const { answer, log } = await bundle().ask(httpApiEvent('GET', '/numbers', signedIn('[viewers]')), {
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
    const { answer } = await bundle().ask(httpApiEvent('GET', '/numbers', signedIn('[viewers]')), {
      ...environment,
      AWS_ENDPOINT_URL_DYNAMODB: database(),
      AWS_ENDPOINT_URL_CHIME_SDK_VOICE: 'http://127.0.0.1:9',
    });

    expect(answer).toMatchObject({ statusCode: 503, headers: { 'retry-after': '5' } });
  });
});
