import { type EpochSeconds, inOrder } from '@dialplane/basics';
import type { E164 } from '@dialplane/phone-numbers';
import { type MemoryPool, memoryPool } from './memory-pool';
import { hasExpired, isToDelete, isToErase, type Slot, type SlotKey, stateOf } from './reservation';
import type { PoolNumber, ReservationStore, Wish } from './reservation-store';
import { lastExpiry, settledAt, swept } from './slot-changes';

/** How many of the latest requests are remembered. */
const keptRequests = 10_000;

/** Reservations in this process's memory: for loopback and for tests. */
export const memoryReservations = (): ReservationStore => {
  const pools = new Map<string, MemoryPool>();
  const requests = new Map<string, { content: string; slot: SlotKey; token: string }>();
  const remember = ({ id, content }: NonNullable<Wish['request']>, slot: SlotKey, token: string) => {
    requests.delete(id);
    requests.set(id, { content, slot, token });
    const [oldest] = requests.keys();
    if (requests.size > keptRequests && oldest !== undefined) requests.delete(oldest);
  };

  const poolNamed = (name: string): MemoryPool => {
    const known = pools.get(name) ?? memoryPool(name);
    pools.set(name, known);
    return known;
  };
  const slotsOf = (pool: string, number: E164) =>
    poolNamed(pool)
      .slots(number)
      .map(([, slot]) => slot);
  const poolOf = (number: E164) => [...pools].find(([, pool]) => pool.entries.has(number))?.[0];

  const page = (pool: string, after: E164 | undefined, limit: number) => {
    const all = [...poolNamed(pool).entries.values()].sort((a, b) => inOrder(a.number, b.number));
    const from = after === undefined ? 0 : all.findIndex(({ number }) => number > after);
    const entries = from < 0 ? [] : all.slice(from, from + limit);
    const last = entries.at(-1);
    return { entries, ...(last && last !== all.at(-1) && { next: last.number }) };
  };

  return {
    checkOut: async (rules, wish) => {
      const pool = poolNamed(rules.name);
      const { request } = wish;
      const now = wish.now();
      const earlier = request && requests.get(request.id);
      if (earlier && earlier.content !== request.content) return { kind: 'request-differs' };
      const slot = earlier && pool.find(earlier.slot.number, earlier.slot.callerKey);
      if (earlier && slot?.reservation?.token === earlier.token)
        return { kind: 'granted', slot: earlier.slot, reservation: slot.reservation };
      const outcome = pool.checkOut(rules, wish, now);
      if (request && outcome.kind === 'granted') remember(request, outcome.slot, wish.token);
      return outcome;
    },

    lookUp: async ({ pool, number, callerKey }, arrival, now) =>
      poolNamed(pool).lookUp(number, callerKey, arrival, now),
    release: async ({ pool, number, callerKey }, token, now) =>
      poolNamed(pool).release(number, callerKey, token, now),
    renew: async ({ pool, number, callerKey }, token, rules, now) =>
      poolNamed(pool).renew(number, callerKey, token, rules, now),
    find: async ({ pool, number, callerKey }) => poolNamed(pool).find(number, callerKey),

    add: async (pool, number, mode, now, addition) => {
      const there = poolOf(number);
      const stays = there === undefined || there === pool ? undefined : poolNamed(there).leave(number, now);
      return stays ?? poolNamed(pool).add(number, mode, now, addition);
    },
    retire: async (pool, number, now) => poolNamed(pool).retire(number, now),
    waitsUntil: async (pool, number, now) => {
      const entry = poolNamed(pool).entries.get(number);
      return entry && lastExpiry(slotsOf(pool, number), settledAt(entry.mode, entry.retiredAt), now);
    },
    poolOf: async (number) => poolOf(number),

    list: async (pool, now, after, limit = 50) => {
      const { entries, next } = page(pool, after, limit);
      const numbers = entries.map(({ number, phoneNumberId, mode, retiredAt }): PoolNumber => {
        const slots = slotsOf(pool, number);
        return {
          number,
          ...(phoneNumberId !== undefined && { phoneNumberId }),
          mode,
          retired: retiredAt !== undefined,
          slots: mode === 'exclusive' ? slots : slots.filter((slot) => isInUse(slot, now)),
        };
      });
      return { numbers, ...(next !== undefined && { next }) };
    },

    sweep: async (pool, now, after, limit = 100) => {
      const { entries, next } = page(pool, after, limit);
      let expired = 0;
      let erased = 0;
      let inUse = 0;
      for (const { number } of entries) {
        for (const [callerKey, slot] of poolNamed(pool).slots(number)) {
          if (isInUse(slot, now)) inUse += 1;
          const { reservation } = slot;
          if (!reservation) continue;
          const isGone = callerKey !== undefined && isToDelete(slot, now);
          if (!isGone && !isToErase(reservation, now)) continue;
          if (hasExpired(reservation, now)) expired += 1;
          if (reservation.sealed) erased += 1;
          if (isGone) poolNamed(pool).remove(number, callerKey);
          else poolNamed(pool).write(number, callerKey, swept(slot, reservation, now));
        }
      }
      return { expired, erased, numbers: entries.length, inUse, ...(next !== undefined && { next }) };
    },
  };
};

/** Whether a slot may not be given out yet. */
export const isInUse = (slot: Slot, now: EpochSeconds): boolean => stateOf(slot, now) !== 'free';
