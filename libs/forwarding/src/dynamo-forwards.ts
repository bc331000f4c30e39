import {
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { holds, ifSeen } from '@dialplane/dynamodb';
import type { E164 } from '@dialplane/phone-numbers';
import { dynamoForwardLookup } from './dynamo-forward-lookup';
import type { ForwardStore } from './forward-store';
import { readStoredForward } from './stored-forward';

/**
 * Forwards in DynamoDB: one item per number, with `number` (a string) as the partition key. Each write carries the condition
 * that makes it safe; none reads first.
 */
export const dynamoForwards = (db: DynamoDBClient, table: string): ForwardStore => ({
  find: dynamoForwardLookup(db, table),

  put: async (forward, expected) => {
    const version = expected === 'new' ? 1 : expected + 1;
    const stored = await holds(
      db.send(
        new PutItemCommand({
          TableName: table,
          Item: marshall({ ...forward, version }),
          ...ifSeen(expected, 'number'),
        }),
      ),
    );
    return stored ? 'stored' : 'conflict';
  },

  remove: async (number, expected) => {
    const removed = await holds(
      db.send(
        new DeleteItemCommand({
          TableName: table,
          Key: { number: { S: number } },
          ...ifSeen(expected, 'number'),
        }),
      ),
    );
    return removed ? 'removed' : 'conflict';
  },

  list: async (after, limit = 100) => {
    const { Items = [], LastEvaluatedKey } = await db.send(
      new ScanCommand({
        TableName: table,
        Limit: limit,
        ConsistentRead: true,
        ...(after ? { ExclusiveStartKey: { number: { S: after } } } : {}),
      }),
    );
    const next = LastEvaluatedKey?.number?.S as E164 | undefined;
    return { forwards: Items.map((item) => readStoredForward(unmarshall(item))), ...(next ? { next } : {}) };
  },
});
