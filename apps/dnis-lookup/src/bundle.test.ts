import { dynamoReservations, reservationsTable } from '@dialplane/dnis-pool';
import { atSecond, connectEvent } from '@dialplane/dnis-pool/testing';
import { createTable, describeOnDynamoDbLocal } from '@dialplane/dynamodb-local';
import { describeBundle } from '@dialplane/lambda-bundle/testing';

const environment = {
  RESERVATIONS_TABLE: 'reservations',
  CONTEXT_KEY_ID: 'alias/dnis',
  POOLS: '[{"name":"development"}]',
};
const nothing = { status: 'Failed', message: 'DNIS not present.' };

const bundle = describeBundle('dnis-lookup', {
  kilobytes: 140,
  without: ['luxon', 'hono', 'valibot', 'libphonenumber-js', 'credential-provider-node'],
  missing: 'RESERVATIONS_TABLE is missing',
});

it('says which settings are wrong', async () => {
  await expect(bundle().load({ ...environment, POOLS: 'x' })).rejects.toThrow(
    'POOLS is wrong: Cannot read the pools',
  );
});

it('answers within its time where DynamoDB does not, and lets the call go on', async () => {
  const { answer, log } = await bundle().ask(connectEvent(), {
    ...environment,
    AWS_ENDPOINT_URL_DYNAMODB: 'http://192.0.2.1:8000', // reserved for documentation: no answer comes
  });

  expect(answer).toEqual(nothing);
  expect(JSON.stringify(log)).toMatch(/"outcome":"(?:slow|failed)"/);
  expect(JSON.stringify(log)).not.toContain('12065550111');
});

describeOnDynamoDbLocal('the bundle', (db, endpoint) => {
  it('looks up a call in DynamoDB, and finds nothing that was not reserved', async () => {
    await createTable(db(), 'reservations', reservationsTable);
    // DynamoDB Local takes its time for the first request to a table.
    await dynamoReservations(db(), 'reservations').poolOf('+12025550142' as never);
    await dynamoReservations(db(), 'reservations').retire(
      'development',
      '+12025550142' as never,
      atSecond(0),
    );
    const { answer, log } = await bundle().ask(connectEvent(), {
      ...environment,
      AWS_ENDPOINT_URL_DYNAMODB: endpoint(),
    });

    expect(answer).toEqual(nothing);
    expect(log).toContainEqual(expect.objectContaining({ LookUps: 1, outcome: 'no-such-number' }));
  });
});
