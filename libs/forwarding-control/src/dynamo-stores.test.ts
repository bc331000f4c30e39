import { CreateTableCommand, type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { describeOnDynamoDbLocal } from '@dialplane/dynamodb-local';
import { changeLogContract, office, operationStoreContract } from '../testing';
import { dynamoChanges } from './dynamo-changes';
import { dynamoOperations } from './dynamo-operations';
import { type TableSchema, tableSchemas } from './dynamo-tables';

let tables = 0;

/** A new table of this form. */
const emptyTable = async (db: DynamoDBClient, form: TableSchema): Promise<string> => {
  const TableName = `table-${(tables += 1)}`;
  await db.send(new CreateTableCommand({ TableName, BillingMode: 'PAY_PER_REQUEST', ...form }));
  return TableName;
};

const operationsTable = (db: DynamoDBClient) => emptyTable(db, tableSchemas.operations);
const changesTable = (db: DynamoDBClient) => emptyTable(db, tableSchemas.changes);

describeOnDynamoDbLocal('in DynamoDB', (db) => {
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
});
