import { type EpochSeconds, type Random, randomFrom } from '@dialplane/basics';
import type { E164 } from '@dialplane/phone-numbers';
import type { Pool } from '../src/pool';
import { type TransferArrival, callerKeyOf, type SlotKey } from '../src/reservation';
import type { ReservationStore, Wish } from '../src/reservation-store';
import { type History, type Recorded, tokenOf, type Transfer } from './recorded';
import type { Turns } from './turns';

/** The store and the pool that a history is played on. */
export type HistoryStage = {
  readonly seed: number;
  /** A pool name that only this history uses. */
  readonly poolName: string;
  /** Digits that make this history's numbers unique, at most five. */
  readonly numbersFrom: string;
  /** The store of each client: its own memory, and the shared storage. */
  readonly storeFor: (turns: Turns, random: Random) => ReservationStore;
  readonly turnsFor: (random: Random) => Turns;
  /** Whether the store retries failed requests itself. @default false */
  readonly repeats?: boolean;
  /** The probabilities that a request is lost, that an answer is lost, and that a request arrives twice. @default 0.04 each */
  readonly faults?: number;
};

const start = 1_796_000_000;

/** How customers' calls reach the pool: mostly without faults. */
const waysToCall = [
  'calls',
  'calls',
  'calls',
  'calls',
  'calls late',
  'releases',
  'abandons',
  'renews',
  'withheld',
] as const;

/**
 * Plays one random history: a few clients make transfers concurrently, with clocks that differ, over a network that loses and
 * duplicates requests. Customers call late, twice, with a hidden number, or not at all. Strangers dial pool numbers, and sweeps
 * run.
 */
