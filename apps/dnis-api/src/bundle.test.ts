import { reservationsTable } from '@dialplane/dnis-pool';
import { createTable, describeOnDynamoDbLocal } from '@dialplane/dynamodb-local';
import { httpApiEvent } from '@dialplane/http-api/testing';
import { describeBundle } from '@dialplane/lambda-bundle/testing';

const environment = {
  RESERVATIONS_TABLE: 'reservations',
  CONTEXT_KEY_ID: 'alias/dnis',
  POOLS: '[{"name":"development"}]',
};

const jwt = (groups: string) => ({ jwt: { claims: { username: 'ivr', 'cognito:groups': groups } } });
const iam = { iam: { userArn: 'arn:aws:sts::111122223333:assumed-role/legacy-ivr/session' } };

const bundle = describeBundle('dnis-api', {
  kilobytes: 180,
  missing: 'RESERVATIONS_TABLE is missing',
});

it.each([
  ['GET', '/pools', undefined, 401],
  ['POST', '/', undefined, 401],
  ['POST', '/pools/development/reservations', jwt('[viewers]'), 403],
  ['PUT', '/pools/development/numbers/+12025550142', jwt('[transfers]'), 403],
  ['GET', '/pools', jwt('[viewers]'), 200],
  ['GET', '/pools', iam, 200],
])('%s %s, authorised as %j, gives %i', async (method, path, authorizer, statusCode) => {
  const { answer } = await bundle().ask(
    httpApiEvent(method, path, authorizer, method === 'GET' ? undefined : {}),
    environment,
  );

  expect(answer).toMatchObject({ statusCode });
});

describeOnDynamoDbLocal('the bundle', (db, endpoint) => {
  const ask = (event: object) =>
    bundle().ask(event, { ...environment, AWS_ENDPOINT_URL_DYNAMODB: endpoint() });

  beforeAll(async () => {
    await createTable(db(), 'reservations', reservationsTable);
  });

  it('adds numbers and lists them, and writes no number to its log', async () => {
    const added = await ask(
      httpApiEvent('PUT', '/pools/development/numbers/+12025550142', jwt('[operators]')),
    );
    const listed = await ask({ method: 'GET', path: '/pools/development/numbers' });

    expect(added.answer).toMatchObject({ statusCode: 201 });
    expect(listed.answer).toMatchObject({
      status: 200,
      body: { numbers: [{ number: '+12025550142', state: 'free' }] },
    });
    expect(JSON.stringify([...added.log, ...listed.log])).not.toContain('12025550142');
  });
});
