import { type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { createTable, describeOnDynamoDbLocal } from '@dialplane/dynamodb-local';
import { losingAnswers } from '@dialplane/dynamodb-local/testing';
import { changeLogContract, office, operationStoreContract, operationWith } from '../testing';
import { dynamoChanges } from './dynamo-changes';
import { dynamoOperations } from './dynamo-operations';
import { type TableSchema, tableSchemas } from './dynamo-tables';

let tables = 0;

/** A new table of this form. */
const emptyTable = (db: DynamoDBClient, form: TableSchema): Promise<string> =>
  createTable(db, `table-${(tables += 1)}`, form);

const operationsTable = (db: DynamoDBClient) => emptyTable(db, tableSchemas.operations);
const changesTable = (db: DynamoDBClient) => emptyTable(db, tableSchemas.changes);

describeOnDynamoDbLocal('in DynamoDB', (db, endpoint) => {
  operationStoreContract(
    'dynamoOperations',
    async () => dynamoOperations(db(), await operationsTable(db())),
    10,
  );
  changeLogContract('dynamoChanges', async () => dynamoChanges(db(), await changesTable(db())));

  it('an item that is not an operation is an error, and never reads as "no operation"', async () => {
    const table = await operationsTable(db());
    await db().send(new PutItemCommand({ TableName: table, Item: { number: { S: office } } }));

    await expect(dynamoOperations(db(), table).find(office)).rejects.toThrow('Cannot read an operation');
  });

  it('recognises its own writes when their answers are lost and the requests repeated', async () => {
    const { db: lossy, losing, stop } = await losingAnswers(endpoint());
    const store = dynamoOperations(lossy, await operationsTable(db()));

    expect(await losing(() => store.put(operationWith()))).toBe('stored');
    expect(await losing(() => store.put(operationWith({ version: 2 })))).toBe('stored');
    expect(await store.find(office)).toEqual(operationWith({ version: 2 }));
    await stop();
  });

  it('does not take the equal claim of another process for its own', async () => {
    const { db: lossy, losing, stop } = await losingAnswers(endpoint());
    const table = await operationsTable(db());
    await dynamoOperations(db(), table).put(operationWith());

    expect(await losing(() => dynamoOperations(lossy, table).put(operationWith()))).toBe('conflict');
    await stop();
  });
});
