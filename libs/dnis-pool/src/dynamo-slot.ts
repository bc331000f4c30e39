import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  type PutItemCommandInput,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { createHash } from 'node:crypto';
import type { EpochSeconds } from '@dialplane/basics';
import { type DynamoPatience, holds, patiently } from '@dialplane/dynamodb';
import type { E164 } from '@dialplane/phone-numbers';
import type { Reservation, Slot, SlotKey } from './reservation';

/** The table of reservations, and how to access it. */
export type SlotTable = {
  readonly db: DynamoDBClient;
  readonly table: string;
  readonly patience: DynamoPatience;
  /** From 0 to below 1. */
  readonly random: () => number;
};

/** An item as DynamoDB gives it. */
export type Item = Record<string, AttributeValue>;

/** The fields of a reservation, which are in the same item as the slot's own fields. */
const reservationFields = [
  'token',
  'caller',
  'withheldCallers',
  'restSeconds',
  'checkedOutAt',
  'expiresAt',
  'sealed',
  'contact',
  'boundAt',
  'endedAt',
] as const satisfies readonly (keyof Reservation)[];

/** The slot that an item holds. */
export const slotOf = (item: Item): Slot => {
  const stored = unmarshall(item);
  const { freeAt, lastContact } = stored;
  const fields = reservationFields.flatMap((name) =>
    stored[name] === undefined ? [] : [[name, stored[name]] as const],
  );
  return {
    freeAt,
    ...(lastContact && { lastContact }),
    ...(stored['token'] !== undefined && { reservation: Object.fromEntries(fields) as Reservation }),
  };
};

/**
 * A number's place within its pool. Numbers are sorted by a hash, so that consecutive numbers are spread over the pool and a
 * search can start anywhere.
 */
export const numberSortKey = (number: E164): string => `${digest(number).slice(0, 4)}${number}`;

/** The key of a pool's numbers. */
export const poolKey = (pool: string): string => `pool#${pool}`;

/** The key of the reservations on a composite number. */
export const callersKey = (pool: string, number: E164): string => `pool#${pool}#${number}`;

/** The item of a slot. */
export const slotItemKey = ({ pool, number, callerKey }: SlotKey): Item =>
  callerKey === undefined
    ? { pk: { S: poolKey(pool) }, sk: { S: numberSortKey(number) } }
    : { pk: { S: callersKey(pool, number) }, sk: { S: callerKey } };

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

/** An item as it is now. */
export const readItem = async ({ db, table, patience }: SlotTable, key: Item): Promise<Item | undefined> => {
  const { Item } = await patiently(
    () => db.send(new GetItemCommand({ TableName: table, Key: key, ConsistentRead: true })),
    patience,
  );
  return Item;
};

type Written =
  | { readonly done: true; readonly item?: Item }
  /** The condition failed for the old item. */
  | { readonly done: false; readonly old?: Item };

const conditionally = async (
  { patience }: SlotTable,
  write: () => Promise<{ readonly Attributes?: Item | undefined }>,
): Promise<Written> => {
  try {
    const { Attributes } = await patiently(write, patience);
    return { done: true, ...(Attributes && { item: Attributes }) };
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return { done: false, ...(error.Item && { old: error.Item }) };
  }
};

/**
 * A conditional write. Returns the item after the write, or the old item if the condition failed. Transient failures are
 * retried, and the input is built again for each attempt so that its times are current.
 */
export const writeSlot = (on: SlotTable, input: () => UpdateItemCommandInput): Promise<Written> =>
  conditionally(on, () => on.db.send(new UpdateItemCommand(input())));

/** As `writeSlot`, but puts a complete item. */
export const putItem = (
  on: SlotTable,
  input: () => Omit<PutItemCommandInput, 'TableName'>,
): Promise<Written> =>
  conditionally(on, () =>
    on.db.send(
      new PutItemCommand({ ...input(), TableName: on.table, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }),
    ),
  );

/** Deletes an item if its slot is free from `freeAt` on at the latest, and so has not been reserved again. */
export const deleteIfIdle = (
  { db, table, patience }: SlotTable,
  key: Item,
  freeAt: EpochSeconds,
): Promise<boolean> =>
  holds(
    patiently(
      () =>
        db.send(
          new DeleteItemCommand({
            TableName: table,
            Key: key,
            ConditionExpression: '#freeAt <= :freeAt',
            ExpressionAttributeNames: { '#freeAt': 'freeAt' },
            ExpressionAttributeValues: { ':freeAt': { N: String(freeAt) } },
          }),
        ),
      patience,
    ),
  );
