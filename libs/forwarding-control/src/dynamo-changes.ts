import { type DynamoDBClient, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { ForwardChange, ChangeLog } from './change';

/** The audit trail in DynamoDB: `number` (a string) is the partition key, `at` (a string) the sort key. */
export const dynamoChanges = (db: DynamoDBClient, table: string): ChangeLog => ({
  record: async (change) => {
    await db.send(
      new PutItemCommand({ TableName: table, Item: marshall(change, { removeUndefinedValues: true }) }),
    );
  },

  list: async (number, limit, before) => {
    const { Items = [], LastEvaluatedKey } = await db.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: '#number = :number',
        ExpressionAttributeNames: { '#number': 'number' },
        ExpressionAttributeValues: { ':number': { S: number } },
        ConsistentRead: true,
        ScanIndexForward: false,
        Limit: limit,
        ...(before && { ExclusiveStartKey: { number: { S: number }, at: { S: before } } }),
      }),
    );
    const next = LastEvaluatedKey?.['at']?.S;
    return { changes: Items.map((item) => unmarshall(item) as ForwardChange), ...(next && { next }) };
  },
});
