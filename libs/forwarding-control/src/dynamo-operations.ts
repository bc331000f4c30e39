import { type DynamoDBClient, GetItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { ifSeen, putIf, withoutWriteId } from '@dialplane/dynamodb';
import type { E164 } from '@dialplane/phone-numbers';
import type { OperationStore } from './operation-store';
import { itemOf, readOperation, unfinishedIndex } from './stored-operation';

/**
 * Operations in DynamoDB: one item for each number, with `number` (a string) as the partition key, and an index
 * `unfinished` on the attribute of that name (a string) and `nextAt` (a number).
 */
export const dynamoOperations = (db: DynamoDBClient, table: string): OperationStore => ({
  find: async (number) => {
    const { Item } = await db.send(
      new GetItemCommand({ TableName: table, Key: { number: { S: number } }, ConsistentRead: true }),
    );
    return Item && readOperation(withoutWriteId(unmarshall(Item)));
  },

  put: async (operation) => {
    const stored = await putIf(db, {
      TableName: table,
      Item: marshall(itemOf(operation), { removeUndefinedValues: true }),
      ...ifSeen(operation.version === 1 ? 'new' : operation.version - 1, 'number'),
    });
    return stored ? 'stored' : 'conflict';
  },

  due: async (now, limit) => {
    const { Items = [] } = await db.send(
      new QueryCommand({
        TableName: table,
        IndexName: unfinishedIndex,
        KeyConditionExpression: '#unfinished = :yes AND #nextAt <= :now',
        ExpressionAttributeNames: { '#unfinished': unfinishedIndex, '#nextAt': 'nextAt' },
        ExpressionAttributeValues: { ':yes': { S: 'yes' }, ':now': { N: String(now) } },
        Limit: limit,
      }),
    );
    return Items.map((item) => unmarshall(item)['number'] as E164);
  },
});
