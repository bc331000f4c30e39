import { BatchWriteItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { E164 } from '@dialplane/phone-numbers';
import { createTable } from '@dialplane/dynamodb-local';
import { type EpochSeconds, type Random, randomFrom } from '@dialplane/basics';
import { dynamoReservations, reservationsTable } from '../src/dynamo-reservations';
import { numberSortKey, poolKey } from '../src/dynamo-slot';
import { type NumberMode, type Pool, poolDefaults } from '../src/pool';
import type { SlotKey } from '../src/reservation';
import { countingClient } from './counting-client';
import { eventHeap } from './event-heap';

/** The average cost of a transfer: check-out, and the look-up that frees the number. */
export type Costs = {
  readonly numbers: number;
  readonly writes: number;
  readonly reads: number;
  /** Share of check-outs that had to claim a second number, because another client was faster. */
  readonly secondTries: number;
};

const start = 1_796_000_000;

/** The encrypted size of a context with five short attributes and its KMS data key: about 400 bytes. */
const sealed = new Uint8Array(400).fill(1);

/** Average time from check-out to look-up, in seconds. */
const setupSeconds = 8;

/** Measures transfers on the real DynamoDB Local, in a pool of this size with a share of its numbers in use. */
export const measureCosts = async (
  db: DynamoDBClient,
  mode: NumberMode,
  numbers: number,
  { use = 0.6, transfers = 1_000, clients = 1 } = {},
): Promise<Costs> => {
  const random = randomFrom(numbers);
  const table = `costs-${mode}-${numbers}-${clients}`;
  const pool: Pool = { ...poolDefaults, name: 'bench', mode };
  const hold = setupSeconds + pool.restSeconds;
  await createTable(db, table, reservationsTable);
  await fillTable(db, table, pool, numbers, use * numbers, random);

  const checkOuts = countingClient(db);
  const lookUps = countingClient(db);
  // Each client has its own memory, like each instance of a Lambda.
  const stores = Array.from({ length: clients }, () =>
    dynamoReservations(checkOuts.db, table, { random: random.fraction }),
  );
  const { lookUp } = dynamoReservations(lookUps.db, table);
  const events = eventHeap<Event>();
  const gap = hold / (use * numbers);
  let begun = 0;
  let ended = 0;
  // A small pool starts without reservations: its first transfers only bring it to the intended use.
  const warmUp = Math.min(transfers, Math.ceil(2 * use * numbers));
  let before = { begun, ended, checkOuts: { ...checkOuts.spent }, lookUps: { ...lookUps.spent } };
  events.add(start, { kind: 'transfer' });
  while (ended < transfers + warmUp) {
    const { at, event } = events.take() ?? { at: 0, event: undefined };
    const now = Math.floor(at) as EpochSeconds;
    if (event?.kind === 'transfer') {
      events.add(at - Math.log(1 - random.fraction()) * gap, { kind: 'transfer' });
      const caller = `+1${String(2_000_000_000 + random.pick(7_000_000_000))}` as E164;
      begun += 1;
      const store = stores[random.pick(clients)] as (typeof stores)[number];
      const outcome = await store.checkOut(pool, { token: `token-${begun}`, caller, sealed, now: () => now });
      if (outcome.kind === 'granted')
        events.add(at - Math.log(1 - random.fraction()) * setupSeconds, {
          kind: 'call',
          slot: outcome.slot,
          caller,
        });
    } else if (event) {
      await lookUp(event.slot, { contact: `contact-${ended}`, caller: event.caller }, now);
      ended += 1;
      if (ended === warmUp)
        before = { begun, ended, checkOuts: { ...checkOuts.spent }, lookUps: { ...lookUps.spent } };
    }
  }
  // In a large pool, more transfers start than end in the short time measured, so each half of a transfer is counted
  // separately.
  const each = (of: 'writes' | 'reads' | 'failedConditions') =>
    (checkOuts.spent[of] - before.checkOuts[of]) / (begun - before.begun) +
    (lookUps.spent[of] - before.lookUps[of]) / (ended - before.ended);
  return { numbers, writes: each('writes'), reads: each('reads'), secondTries: each('failedConditions') };
};

type Event =
  { readonly kind: 'transfer' } | { readonly kind: 'call'; readonly slot: SlotKey; readonly caller: E164 };

/** Writes the pool's numbers with the intended share in use, as earlier transfers would have left them. */
const fillTable = async (
  db: DynamoDBClient,
  table: string,
  { name, mode, restSeconds }: Pool,
  numbers: number,
  inUse: number,
  random: Random,
): Promise<void> => {
  const itemOf = (n: number) => {
    const number = `+1${String(2_000_000_000 + n * 7)}` as E164;
    const key = { pk: poolKey(name), sk: numberSortKey(number), number, mode };
    if (mode === 'composite') return { ...key, freeAt: 0 };
    const busy = random.fraction() * numbers < inUse;
    const freeAt = start + (busy ? random.between(1, setupSeconds + restSeconds) : -random.between(0, 60));
    return {
      ...key,
      freeAt,
      token: `old-${n}`,
      caller: '+12065550100',
      withheldCallers: 'refuse',
      restSeconds,
      checkedOutAt: freeAt - 40,
      expiresAt: freeAt + 80,
      contact: `old-contact-${n}`,
      boundAt: freeAt - restSeconds,
      lastContact: 'older-contact',
      sealed,
    };
  };
  const batch = async (from: number) => {
    const items = Array.from({ length: Math.min(25, numbers - from) }, (_, n) => marshall(itemOf(from + n)));
    await db.send(
      new BatchWriteItemCommand({
        RequestItems: { [table]: items.map((Item) => ({ PutRequest: { Item } })) },
      }),
    );
  };
  for (let from = 0; from < numbers; from += 200)
    await Promise.all(
      Array.from({ length: 8 }, (_, n) => from + 25 * n)
        .filter((at) => at < numbers)
        .map(batch),
    );
};
