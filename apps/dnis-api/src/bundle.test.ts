import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { reservationsTable } from '@dialplane/dnis-pool';
import { describeOnDynamoDbLocal } from '@dialplane/dynamodb-local';
import { bundleLambda, type LambdaBundle } from '@dialplane/lambda-bundle';

const environment = {
  RESERVATIONS_TABLE: 'reservations',
  CONTEXT_KEY_ID: 'alias/dnis',
  POOLS: '[{"name":"development"}]',
};

/** A request as an HTTP API passes it on (docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html). */
const request = (method: string, rawPath: string, authorizer?: object, body?: object) => ({
  version: '2.0',
  routeKey: `${method} ${rawPath}`,
  rawPath,
  rawQueryString: '',
  headers: { 'content-type': 'application/json' },
  requestContext: {
    http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
    domainName: 'api.example',
    ...(authorizer && { authorizer }),
  },
  isBase64Encoded: false,
  ...(body && { body: JSON.stringify(body) }),
});

const jwt = (groups: string) => ({ jwt: { claims: { username: 'ivr', 'cognito:groups': groups } } });
const iam = { iam: { userArn: 'arn:aws:sts::111122223333:assumed-role/legacy-ivr/session' } };

let bundle: LambdaBundle;

beforeAll(async () => {
  bundle = await bundleLambda('dnis-api');
}, 60_000);

afterAll(() => bundle.remove());

it('is at most 180 KB, gzipped', () => {
  expect(bundle.gzipBytes).toBeLessThanOrEqual(180 * 1024);
});

it('says which settings are missing', async () => {
  await expect(bundle.load({})).rejects.toThrow('Cannot start the app: RESERVATIONS_TABLE is missing');
});

it.each([
  ['GET', '/pools', undefined, 401],
  ['POST', '/', undefined, 401],
  ['POST', '/pools/development/reservations', jwt('[viewers]'), 403],
  ['PUT', '/pools/development/numbers/+12025550142', jwt('[transfers]'), 403],
  ['GET', '/pools', jwt('[viewers]'), 200],
  ['GET', '/pools', iam, 200],
])('%s %s, authorised as %j, gives %i', async (method, path, authorizer, statusCode) => {
  const { answer } = await bundle.ask(
    request(method, path, authorizer, method === 'GET' ? undefined : {}),
    environment,
  );

  expect(answer).toMatchObject({ statusCode });
});

describeOnDynamoDbLocal('the bundle', (db, endpoint) => {
  const ask = (event: object) => bundle.ask(event, { ...environment, AWS_ENDPOINT_URL_DYNAMODB: endpoint() });

  beforeAll(async () => {
    await db().send(
      new CreateTableCommand({
        TableName: 'reservations',
        BillingMode: 'PAY_PER_REQUEST',
        ...reservationsTable,
      }),
    );
  });

  it('adds numbers and lists them, and writes no number to its log', async () => {
    const added = await ask(request('PUT', '/pools/development/numbers/+12025550142', jwt('[operators]')));
    const listed = await ask({ method: 'GET', path: '/pools/development/numbers' });

    expect(added.answer).toMatchObject({ statusCode: 201 });
    expect(listed.answer).toMatchObject({
      status: 200,
      body: { numbers: [{ number: '+12025550142', state: 'free' }] },
    });
    expect(JSON.stringify([...added.log, ...listed.log])).not.toContain('12025550142');
  });
});
