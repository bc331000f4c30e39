import { type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { createTable, describeOnDynamoDbLocal, tableById } from '@dialplane/dynamodb-local';
import { losingAnswers } from '@dialplane/dynamodb-local/testing';
import type { E164 } from '@dialplane/phone-numbers';
import { dynamoProvidedNumbers } from './dynamo-provided-numbers';
import { provided, providedNumbersContract } from '../testing/provided-numbers.contract';

let tables = 0;

const emptyTable = (db: DynamoDBClient): Promise<string> =>
  createTable(db, `provided-${(tables += 1)}`, tableById('id'));

describeOnDynamoDbLocal('in DynamoDB', (db, endpoint) => {
  providedNumbersContract('dynamoProvidedNumbers', async () =>
    dynamoProvidedNumbers(db(), await emptyTable(db())),
  );

  it('an item that is not a provided number is an error, and never reads as "nothing is stored"', async () => {
    const table = await emptyTable(db());
    await db().send(new PutItemCommand({ TableName: table, Item: { id: { S: 'phone-number/sales' } } }));

    await expect(dynamoProvidedNumbers(db(), table).find('sales')).rejects.toThrow(
      'Cannot read a provided number from the store: number or status is missing or wrong',
    );
  });

  it('reads a record of an earlier version', async () => {
    const table = await emptyTable(db());
    const store = dynamoProvidedNumbers(db(), table);
    const wiring = { kind: 'connector', connectorId: 'vc-1' };
    const item = { id: 'phone-number/sales', number: '+12065550100', status: 'ready', before: { wiring } };
    await db().send(new PutItemCommand({ TableName: table, Item: marshall(item) }));

    expect(await store.find('sales')).toMatchObject({ before: { routing: wiring } });
  });

  it('a table that does not exist is an error', async () => {
    await expect(dynamoProvidedNumbers(db(), 'no-such-table').find('sales')).rejects.toThrow('non-existent');
  });

  it('recognises its own writes when their answers are lost and the requests repeated', async () => {
    const { db: lossy, losing, stop } = await losingAnswers(endpoint());
    const store = dynamoProvidedNumbers(lossy, await emptyTable(db()));
    const first = provided('sales', '+12065550100' as E164);
    const second = { ...first, version: 2 };

    expect(await losing(() => store.put(first, undefined))).toBe('stored');
    expect(await losing(() => store.put(second, first))).toBe('stored');
    expect(await losing(() => store.remove(second))).toBe('removed');
    await stop();
  });
});
