import { secondsAfter } from '@dialplane/basics';
import type { E164 } from '@dialplane/phone-numbers';
import type { Reservation, Slot } from '../src/reservation';
import type { ReservationStore } from '../src/reservation-store';
import type { Turns } from './turns';

/** A row of the naive store's table. */
type Row = { readonly number: E164; readonly inUse: boolean; readonly reservation?: Reservation };

/** The table that all clients of a naive store share. */
export type NaiveTable = Map<E164, Row>;

/**
 * The algorithm of aws-samples/Transfers_from_Legacy_Platform_into_Amazon_Connect, reimplemented: read all rows, take the
 * first that is not in use, write it back without a condition, read it again to see whether our id is in it. A look-up reads
 * the row, does not check the call, and writes the row back as free, with its data. The checks must find its faults.
 */
export const naiveStore = (table: NaiveTable, { turn }: Pick<Turns, 'turn'>): ReservationStore => ({
  checkOut: async (pool, wish) => {
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await turn();
      const rows = [...table.values()];
      const now = wish.now();
      const row =
        rows.find(({ inUse }) => !inUse) ??
        rows.find(({ reservation }) => (reservation?.expiresAt ?? 0) < now);
      if (!row) return { kind: 'none-free', why: 'all-busy', retryAfter: 1 };
      const reservation: Reservation = {
        token: wish.token,
        ...(wish.caller !== undefined && { caller: wish.caller }),
        withheldCallers: pool.withheldCallers,
        restSeconds: 0,
        checkedOutAt: now,
        expiresAt: secondsAfter(now, pool.holdSeconds),
        sealed: wish.sealed,
      };
      await turn();
      table.set(row.number, { number: row.number, inUse: true, reservation });
      await turn();
      if (table.get(row.number)?.reservation?.token === wish.token)
        return { kind: 'granted', slot: { pool: pool.name, number: row.number }, reservation };
    }
    return { kind: 'none-free', why: 'contended', retryAfter: 1 };
  },

  lookUp: async ({ number }) => {
    await turn();
    const row = table.get(number);
    if (!row?.reservation) return { kind: 'unknown', reason: 'not-reserved' };
    await turn();
    table.set(number, { ...row, inUse: false });
    return { kind: 'bound', reservation: row.reservation, again: false };
  },

  release: async ({ number }) => {
    await turn();
    const row = table.get(number);
    if (row) table.set(number, { ...row, inUse: false });
    return 'released';
  },

  renew: async () => 'over',
  find: async ({ number }): Promise<Slot | undefined> => {
    const reservation = table.get(number)?.reservation;
    return reservation && { freeAt: reservation.expiresAt, reservation };
  },
  add: async (_pool, number) => {
    table.set(number, { number, inUse: false });
    return { kind: 'added' };
  },
  retire: async () => 'retired',
  waitsUntil: async () => undefined,
  poolOf: async () => undefined,
  list: async () => ({ numbers: [] }),
  sweep: async () => ({ expired: 0, erased: 0, numbers: table.size, inUse: 0 }),
});