export const playHistory = async ({
  seed,
  poolName,
  numbersFrom,
  storeFor,
  turnsFor,
  repeats = false,
  faults = 0.04,
}: HistoryStage): Promise<History> => {
  const random = randomFrom(seed);
  const turns = turnsFor(random);
  const recorded: Recorded[] = [];
  const transfers = new Map<string, Transfer>();
  const callers = new Map<string, number>();
  const mostSkew = random.oneOf([0, 15, 60, 60]);
  const pool: Pool = {
    name: poolName,
    mode: random.chance(0.25) ? 'composite' : 'exclusive',
    holdSeconds: 120,
    restSeconds: random.oneOf([0, 30, 130, 130]),
    withheldCallers: random.chance(0.8) ? 'refuse' : 'allow',
  };
  const numbers = Array.from(
    { length: random.between(1, 3) },
    (_, n) => `+1202${numbersFrom.padStart(5, '0')}${n}${n}` as E164,
  );
  const freeAt = (start - 1000) as EpochSeconds;
  let time = start;
  let order = 0;
  let contacts = 0;

  const first = storeFor(turns, random);
  for (const number of numbers) await first.add(pool.name, number, pool.mode, freeAt);

  const pass = (most: number) => void (time += random.pick(most + 1));

  /** A delay on the network: other clients act, and time passes. */
  const step = async () => {
    await turns.turn();
    if (random.chance(0.3)) pass(random.chance(0.1) ? 90 : 6);
  };

  /** Sends a request over the network. Returns 'lost' if the client cannot know whether it was done. */
  const send = async <T>(entry: Recorded, ask: () => Promise<T>, again = true): Promise<T | 'lost'> => {
    recorded.push(entry);
    await step();
    if (random.chance(faults)) return 'lost';
    if (again && random.chance(faults)) {
      const repeat = { ...entry };
      recorded.push(repeat);
      turns.run(async () => {
        await step();
        await ask().catch(ignorePassing);
      });
    }
    try {
      const outcome = await ask();
      await step();
      if (random.chance(faults)) return 'lost';
      Object.assign(entry, { outcome, ended: (order += 1) });
      return outcome;
    } catch (error) {
      ignorePassing(error);
      return 'lost';
    }
  };
  const opening = (skew: number) => ({ begun: (order += 1), ended: Infinity, skew });

  const client = (customer: number) => async () => {
    const store = storeFor(turns, random);
    const skew = random.between(-mostSkew, mostSkew);
    const now = () => (time + skew) as EpochSeconds;
    const number = callerNumber(customer);

    /** Each attempt has a token of its own, as `checkOut` makes one for each. */
    const checkOut = async (transfer: string, named: boolean) => {
      const request = random.chance(0.5) ? { id: `${poolName}-${transfer}`, content: transfer } : undefined;
      for (let attempt = 0; attempt < (request ? 3 : 1); attempt += 1) {
        const token = tokenOf(transfer, attempt);
        const clock: EpochSeconds[] = [];
        const wish: Wish = {
          token,
          ...(named && { caller: number }),
          sealed: Buffer.from(token),
          now: () => {
            clock.push(now());
            return clock.at(-1) as EpochSeconds;
          },
          ...(request && { request }),
        };
        transfers.set(token, { customer, named });
        const outcome = await send(
          { ...opening(skew), kind: 'check-out', token, caller: wish.caller, clock },
          () => store.checkOut(pool, wish),
          request !== undefined,
        );
        if (outcome !== 'lost') return outcome;
      }
      return undefined;
    };

    const call = async (slot: SlotKey, from: TransferArrival['caller'], who = customer) => {
      const contact = `${poolName}-c${(contacts += 1)}`;
      callers.set(contact, who);
      const arrival = { contact, caller: from };
      const deliver = async () => {
        const at = now();
        await send({ ...opening(skew), kind: 'look-up', slot, arrival, now: at }, () =>
          store.lookUp(slot, arrival, at),
        );
      };
      const times = random.chance(0.3) ? random.between(2, 4) : 1;
      for (let n = 0; n < times; n += 1)
        if (n > 0 && random.chance(0.5)) turns.run(deliver);
        else await deliver();
    };

    const release = async (slot: SlotKey, token: string) => {
      const at = now();
      await send({ ...opening(skew), kind: 'release', slot, token, now: at }, () =>
        store.release(slot, token, at),
      );
    };

    for (let transfer = random.between(1, 2); transfer > 0; transfer -= 1) {
      const named = random.chance(0.85);
      const outcome = await checkOut(`${poolName}-t${customer}-${transfer}`, named);
      if (outcome?.kind !== 'granted') continue;
      const { slot } = outcome;
      const { token } = outcome.reservation;
      if (random.chance(0.5)) pass(15);
      const way = random.oneOf(waysToCall);
      if (way === 'abandons') continue;
      if (way === 'calls late') pass(300);
      if (way === 'renews') {
        const at = now();
        await send({ ...opening(skew), kind: 'renew', slot, token, now: at }, () =>
          store.renew(slot, token, pool, at),
        );
      }
      if (way !== 'releases') await call(slot, way === 'withheld' ? 'withheld' : number);
      if (way === 'releases' || random.chance(0.2)) await release(slot, token);
    }
  };

  /** A stranger who dials a pool number, or a customer who dials the wrong one. */
  const stranger = (customer: number) => async () => {
    const store = storeFor(turns, random);
    const slotNumber = numbers[random.pick(numbers.length)] as E164;
    const caller = random.chance(0.3) ? ('withheld' as const) : callerNumber(customer);
    const skew = random.between(-mostSkew, mostSkew);
    const contact = `${poolName}-c${(contacts += 1)}`;
    callers.set(contact, customer);
    const slot: SlotKey = {
      pool: poolName,
      number: slotNumber,
      ...(pool.mode === 'composite' && caller !== 'withheld' && { callerKey: callerKeyOf(caller) }),
    };
    for (let wait = random.pick(6); wait > 0; wait -= 1) await step();
    const at = (time + skew) as EpochSeconds;
    const arrival = { contact, caller };
    await send({ ...opening(skew), kind: 'look-up', slot, arrival, now: at }, () =>
      store.lookUp(slot, arrival, at),
    );
  };

  const sweeper = async () => {
    const store = storeFor(turns, random);
    const skew = random.between(-mostSkew, mostSkew);
    for (let wait = random.pick(8); wait > 0; wait -= 1) await step();
    const at = (time + skew) as EpochSeconds;
    await send({ ...opening(skew), kind: 'sweep', now: at }, async () => {
      await store.sweep(poolName, at);
      return 'swept' as const;
    });
  };

  const customers = random.between(2, 4);
  for (let customer = 0; customer < customers; customer += 1) turns.run(client(customer));
  if (random.chance(0.5)) turns.run(stranger(9));
  if (random.chance(0.3)) turns.run(stranger(random.pick(customers)));
  if (random.chance(0.4)) turns.run(sweeper);
  await turns.finish();

  time += 10_000;
  const given = new Set<string>();
  turns.run(async () => {
    for (const _number of numbers) {
      const outcome = await first.checkOut(pool, {
        token: `${poolName}-end-${given.size}`,
        caller: callerNumber(0),
        sealed: Buffer.from('end'),
        now: () => time as EpochSeconds,
      });
      if (outcome.kind === 'granted') given.add(outcome.slot.number);
    }
  });
  await turns.finish();
  return {
    seed,
    pool,
    repeats,
    clocksDiffer: 2 * mostSkew,
    recorded,
    transfers,
    callers,
    numbers,
    numbersLeft: given.size,
    freeAt,
  };
};

const callerNumber = (customer: number): E164 => `+1206555010${customer}` as E164;

/** A store may throw if the network fails. Then the client cannot know whether its request was done. */
const ignorePassing = (error: unknown): void => {
  const { name } = error as Error;
  if (name !== 'TimeoutError' && name !== 'ThrottlingException') throw error;
};
