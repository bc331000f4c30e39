import { createTable, describeOnDynamoDbLocal } from '@dialplane/dynamodb-local';
import { reservationsTable } from '../src/dynamo-reservations';
import { memoryReservations } from '../src/memory-reservations';
import type { ReservationStore } from '../src/reservation-store';
import { onDynamo } from './dynamo-stage';
import { inMemory, isWrong, onNaiveStore, playHistories } from './play-histories';
import { playHistory, type HistoryStage } from './play-history';
import { race } from './race';

// `npm run histories:dnis` plays 1,000,000 in memory and 20,000 on DynamoDB Local.
const histories = { memory: 20_000, dynamo: 150 };

const nothingWrong = { doubleGrants: 0, wrongContexts: 0, leakedNumbers: 0, outOfOrder: 0, wrongSeeds: [] };

it(`breaks no promise in ${histories.memory} random histories in memory`, async () => {
  const judged = await playHistories(histories.memory, inMemory);

  expect(judged).toMatchObject(nothingWrong);
  expect(judged.deliveries).toBeGreaterThan(histories.memory);
}, 120_000);

it('catches the published algorithm in every way, within 100 histories', async () => {
  const judged = await playHistories(100, onNaiveStore);

  expect(judged.doubleGrants).toBeGreaterThan(0);
  expect(judged.wrongContexts).toBeGreaterThan(0);
  expect(judged.outOfOrder).toBeGreaterThan(0);
});

it('plays the same history from the same seed', async () => {
  const play = async () => JSON.stringify((await playHistory(inMemory(7))).recorded);

  expect(await play()).toBe(await play());
});

/** A memory store with one fault. */
const broken =
  (change: (store: ReservationStore) => Partial<ReservationStore>) =>
  (seed: number): HistoryStage => {
    const store = memoryReservations();
    return { ...inMemory(seed), storeFor: () => ({ ...store, ...change(store) }) };
  };

describe('catches a store', () => {
  it.each<[string, ReturnType<typeof broken>]>([
    [
      'that does not compare callers',
      broken((store) => ({
        lookUp: (slot, { contact }, now) => store.lookUp(slot, { contact, caller: 'vouched' }, now),
      })),
    ],
    [
      'that answers every contact of a caller',
      broken((store) => ({
        lookUp: async (slot, arrival, now) => {
          const bound = (await store.find(slot))?.reservation?.contact;
          return store.lookUp(slot, bound ? { ...arrival, contact: bound } : arrival, now);
        },
      })),
    ],
    [
      'that releases a reservation of another client',
      broken((store) => ({
        release: async (slot, token, now) =>
          store.release(slot, (await store.find(slot))?.reservation?.token ?? token, now),
      })),
    ],
    [
      'that gives numbers no rest',
      broken((store) => ({ checkOut: (pool, wish) => store.checkOut({ ...pool, restSeconds: 0 }, wish) })),
    ],
    [
      'that loses a number when it is released',
      broken((store) => ({
        release: async (slot, token, now) => {
          await store.retire(slot.pool, slot.number, now);
          return store.release(slot, token, now);
        },
      })),
    ],
    ['that answers a release and does nothing', broken(() => ({ release: async () => 'released' as const }))],
  ])('%s, within 1,000 histories', async (_fault, stageFor) => {
    expect(isWrong(await playHistories(1_000, stageFor))).toBe(true);
  });
});

describeOnDynamoDbLocal('on DynamoDB', (db, endpoint) => {
  it(`breaks no promise in ${histories.dynamo} random histories over a network that fails`, async () => {
    await createTable(db(), 'histories', reservationsTable);

    const judged = await playHistories(histories.dynamo, onDynamo(db(), 'histories'), { atOnce: 8 });

    expect(judged).toMatchObject(nothingWrong);
  }, 120_000);

  it('gives each number to one of the processes that race for it', async () => {
    await createTable(db(), 'race', reservationsTable);

    const { numbers, granted, stored } = await race(db(), endpoint(), 'race', {
      processes: 3,
      numbers: 40,
      attempts: 30,
    });

    expect(new Set(granted.map(([number]) => number)).size).toBe(granted.length);
    expect(granted.length).toBeGreaterThan(numbers.length / 2);
    for (const [number, token] of granted) expect(stored.get(number)).toBe(token);
  }, 120_000);
});
