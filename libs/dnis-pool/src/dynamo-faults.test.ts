import { type DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { createTable, describeOnDynamoDbLocal } from '@dialplane/dynamodb-local';
import { atSecond, exclusivePool, poolNumber, wishAt } from '../testing';
import { dynamoReservations, reservationsTable } from './dynamo-reservations';
import type { ReservationStore } from './reservation-store';

const named = (name: string) => Object.assign(new Error(name), { name });

/** A client that lets a test decide, before and after each update, whether it fails. */
const faulty = (
  db: DynamoDBClient,
  fault: (when: 'before' | 'after', update: number) => Error | undefined,
) => {
  let updates = 0;
  const send = async (command: object) => {
    if (!(command instanceof UpdateItemCommand)) return db.send(command as never);
    updates += 1;
    const own = updates;
    const before = fault('before', own);
    if (before) throw before;
    const answer = await db.send(command);
    const after = fault('after', own);
    if (after) throw after;
    return answer;
  };
  return { db: { send } as unknown as DynamoDBClient, updates: () => updates };
};

describeOnDynamoDbLocal('a check-out in DynamoDB', (db) => {
  const key = { pool: 'development', number: poolNumber(0) };
  const storeOver = async (table: string, client: DynamoDBClient, patience = { milliseconds: 10_000 }) => {
    await createTable(db(), table, reservationsTable);
    await dynamoReservations(db(), table).add('development', poolNumber(0), 'exclusive', atSecond(-1));
    return dynamoReservations(client, table, { patience });
  };

  it('recognises its own write where the answer was lost', async () => {
    const { db: client, updates } = faulty(db(), (when, n) =>
      when === 'after' && n === 1 ? named('TimeoutError') : undefined,
    );
    const store = await storeOver('lost-answer', client);

    const outcome = await store.checkOut(exclusivePool, wishAt(0, { token: 'mine' }));

    expect(outcome).toMatchObject({ kind: 'granted', reservation: { token: 'mine' } });
    expect(updates()).toBe(2);
    expect((await store.find(key))?.reservation?.token).toBe('mine');
  });

  it('does not take the write of another client for its own', async () => {
    const other = dynamoReservations(db(), 'other-write');
    const { db: client } = faulty(db(), () => undefined);
    const store = await storeOver('other-write', {
      send: async (command: object) => {
        // Between reading the candidates and the claim, another client takes the number.
        if (command instanceof UpdateItemCommand && (await other.find(key))?.reservation === undefined)
          await other.checkOut(exclusivePool, wishAt(0, { token: 'theirs' }));
        return client.send(command as never);
      },
    } as unknown as DynamoDBClient);

    expect(await store.checkOut(exclusivePool, wishAt(0, { token: 'mine' }))).toMatchObject({
      kind: 'none-free',
      why: 'all-busy',
    });
    expect((await store.find(key))?.reservation?.token).toBe('theirs');
  });

  it('counts the hold from the attempt that worked, not from the first', async () => {
    let seconds = 0;
    const { db: client } = faulty(db(), (when) =>
      when === 'before' && seconds < 4 ? named('TransactionConflictException') : undefined,
    );
    const wait = async () => void (seconds += 1);
    const store = await storeOver('conflicts', client, { milliseconds: 10_000, wait } as never);

    const outcome = await store.checkOut(exclusivePool, wishAt(0, { now: () => atSecond(seconds) }));

    expect(outcome).toMatchObject({ kind: 'granted', reservation: { expiresAt: atSecond(4 + 120) } });
  });

  it('gives up when its time is over, and says why', async () => {
    const { db: client } = faulty(db(), () => named('ThrottlingException'));
    const store = await storeOver('throttled', client, { milliseconds: 50 });

    await expect(store.checkOut(exclusivePool, wishAt(0))).rejects.toThrow('ThrottlingException');
  });

  it('fails at once where no repeat can help', async () => {
    const store = dynamoReservations(db(), 'no-such-table');

    await expect(store.checkOut(exclusivePool, wishAt(0))).rejects.toThrow('non-existent table');
    await expect(store.lookUp(key, { contact: 'c', caller: 'withheld' }, atSecond(0))).rejects.toThrow(
      'non-existent table',
    );
  });
});

describeOnDynamoDbLocal('a request to DynamoDB', (db) => {
  beforeAll(() => createTable(db(), 'throttled-once', reservationsTable));

  it.each<[string, (store: ReservationStore) => Promise<unknown>]>([
    ['add', (store) => store.add('development', poolNumber(0), 'exclusive', atSecond(0))],
    ['retire', (store) => store.retire('development', poolNumber(0), atSecond(0))],
    ['find', (store) => store.find({ pool: 'development', number: poolNumber(0) })],
    ['list', (store) => store.list('development', atSecond(0))],
    ['waitsUntil', (store) => store.waitsUntil('development', poolNumber(0), atSecond(0))],
    ['poolOf', (store) => store.poolOf(poolNumber(0))],
    ['sweep', (store) => store.sweep('development', atSecond(0))],
  ])('is repeated if it is throttled once: %s', async (_name, ask) => {
    let requests = 0;
    const send = async (command: object) => {
      requests += 1;
      if (requests === 1) throw named('ThrottlingException');
      return db().send(command as never);
    };
    const store = dynamoReservations({ send } as unknown as DynamoDBClient, 'throttled-once');

    await ask(store);

    expect(requests).toBeGreaterThan(1);
  });
});
