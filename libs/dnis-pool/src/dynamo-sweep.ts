import type { EpochSeconds } from '@dialplane/basics';
import { conditionalUpdate } from './dynamo-expression';
import { pageOfNumbers, slotsOn } from './dynamo-numbers';
import { deleteIfIdle, type SlotTable, type Item, slotOf, writeSlot } from './dynamo-slot';
import { hasExpired, isToDelete, isToErase, stateOf } from './reservation';
import type { ReservationStore } from './reservation-store';

/**
 * The sweep over a pool in DynamoDB. It reads the pool one page at a time, and writes only if something has expired or must be
 * erased.
 */
export const dynamoSweep =
  (on: SlotTable): ReservationStore['sweep'] =>
  async (pool, now, after, limit = 100) => {
    const { items, next } = await pageOfNumbers(on, pool, after, limit);
    const counts = { expired: 0, erased: 0, inUse: 0 };
    for (const item of items) {
      const composite = item['mode']?.S === 'composite';
      for (const slot of await slotsOn(on, pool, item)) await sweepSlot(on, slot, now, composite, counts);
    }
    return { ...counts, numbers: items.length, ...(next !== undefined && { next }) };
  };

const sweepSlot = async (
  on: SlotTable,
  item: Item,
  now: EpochSeconds,
  composite: boolean,
  counts: { expired: number; erased: number; inUse: number },
): Promise<void> => {
  const slot = slotOf(item);
  const { reservation } = slot;
  if (stateOf(slot, now) !== 'free') counts.inUse += 1;
  if (!reservation) return;
  const over = hasExpired(reservation, now);
  const key = { pk: item['pk'], sk: item['sk'] } as Item;
  if (composite && isToDelete(slot, now)) {
    const gone = await deleteIfIdle(on, key, slot.freeAt);
    if (gone && over) counts.expired += 1;
    if (gone && reservation.sealed) counts.erased += 1;
    return;
  }
  if (!isToErase(reservation, now)) return;
  const { done } = await writeSlot(on, () => ({
    TableName: on.table,
    Key: key,
    ...conditionalUpdate({
      set: ['#endedAt = if_not_exists(#endedAt, :now)'],
      remove: ['#sealed'],
      when: [
        '#token = :token',
        'attribute_exists(#sealed)',
        `${over ? 'attribute_not_exists' : 'attribute_exists'}(#contact)`,
        // A renewal in the meantime moves the end.
        ...(over ? ['#expiresAt <= :now'] : []),
      ],
      values: { ':token': reservation.token, ':now': now },
    }),
  }));
  if (!done) return;
  counts.erased += 1;
  if (over) counts.expired += 1;
};
