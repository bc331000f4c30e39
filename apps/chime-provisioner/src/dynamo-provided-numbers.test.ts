import { CreateTableCommand, type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { describeOnDynamoDbLocal } from '@dialplane/dynamodb-local';
import { dynamoProvidedNumbers } from './dynamo-provided-numbers';
import { providedNumbersContract } from './provided-numbers.contract';

let tables = 0;

const emptyTable = async (db: DynamoDBClient): Promise<string> => {
  tables += 1;
  const TableName = `provided-${tables}`;
  await db.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    }),
  );
  return TableName;
};

describeOnDynamoDbLocal('in DynamoDB', (db) => {
  providedNumbersContract('dynamoProvidedNumbers', async () =>
    dynamoProvidedNumbers(db(), await emptyTable(db())),
  );

  it('an item that is no provided number is an error, never "nothing was put"', async () => {
    const table = await emptyTable(db());
    await db().send(new PutItemCommand({ TableName: table, Item: { id: { S: 'phone-number/sales' } } }));

    await expect(dynamoProvidedNumbers(db(), table).find('sales')).rejects.toThrow(
      'Cannot read a provided number from the store: number or status missing or wrong',
    );
  });

  it('a table that is not there is an error', async () => {
    await expect(dynamoProvidedNumbers(db(), 'no-such-table').find('sales')).rejects.toThrow('non-existent');
  });
});
