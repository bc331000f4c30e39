import { type Clock, describeIssues, isoTime } from '@dialplane/basics';
import { type AddedNumber, addedOrWhyNot, type ReservationStore } from '@dialplane/dnis-pool';
import type { Logger } from '@dialplane/lambda-runtime';
import { type E164, isE164, redact } from '@dialplane/phone-numbers';
import { setTimeout as sleep } from 'node:timers/promises';
import type { NumberFlows } from './number-flows';
import { type Invocation, parseConnectInvocation } from './parse-invocation';

/** What the app is wired to. */
export type ConnectProvisioner = {
  readonly flows: NumberFlows;
  readonly pools: Pick<ReservationStore, 'add' | 'retire' | 'waitsUntil' | 'poolOf' | 'list'>;
  readonly now: Clock;
  readonly log: Logger;
  /** Waits so many milliseconds. @default the machine's timer */
  readonly wait?: (milliseconds: number) => Promise<unknown>;
};

/** What Terraform gets: the `result` of the invocation. */
export type Provisioned = { readonly number: string };

/** How long an invocation waits for the end of reservations, in seconds. The function's time limit is 60 seconds. */
const patience = 40;
const pauseMilliseconds = 2_000;

/**
 * Gives a phone number its flow and its pool, which Terraform has no resource for, and takes them away. Each step looks at
 * what is there and is safe to repeat, so Terraform's next apply finishes what a failed one left.
 *
 * A number joins its pool after it has its flow. It leaves the pool before it loses the flow, and keeps the flow while a
 * reservation waits for its call: a number that is checked out is always answered. A flow that was set by other means is kept
 * when the number is released.
 */
export const connectProvisioner =
  (wired: ConnectProvisioner) =>
  async (input: unknown): Promise<Provisioned> => {
    try {
      const read = parseConnectInvocation(input);
      if (!read.ok) throw new Error(`Cannot read the input: ${describeIssues(read.error)}`);
      const { tf, ...wanted } = read.value;
      const done = tf.action === 'delete' ? await takeAway(wired, wanted) : await provide(wired, wanted);
      wired.log.info('Carried out', { action: tf.action, pool: wanted.pool ?? 'none' });
      return done;
    } catch (error) {
      wired.log.error('Could not carry out', { error });
      throw new Error(redact(error instanceof Error ? error.message : String(error)));
    }
  };

type Wanted = Omit<Invocation, 'tf'>;

const provide = async (wired: ConnectProvisioner, wanted: Wanted): Promise<Provisioned> => {
  const { flows } = wired;
  const { phoneNumberId, pool } = wanted;
  const number = await flows.numberOf(phoneNumberId);
  if (number === undefined || !isE164(number))
    throw new Error(
      `Cannot find the phone number ${phoneNumberId}: expected one that the instance has claimed`,
    );
  await flows.associate(wanted);
  if (pool !== undefined) {
    const added = addedOrWhyNot(await addOnceIdle(wired, pool, number, wanted));
    if (!added.ok)
      throw new Error(`Cannot add the number ${phoneNumberId} to the pool "${pool}": ${added.error}`);
  }
  return { number };
};

/** Adds a number. One that changes its mode or its pool may first have to rest after its last reservation. */
const addOnceIdle = async (
  { pools, now, wait = sleep }: ConnectProvisioner,
  pool: string,
  number: E164,
  { mode = 'exclusive', phoneNumberId }: Wanted,
): Promise<AddedNumber> => {
  const add = () => pools.add(pool, number, mode, now(), { phoneNumberId });
  const added = await add();
  if (added.kind !== 'in-use') return added;
  const seconds = added.until - now();
  if (seconds > patience) return added;
  await wait(seconds * 1_000);
  return add();
};

const takeAway = async (wired: ConnectProvisioner, wanted: Wanted): Promise<Provisioned> => {
  const { flows, pools } = wired;
  const { phoneNumberId, pool } = wanted;
  const claimed = await flows.numberOf(phoneNumberId);
  const number = (claimed ?? (pool && (await numberIn(wired, pool, phoneNumberId)))) as E164 | undefined;
  if (number === undefined) return { number: '' };
  if (pool !== undefined) await pools.retire(pool, number, wired.now());
  if (claimed === undefined) return { number: '' };
  if (pool !== undefined) {
    // Another invocation may have moved it already. It then needs its flow.
    const currentPool = await pools.poolOf(number, 'consistent');
    if (currentPool !== undefined && currentPool !== pool) return { number };
    await untilNoneWaits(wired, pool, number, phoneNumberId);
  }
  if ((await flows.flowOf(wanted)) === wanted.flowId) await flows.disassociate(wanted);
  return { number };
};

/** Finds a number in its pool although it was released outside Terraform, so that the account no longer knows its id. */
const numberIn = async (
  { pools, now }: ConnectProvisioner,
  pool: string,
  phoneNumberId: string,
): Promise<E164 | undefined> => {
  let after: E164 | undefined;
  do {
    const page: Awaited<ReturnType<typeof pools.list>> = await pools.list(pool, now(), after, 100);
    const found = page.numbers.find((it) => it.phoneNumberId === phoneNumberId);
    if (found) return found.number;
    after = page.next;
  } while (after);
  return undefined;
};

/** Waits for the calls of a retired number's reservations. @throws if one may still come: the next apply continues here */
const untilNoneWaits = async (
  { pools, now, wait = sleep }: ConnectProvisioner,
  pool: string,
  number: E164,
  phoneNumberId: string,
): Promise<void> => {
  let until = await pools.waitsUntil(pool, number, now());
  for (let waited = 0; until !== undefined && waited < patience * 1_000; waited += pauseMilliseconds) {
    await wait(pauseMilliseconds);
    until = await pools.waitsUntil(pool, number, now());
  }
  if (until !== undefined)
    throw new Error(
      `Cannot take the flow of the number ${phoneNumberId} away: a transfer to it may come until ${isoTime(until)}. Apply again then`,
    );
};
