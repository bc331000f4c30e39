import { CreateTableCommand, type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { describeOnDynamoDbLocal } from '@dialplane/dynamodb-local';
import type { E164 } from '@dialplane/phone-numbers';
import { dynamoForwards } from './dynamo-forwards';
import { forwardStoreContract } from '../testing';

let tables = 0;

const emptyTable = async (db: DynamoDBClient): Promise<string> => {
  tables += 1;
  const TableName = `forwards-${tables}`;
  await db.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'number', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'number', KeyType: 'HASH' }],
    }),
  );
  return TableName;
};

describeOnDynamoDbLocal('in DynamoDB', (db) => {
  forwardStoreContract('dynamoForwards', async () => dynamoForwards(db(), await emptyTable(db())), 15);

  const number = '+12065550100' as E164;

  it('an item that is no forward is an error, never "no forward"', async () => {
    const table = await emptyTable(db());
    await db().send(new PutItemCommand({ TableName: table, Item: { number: { S: number } } }));

    await expect(dynamoForwards(db(), table).find(number)).rejects.toThrow(
      'Cannot read a forward from the store: targets, callerId, atEnd, version missing or wrong',
    );
  });

  it('a table that is not there is an error, never "no forward" or "conflict"', async () => {
    const store = dynamoForwards(db(), 'no-such-table');
    const forward = { number, targets: [], callerId: 'dialled', atEnd: 'apology' } as const;

    await expect(store.find(number)).rejects.toThrow('non-existent table');
    await expect(store.put(forward, 'new')).rejects.toThrow('non-existent table');
    await expect(store.remove(number, 1)).rejects.toThrow('non-existent table');
  });
});
