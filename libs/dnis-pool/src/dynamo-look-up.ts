import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { patiently } from '@dialplane/dynamodb';
import type { E164 } from '@dialplane/phone-numbers';
import { conditionalUpdate } from './dynamo-expression';
import { type SlotTable, slotItemKey, slotOf, writeSlot } from './dynamo-slot';
import { type TransferArrival, refusalOf, type Reservation } from './reservation';
import type { ReservationStore } from './reservation-store';

/**
 * Look-ups in DynamoDB, one write each. Separate from `dynamoReservations`, so that the Lambda that a flow waits for does not
 * load code that it never uses.
 */
export const dynamoLookUps = (on: SlotTable): Pick<ReservationStore, 'lookUp' | 'poolOf'> => ({
  lookUp: async (slot, arrival, now) => {
    const outcome = await writeSlot(on, () => ({
      TableName: on.table,
      Key: slotItemKey(slot),
      ...conditionalUpdate({
        set: ['#contact = :contact', '#boundAt = :now', '#freeAt = #restSeconds + :now'],
        when: [
          'attribute_exists(#token)',
          'attribute_not_exists(#contact)',
          'attribute_not_exists(#endedAt)',
          '#expiresAt > :now',
          ...(arrival.namesClient
            ? []
            : ['(attribute_not_exists(#lastContact) OR #lastContact <> :contact)']),
          ...callerIsRight(arrival),
        ],
        values: {
          ':contact': arrival.contact,
          ':now': now,
          ...(arrival.caller === 'withheld' && { ':allow': 'allow' }),
          ...(arrival.caller.startsWith('+') && { ':caller': arrival.caller }),
        },
      }),
      ReturnValues: 'ALL_NEW',
    }));
    if (outcome.done)
      return {
        kind: 'bound',
        reservation: slotOf(outcome.item ?? {}).reservation as Reservation,
        again: false,
      };
    if (!outcome.old) return { kind: 'unknown', reason: 'no-such-number' };
    const old = slotOf(outcome.old);
    const reason = refusalOf(old, arrival, now);
    if (reason) return { kind: 'unknown', reason };
    return { kind: 'bound', reservation: old.reservation as Reservation, again: true };
  },

  poolOf: async (number, read) => {
    const input = {
      TableName: on.table,
      Key: marshall(whichPoolKey(number)),
      ConsistentRead: read === 'consistent',
    };
    const { Item } = await patiently(() => on.db.send(new GetItemCommand(input)), on.patience);
    return Item?.['pool']?.S;
  },
});

/** The item that records the pool of a number. */
export const whichPoolKey = (number: E164) => ({ pk: `number#${number}`, sk: 'pool' });

const callerIsRight = ({ caller }: TransferArrival): readonly string[] => {
  if (caller === 'vouched') return [];
  return caller === 'withheld'
    ? ['(attribute_not_exists(#caller) OR #withheldCallers = :allow)']
    : ['(attribute_not_exists(#caller) OR #caller = :caller)'];
};
