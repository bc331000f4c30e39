import {
  type DnisPools,
  hasExpired,
  type Pool,
  type ReservationStore,
  type SlotKey,
  stateOf,
  writeReservationReference,
} from '@dialplane/dnis-pool';
import { type Clock, isoTime } from '@dialplane/basics';
import type { ConsoleEvents } from './console-events';
import type { Schemas } from './schemas';

type Points = Schemas['PoolHistory']['points'][number];
type PoolEvent = Schemas['PoolHistory']['events'][number];

/** What is stored of a pool's history. */
export type SavedHistory = Readonly<
  Record<string, { readonly points: readonly Points[]; readonly events: readonly PoolEvent[] }>
>;

export type PoolHistoryOptions = {
  readonly store: ReservationStore;
  readonly pools: readonly Pool[];
  readonly now: Clock;
  readonly events: Pick<ConsoleEvents, 'publish'>;
  readonly saved?: SavedHistory;
  readonly changed?: (history: { readonly save: () => SavedHistory }) => void;
};

/** The use of the pools over time. */
export type PoolHistory = {
  /** The store, whose events are written down. */
  readonly store: ReservationStore;
  /** Writes down the use of each pool at this moment. */
  readonly sample: () => Promise<void>;
  readonly view: (pool: string, minutes: number) => Schemas['PoolHistory'] | undefined;
};

const mostPoints = 2_000;
const mostEvents = 500;

/** Writes down what happens to the reservations of pools, and how many numbers are in use after each event. */
export const poolHistory = (options: PoolHistoryOptions): PoolHistory => {
  const { store, pools, now, events } = options;
  const histories = new Map(
    pools.map(({ name }) => [
      name,
      {
        points: [...(options.saved?.[name]?.points ?? [])],
        events: [...(options.saved?.[name]?.events ?? [])],
      },
    ]),
  );
  const save = (): SavedHistory => Object.fromEntries(histories);
  const changed = (): void => options.changed?.({ save });

  const samplePool = async ({ name }: Pool): Promise<void> => {
    const history = histories.get(name);
    if (!history) return;
    history.points.push({ at: isoTime(now()), ...(await useOf(store, name, now)) });
    history.points.splice(0, Math.max(0, history.points.length - mostPoints));
  };

  const happened = async (
    pool: string,
    kind: PoolEvent['kind'],
    about: Omit<PoolEvent, 'at' | 'kind'> = {},
  ) => {
    const history = histories.get(pool);
    const found = pools.find(({ name }) => name === pool);
    if (!history || !found) return;
    history.events.push({ at: isoTime(now()), kind, ...about });
    history.events.splice(0, Math.max(0, history.events.length - mostEvents));
    await samplePool(found);
    changed();
    const { number, reason } = about;
    events.publish({
      type: 'reservation',
      pool,
      kind,
      ...(number !== undefined && { number }),
      ...(reason !== undefined && { reason }),
    });
  };

  const watched: ReservationStore = {
    ...store,
    checkOut: async (pool, wish) => {
      const outcome = await store.checkOut(pool, wish);
      if (outcome.kind === 'granted') {
        const { number } = outcome.slot;
        if (outcome.expired) await happened(pool.name, 'expired', { number });
        await happened(pool.name, 'checked-out', {
          number,
          reservation: writeReservationReference(outcome.slot, outcome.reservation.token),
        });
      } else if (outcome.kind === 'none-free')
        await happened(pool.name, 'none-free', { reason: outcome.why });
      return outcome;
    },
    lookUp: async (slot, arrival, at) => {
      const outcome = await store.lookUp(slot, arrival, at);
      const { number } = slot;
      if (outcome.kind === 'unknown')
        await happened(slot.pool, 'refused', { number, reason: outcome.reason });
      else if (!outcome.again) await happened(slot.pool, 'delivered', { number });
      return outcome;
    },
    release: async (slot: SlotKey, token, at) => {
      const outcome = await store.release(slot, token, at);
      if (outcome === 'released') await happened(slot.pool, 'released', { number: slot.number });
      return outcome;
    },
    sweep: async (pool, at, after, limit) => {
      const { numbers } = await store.list(pool, at, after, limit);
      const expired = numbers.filter(({ slots }) =>
        slots.some(({ reservation }) => reservation && hasExpired(reservation, at)),
      );
      const swept = await store.sweep(pool, at, after, limit);
      for (const { number } of expired) await happened(pool, 'expired', { number });
      return swept;
    },
  };

  return {
    store: watched,
    sample: async () => {
      for (const pool of pools) await samplePool(pool);
      changed();
    },
    view: (pool, minutes) => {
      const history = histories.get(pool);
      if (!history) return undefined;
      const from = isoTime((now() - minutes * 60) as ReturnType<Clock>);
      return {
        pool,
        points: history.points.filter(({ at }) => at >= from),
        events: history.events.filter(({ at }) => at >= from).reverse(),
      };
    },
  };
};

const useOf = async (store: ReservationStore, pool: string, now: DnisPools['now']) => {
  const use = { numbers: 0, free: 0, reserved: 0, connected: 0, resting: 0 };
  let after: Parameters<typeof store.list>[2];
  do {
    const page = await store.list(pool, now(), after, 100);
    for (const { retired, slots } of page.numbers) {
      use.numbers += 1;
      if (slots.length === 0 && !retired) use.free += 1;
      else for (const slot of slots) use[stateOf(slot, now())] += 1;
    }
    after = page.next;
  } while (after !== undefined);
  return use;
};
