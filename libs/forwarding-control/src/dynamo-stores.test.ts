import { CreateTableCommand, type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { describeOnDynamoDbLocal } from '@dialplane/dynamodb-local';
import type { E164 } from '@dialplane/phone-numbers';
import { changeLogContract } from './change-log.contract';
import { dynamoChanges } from './dynamo-changes';
import { dynamoOperations } from './dynamo-operations';
import { operationStoreContract } from './operation-store.contract';

let tables = 0;
const nextTable = () => `table-${(tables += 1)}`;

const operationsTable = async (db: DynamoDBClient): Promise<string> => {
  const TableName = nextTable();
  await db.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        { AttributeName: 'number', AttributeType: 'S' },
        { AttributeName: 'unfinished', AttributeType: 'S' },
        { AttributeName: 'nextAt', AttributeType: 'N' },
      ],
      KeySchema: [{ AttributeName: 'number', KeyType: 'HASH' }],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'unfinished',
          KeySchema: [
            { AttributeName: 'unfinished', KeyType: 'HASH' },
            { AttributeName: 'nextAt', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    }),
  );
  return TableName;
};

const changesTable = async (db: DynamoDBClient): Promise<string> => {
  const TableName = nextTable();
  await db.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        { AttributeName: 'number', AttributeType: 'S' },
        { AttributeName: 'at', AttributeType: 'S' },
      ],
      KeySchema: [
        { AttributeName: 'number', KeyType: 'HASH' },
        { AttributeName: 'at', KeyType: 'RANGE' },
      ],
    }),
  );
  return TableName;
};

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
