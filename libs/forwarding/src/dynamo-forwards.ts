import { type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { deleteIf, ifSeen, putIf, withoutWriteId } from '@dialplane/dynamodb';
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
    const Item = marshall({ ...forward, version });
    const stored = await putIf(db, { TableName: table, Item, ...ifSeen(expected, 'number') });
    return stored ? 'stored' : 'conflict';
  },

  remove: async (number, expected) => {
    const Key = { number: { S: number } };
    const removed = await deleteIf(db, { TableName: table, Key, ...ifSeen(expected, 'number') });
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
    const forwards = Items.map((item) => readStoredForward(withoutWriteId(unmarshall(item))));
    return { forwards, ...(next ? { next } : {}) };
  },
});
