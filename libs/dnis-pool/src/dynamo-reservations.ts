import type { CreateTableCommandInput, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { secondsAfter } from '@dialplane/basics';
import { dynamoCheckOut } from './dynamo-check-out';
import { conditionalUpdate } from './dynamo-expression';
import { dynamoLookUps } from './dynamo-look-up';
import { dynamoNumbers } from './dynamo-numbers';
import { readItem, type SlotTable, slotItemKey, slotOf, writeSlot } from './dynamo-slot';
import { dynamoSweep } from './dynamo-sweep';
import type { ReservationStore } from './reservation-store';

/** The table's definition. In AWS the stack creates it. */
export const reservationsTable = {
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'sk', AttributeType: 'S' },
  ],
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
} satisfies Pick<CreateTableCommandInput, 'AttributeDefinitions' | 'KeySchema'>;

/**
 * Reservations in DynamoDB. One conditional write checks out, one looks up and binds, one releases. The old item that a
 * failed condition returns tells a repeat of our own write from another client's.
 *
 * A reservation is stored in the number's own item, so the write decides which client gets the number. On composite numbers,
 * each caller has an item.
 */
export const dynamoReservations = (
  db: DynamoDBClient,
  table: string,
  {
    patience = { milliseconds: 5_000 },
    random = Math.random,
  }: Partial<Pick<SlotTable, 'patience' | 'random'>> = {},
): ReservationStore => {
  const on: SlotTable = { db, table, patience, random };
  return {
    checkOut: dynamoCheckOut(on),
    ...dynamoLookUps(on),

    release: async (slot, token, now) => {
      const outcome = await writeSlot(on, () => ({
        TableName: table,
        Key: slotItemKey(slot),
        ...conditionalUpdate({
          set: ['#endedAt = :now', '#freeAt = #restSeconds + :now'],
          remove: ['#sealed'],
          when: ['#token = :token', 'attribute_not_exists(#endedAt)'],
          values: { ':token': token, ':now': now },
        }),
      }));
      if (outcome.done) return 'released';
      return outcome.old?.['token']?.S === token ? 'released' : 'over';
    },

    renew: async (slot, token, { holdSeconds }, now) => {
      const expiresAt = secondsAfter(now, holdSeconds);
      const outcome = await writeSlot(on, () => ({
        TableName: table,
        Key: slotItemKey(slot),
        ...conditionalUpdate({
          set: ['#expiresAt = :expiresAt', '#freeAt = #restSeconds + :expiresAt'],
          when: [
            '#token = :token',
            'attribute_not_exists(#contact)',
            'attribute_not_exists(#endedAt)',
            '#expiresAt > :now',
          ],
          values: { ':token': token, ':now': now, ':expiresAt': expiresAt },
        }),
        ReturnValues: 'ALL_NEW',
      }));
      return outcome.done ? (slotOf(outcome.item ?? {}).reservation ?? 'over') : 'over';
    },

    find: async (slot) => {
      const item = await readItem(on, slotItemKey(slot));
      return item && slotOf(item);
    },

    ...dynamoNumbers(on),
    sweep: dynamoSweep(on),
  };
};
