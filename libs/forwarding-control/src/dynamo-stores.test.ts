import { CreateTableCommand, type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { describeOnDynamoDbLocal } from '@dialplane/dynamodb-local';
import type { E164 } from '@dialplane/phone-numbers';
import { changeLogContract } from './change-log.contract';
import { dynamoChanges } from './dynamo-changes';
import { dynamoOperations } from './dynamo-operations';
import { type TableForm, tableForms } from './dynamo-tables';
import { operationStoreContract } from './operation-store.contract';

let tables = 0;

/** A new table of this form. */
const emptyTable = async (db: DynamoDBClient, form: TableForm): Promise<string> => {
  const TableName = `table-${(tables += 1)}`;
  await db.send(new CreateTableCommand({ TableName, BillingMode: 'PAY_PER_REQUEST', ...form }));
  return TableName;
};

const operationsTable = (db: DynamoDBClient) => emptyTable(db, tableForms.operations);
const changesTable = (db: DynamoDBClient) => emptyTable(db, tableForms.changes);

describeOnDynamoDbLocal('in DynamoDB', (db) => {
  operationStoreContract(
    'dynamoOperations',
    async () => dynamoOperations(db(), await operationsTable(db())),
    10,
  );
  changeLogContract('dynamoChanges', async () => dynamoChanges(db(), await changesTable(db())));

  it('an item that is no operation is an error, never "no operation"', async () => {
    const table = await operationsTable(db());
    const number = '+12065550100' as E164;
    await db().send(new PutItemCommand({ TableName: table, Item: { number: { S: number } } }));

    await expect(dynamoOperations(db(), table).find(number)).rejects.toThrow('Cannot read an operation');
  });
});
