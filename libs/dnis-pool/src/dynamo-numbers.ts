import {
  QueryCommand,
  type QueryCommandInput,
  type QueryCommandOutput,
  TransactionCanceledException,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { EpochSeconds } from '@dialplane/basics';
import { patiently } from '@dialplane/dynamodb';
import type { E164 } from '@dialplane/phone-numbers';
import { conditionalUpdate } from './dynamo-expression';
import { dynamoLookUps, whichPoolKey } from './dynamo-look-up';
import {
  callersKey,
  deleteIfIdle,
  type SlotTable,
  type Item,
  numberSortKey,
  poolKey,
  putItem,
  readItem,
  slotItemKey,
  slotOf,
  writeSlot,
} from './dynamo-slot';
import type { NumberMode } from './pool';
import { stateOf } from './reservation';
import type { AddedNumber, PoolNumber, ReservationStore } from './reservation-store';
import { idleFrom, lastExpiry, settledAt } from './slot-changes';

/** A number as it joins a pool. */
type Joining = {
  readonly pool: string;
  readonly number: E164;
  readonly mode: NumberMode;
  readonly freeAt: EpochSeconds;
  readonly phoneNumberId?: string;
};

/** The numbers of pools in DynamoDB: one item in the pool, and one that records the number's pool. */
export const dynamoNumbers = (
  on: SlotTable,
): Pick<ReservationStore, 'add' | 'retire' | 'waitsUntil' | 'list'> => ({
  add: addTo(on),

  // A repeat does not change the time, so that Terraform's next apply does not have to wait again.
  retire: async (pool, number, now) => {
    const outcome = await writeSlot(on, () => ({
      TableName: on.table,
      Key: slotItemKey({ pool, number }),
      ...conditionalUpdate({
        set: ['#retired = :yes', '#retiredAt = :now'],
        when: ['attribute_exists(#pk)', 'attribute_not_exists(#retired)'],
        values: { ':yes': true, ':now': now },
      }),
    }));
    return outcome.done || outcome.old ? 'retired' : 'no-such-number';
  },

  waitsUntil: async (pool, number, now) => {
    const item = await readItem(on, slotItemKey({ pool, number }));
    return item && lastExpiry((await slotsOn(on, pool, item)).map(slotOf), settled(item), now);
  },

  list: async (pool, now, after, limit = 50) => {
    const { items, next } = await pageOfNumbers(on, pool, after, limit);
    const numbers = await Promise.all(
      items.map(async (item): Promise<PoolNumber> => {
        const number = item['number']?.S as E164;
        const phoneNumberId = item['phoneNumberId']?.S;
        const mode = modeOf(item);
        const slots = (await slotsOn(on, pool, item)).map(slotOf);
        return {
          number,
          ...(phoneNumberId !== undefined && { phoneNumberId }),
          mode,
          retired: isRetired(item),
          slots: slots.filter((slot) => mode === 'exclusive' || stateOf(slot, now) !== 'free'),
        };
      }),
    );
    return { numbers, ...(next !== undefined && { next }) };
  },
});

const modeOf = (item: Item) => item['mode']?.S as NumberMode;
const isRetired = (item: Item): boolean => item['retired']?.BOOL === true;

/** An older version records no time when it retires a number. */
const settled = (item: Item): EpochSeconds => {
  const retiredAt = isRetired(item) ? item['retiredAt']?.N : undefined;
  return settledAt(modeOf(item), retiredAt === undefined ? undefined : Number(retiredAt));
};

/**
 * First writes the item that only one pool can have, then the number itself. After a crash in between, a retry completes the
 * addition.
 */
const addTo = (on: SlotTable): ReservationStore['add'] => {
  const add: ReservationStore['add'] = async (pool, number, mode, now, addition = {}) => {
    const { freeAt = now, phoneNumberId, keepMode = false } = addition;
    const joining = { pool, number, mode, freeAt, ...(phoneNumberId !== undefined && { phoneNumberId }) };
    const other = await claimNumber(on, joining);
    const stays = other === undefined ? undefined : await moveFrom(on, other, joining, now);
    if (stays) return stays;
    if (await putNumber(on, joining, 'attribute_not_exists(pk)')) return { kind: 'added' };
    const again = await addAgain(on, joining, keepMode, now);
    return again === 'changed' ? add(pool, number, mode, now, addition) : again;
  };
  return add;
};

/** The slots of a number: its own item, or those of the callers on a composite number. */
export const slotsOn = async (on: SlotTable, pool: string, item: Item): Promise<readonly Item[]> =>
  modeOf(item) === 'exclusive' ? [item] : callersOn(on, pool, item['number']?.S as E164);

/** Records the pool of a number. Returns the other pool if one has it. */
const claimNumber = async (on: SlotTable, { pool, number }: Joining): Promise<string | undefined> => {
  const outcome = await putItem(on, () => ({
    Item: marshall({ ...whichPoolKey(number), pool }),
    ConditionExpression: 'attribute_not_exists(pk) OR #pool = :pool',
    ExpressionAttributeNames: { '#pool': 'pool' },
    ExpressionAttributeValues: { ':pool': { S: pool } },
  }));
  return outcome.done ? undefined : (outcome.old?.['pool']?.S ?? 'another');
};

/** Takes over a number that another pool has retired. undefined: it has left that pool. */
const moveFrom = async (
  on: SlotTable,
  other: string,
  { pool, number }: Joining,
  now: EpochSeconds,
): Promise<AddedNumber | undefined> => {
  const key = slotItemKey({ pool: other, number });
  const item = await readItem(on, key);
  if (item && !isRetired(item)) return { kind: 'in-pool', pool: other };
  const inUse = item && (await emptied(on, other, item, now));
  if (inUse) return inUse;
  const move = new TransactWriteItemsCommand({
    TransactItems: [
      {
        Put: {
          TableName: on.table,
          Item: marshall({ ...whichPoolKey(number), pool }),
          ConditionExpression: '#pool = :other',
          ExpressionAttributeNames: { '#pool': 'pool' },
          ExpressionAttributeValues: { ':other': { S: other } },
        },
      },
      {
        Delete: {
          TableName: on.table,
          Key: key,
          ConditionExpression: 'attribute_not_exists(pk) OR attribute_exists(retired)',
        },
      },
    ],
  });
  try {
    await patiently(() => on.db.send(move), on.patience);
    return undefined;
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error;
    if (!error.CancellationReasons?.some(({ Code }) => Code === 'ConditionalCheckFailed')) throw error;
    // Another process has moved the number, or the other pool gives it out again.
    const actual = (await dynamoLookUps(on).poolOf(number, 'consistent')) ?? other;
    return actual === pool ? undefined : { kind: 'in-pool', pool: actual };
  }
};

/** Writes the item of a number that has no reservation. Returns whether the condition held. */
const putNumber = async (
  on: SlotTable,
  { pool, number, ...rest }: Joining,
  condition: string,
): Promise<boolean> => {
  const Item = marshall({ pk: poolKey(pool), sk: numberSortKey(number), number, ...rest });
  return (await putItem(on, () => ({ Item, ConditionExpression: condition }))).done;
};

/** Adds a number that the pool has already: only a retired one can change. `changed`: another process changed it meanwhile. */
const addAgain = async (
  on: SlotTable,
  joining: Joining,
  keepMode: boolean,
  now: EpochSeconds,
): Promise<AddedNumber | 'changed'> => {
  const { pool, number, mode, freeAt, phoneNumberId } = joining;
  const item = await readItem(on, slotItemKey({ pool, number }));
  if (!item) return 'changed';
  const set = (name: 'phoneNumberId' | 'freeAt', value: unknown, when: string) =>
    writeSlot(on, () => ({
      TableName: on.table,
      Key: slotItemKey({ pool, number }),
      ...conditionalUpdate({ set: [`#${name} = :${name}`], when: [when], values: { [`:${name}`]: value } }),
    }));
  if (keepMode || modeOf(item) === mode) {
    if (phoneNumberId !== undefined) await set('phoneNumberId', phoneNumberId, 'attribute_exists(#pk)');
    if (!isRetired(item)) return { kind: 'already-there' };
    // A reservation that ends later decides when the number is free.
    await set('freeAt', freeAt, '#freeAt < :freeAt');
    await writeSlot(on, () => ({
      TableName: on.table,
      Key: slotItemKey({ pool, number }),
      UpdateExpression: 'REMOVE retired, retiredAt',
      ConditionExpression: 'attribute_exists(retired)',
    }));
    return { kind: 'added' };
  }
  if (!isRetired(item)) return { kind: 'other-mode', mode: modeOf(item) };
  const inUse = await emptied(on, pool, item, now);
  if (inUse) return inUse;
  return (await putNumber(on, joining, 'attribute_exists(retired)')) ? { kind: 'added' } : 'changed';
};

/** Deletes the slots of the callers on a retired number, unless one of them, or the number, is still in use. */
const emptied = async (
  on: SlotTable,
  pool: string,
  item: Item,
  now: EpochSeconds,
): Promise<AddedNumber | undefined> => {
  const slots = await slotsOn(on, pool, item);
  const until = idleFrom(slots.map(slotOf), settled(item));
  if (until > now) return { kind: 'in-use', until };
  if (modeOf(item) === 'composite')
    for (const { pk, sk } of slots) await deleteIfIdle(on, { pk, sk } as Item, now);
  return undefined;
};

const query = ({ db, table, patience }: SlotTable, input: Omit<QueryCommandInput, 'TableName'>) =>
  patiently(
    (): Promise<QueryCommandOutput> => db.send(new QueryCommand({ TableName: table, ...input })),
    patience,
  );

/** One page of a pool's numbers, in the order of their keys. */
export const pageOfNumbers = async (
  on: SlotTable,
  pool: string,
  after: E164 | undefined,
  limit: number,
): Promise<{ readonly items: readonly Item[]; readonly next?: E164 }> => {
  const { Items = [], LastEvaluatedKey } = await query(on, {
    KeyConditionExpression: 'pk = :pool',
    ExpressionAttributeValues: { ':pool': { S: poolKey(pool) } },
    Limit: limit,
    ...(after && { ExclusiveStartKey: slotItemKey({ pool, number: after }) }),
  });
  const next = LastEvaluatedKey && (Items.at(-1)?.['number']?.S as E164 | undefined);
  return { items: Items, ...(next !== undefined && { next }) };
};

/** The reservations on a composite number, the latest of each caller. */
const callersOn = async (on: SlotTable, pool: string, number: E164): Promise<readonly Item[]> => {
  const items: Item[] = [];
  let from: Item | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await query(on, {
      KeyConditionExpression: 'pk = :number',
      ExpressionAttributeValues: { ':number': { S: callersKey(pool, number) } },
      ...(from && { ExclusiveStartKey: from }),
    });
    items.push(...Items);
    from = LastEvaluatedKey;
  } while (from);
  return items;
};
