import { ConditionalCheckFailedException, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { holds } from '@dialplane/dynamodb';
import type { E164 } from '@dialplane/phone-numbers';
import { conditionalUpdate } from './dynamo-expression';
import { whichPoolKey } from './dynamo-look-up';
import {
  callersKey,
  type SlotTable,
  type Item,
  numberSortKey,
  poolKey,
  slotItemKey,
  slotOf,
  writeSlot,
} from './dynamo-slot';
import type { NumberMode } from './pool';
import { stateOf } from './reservation';
import type { PoolNumber, ReservationStore } from './reservation-store';

/** The numbers of pools in DynamoDB: one item in the pool, and one that records the number's pool. */
export const dynamoNumbers = (on: SlotTable): Pick<ReservationStore, 'add' | 'retire' | 'list'> => ({
  // First the item that only one pool can have, then the number itself. After a crash in between, a retry completes the
  // addition.
  add: async (pool, number, mode, freeAt) => {
    try {
      await on.db.send(
        new PutItemCommand({
          TableName: on.table,
          Item: marshall({ ...whichPoolKey(number), pool }),
          ConditionExpression: 'attribute_not_exists(pk) OR #pool = :pool',
          ExpressionAttributeNames: { '#pool': 'pool' },
          ExpressionAttributeValues: { ':pool': { S: pool } },
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      );
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      return { kind: 'in-pool', pool: error.Item?.['pool']?.S ?? 'another' };
    }
    const item = { pk: poolKey(pool), sk: numberSortKey(number), number, mode, freeAt };
    const isNew = await holds(
      on.db.send(
        new PutItemCommand({
          TableName: on.table,
          Item: marshall(item),
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      ),
    );
    if (isNew) return { kind: 'added' };
    const { done } = await writeSlot(on, () => ({
      TableName: on.table,
      Key: slotItemKey({ pool, number }),
      UpdateExpression: 'REMOVE retired',
      ConditionExpression: 'attribute_exists(retired)',
    }));
    return { kind: done ? 'added' : 'already-there' };
  },

  retire: async (pool, number) => {
    const { done } = await writeSlot(on, () => ({
      TableName: on.table,
      Key: slotItemKey({ pool, number }),
      ...conditionalUpdate({
        set: ['#retired = :yes'],
        when: ['attribute_exists(#pk)'],
        values: { ':yes': true },
      }),
    }));
    return done ? 'retired' : 'no-such-number';
  },

  list: async (pool, now, after, limit = 50) => {
    const { items, next } = await pageOfNumbers(on, pool, after, limit);
    const numbers = await Promise.all(
      items.map(async (item): Promise<PoolNumber> => {
        const number = item['number']?.S as E164;
        const mode = item['mode']?.S as NumberMode;
        const slots = mode === 'exclusive' ? [item] : await callersOn(on, pool, number);
        return {
          number,
          mode,
          retired: item['retired']?.BOOL === true,
          slots: slots.map(slotOf).filter((slot) => mode === 'exclusive' || stateOf(slot, now) !== 'free'),
        };
      }),
    );
    return { numbers, ...(next !== undefined && { next }) };
  },
});

/** One page of a pool's numbers, in the order of their keys. */
export const pageOfNumbers = async (
  { db, table }: SlotTable,
  pool: string,
  after: E164 | undefined,
  limit: number,
): Promise<{ readonly items: readonly Item[]; readonly next?: E164 }> => {
  const { Items = [], LastEvaluatedKey } = await db.send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: 'pk = :pool',
      ExpressionAttributeValues: { ':pool': { S: poolKey(pool) } },
      Limit: limit,
      ...(after && { ExclusiveStartKey: slotItemKey({ pool, number: after }) }),
    }),
  );
  const next = LastEvaluatedKey && (Items.at(-1)?.['number']?.S as E164 | undefined);
  return { items: Items, ...(next !== undefined && { next }) };
};

/** The reservations on a composite number, the latest of each caller. */
export const callersOn = async (
  { db, table }: SlotTable,
  pool: string,
  number: E164,
): Promise<readonly Item[]> => {
  const items: Item[] = [];
  let from: Item | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await db.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :number',
        ExpressionAttributeValues: { ':number': { S: callersKey(pool, number) } },
        ...(from && { ExclusiveStartKey: from }),
      }),
    );
    items.push(...Items);
    from = LastEvaluatedKey;
  } while (from);
  return items;
};
