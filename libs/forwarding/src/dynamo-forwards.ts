import { type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { ifSeen, putIf, withoutWriteId } from '@dialplane/dynamodb';
import type { E164 } from '@dialplane/phone-numbers';
import { dynamoForwardLookup, readForwardItem, removedVersion } from './dynamo-forward-lookup';
import type { StoredForward } from './forward';
import type { ForwardStore } from './forward-store';
import { readStoredForward } from './stored-forward';

/**
 * Forwards in DynamoDB: one item per number, with `number` (a string) as the partition key. Each write carries the condition
 * that makes it safe. A removed forward leaves an item with its last version.
 */
export const dynamoForwards = (db: DynamoDBClient, table: string): ForwardStore => ({
  find: dynamoForwardLookup(db, table),

  put: async (forward, expected) => {
    const removed = expected === 'new' ? await lastRemoved(db, table, forward.number) : undefined;
    const before = expected === 'new' ? (removed ?? 0) : expected;
    const stored = { ...forward, version: before + 1 };
    const condition = removed === undefined ? ifSeen(expected, 'number') : ifRemovedAt(removed);
    return (await putIf(db, { TableName: table, Item: marshall(stored), ...condition }))
      ? stored
      : 'conflict';
  },

  remove: async (number, expected) => {
    const Item = marshall({ number, [removedVersion]: expected });
    const removed = await putIf(db, { TableName: table, Item, ...ifSeen(expected, 'number') });
    return removed ? 'removed' : 'conflict';
  },

  list: async (after, limit = 100) => {
    const forwards: StoredForward[] = [];
    let next = after;
    for (let scans = 0; scans < mostScans && forwards.length < limit; scans += 1) {
      const { Items = [], LastEvaluatedKey } = await db.send(
        new ScanCommand({
          TableName: table,
          Limit: scannedAtOnce,
          ConsistentRead: true,
          ...(next ? { ExclusiveStartKey: { number: { S: next } } } : {}),
        }),
      );
      const stored = Items.filter((item) => !item[removedVersion]);
      forwards.push(...stored.map((item) => readStoredForward(withoutWriteId(unmarshall(item)))));
      next = LastEvaluatedKey?.number?.S as E164 | undefined;
      if (!next) break;
    }
    const page = forwards.slice(0, limit);
    if (page.length < forwards.length) next = page.at(-1)?.number;
    return { forwards: page, ...(next ? { next } : {}) };
  },
});

/** A page may be short, or even empty, where very many forwards were removed. */
const [scannedAtOnce, mostScans] = [100, 10];

/** The version at which the forward of a number was removed; undefined if it was not. */
const lastRemoved = async (db: DynamoDBClient, table: string, number: E164): Promise<number | undefined> => {
  const version = (await readForwardItem(db, table, number))?.[removedVersion]?.N;
  return version === undefined ? undefined : Number(version);
};

const ifRemovedAt = (version: number) => ({
  ConditionExpression: '#removed = :version',
  ExpressionAttributeNames: { '#removed': removedVersion },
  ExpressionAttributeValues: { ':version': { N: String(version) } },
});
