import { type DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { checkOut, dynamoLookUps, dynamoReservations, reservationsTable } from '@dialplane/dnis-pool';
import { connectEvent, dnisUnderTest, exclusivePool } from '@dialplane/dnis-pool/testing';
import { createTable, describeOnDynamoDbLocal } from '@dialplane/dynamodb-local';
import type { E164 } from '@dialplane/phone-numbers';
import { setTimeout as sleep } from 'node:timers/promises';
import { dnisLookup } from './dnis-lookup';

/** A DynamoDB that takes 250 ms for each request, and throttles the first update. */
const brownOut = (db: DynamoDBClient): DynamoDBClient => {
  let updates = 0;
  const send = async (command: object) => {
    await sleep(250);
    if (command instanceof UpdateItemCommand && (updates += 1) === 1)
      throw Object.assign(new Error('slow down'), { name: 'ThrottlingException' });
    return db.send(command as never);
  };
  return { send } as unknown as DynamoDBClient;
};

describeOnDynamoDbLocal('a look-up during a brown-out of DynamoDB', (db) => {
  it('still delivers the context, within a second', async () => {
    const table = 'reservations';
    const number = '+12025550142' as E164;
    await createTable(db(), table, reservationsTable);
    const { dnis } = await dnisUnderTest({ store: dynamoReservations(db(), table), numbers: [number] });
    await checkOut(dnis, exclusivePool, { context: { fname: 'Ada' } });
    const log = { info: () => {}, warn: () => {}, error: () => {} };
    const store = dynamoLookUps({
      db: brownOut(db()),
      table,
      patience: { milliseconds: 500 },
      random: Math.random,
    });
    const ask = dnisLookup({ dnis: { ...dnis, store }, log, count: () => {} });
    const start = performance.now();

    expect(await ask(connectEvent())).toMatchObject({ status: 'Success', fname: 'Ada' });
    expect(performance.now() - start).toBeLessThan(1_000);
  });
});
