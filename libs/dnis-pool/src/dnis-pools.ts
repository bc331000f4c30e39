import type { Clock, Issue } from '@dialplane/basics';
import type { E164 } from '@dialplane/phone-numbers';
import { createHash, randomBytes } from 'node:crypto';
import { checkContext, type Context } from './context';
import type { ContextCipher } from './context-cipher';
import type { Pool } from './pool';
import {
  type TransferArrival,
  callerKeyOf,
  type Reservation,
  type SlotKey,
  type UnknownReason,
} from './reservation';
import type { CheckedOut, LookedUp, ReservationStore } from './reservation-store';

/** The dependencies of the pools. */
export type DnisPools = {
  readonly pools: readonly Pool[];
  readonly store: ReservationStore;
  readonly cipher: ContextCipher;
  readonly now: Clock;
};

/** The dependencies of a look-up: no more than it needs. */
export type DnisLookUps = {
  readonly pools: readonly Pool[];
  readonly store: Pick<ReservationStore, 'lookUp' | 'poolOf'>;
  readonly cipher: Pick<ContextCipher, 'open'>;
  readonly now: Clock;
};

/** The request of a legacy platform before it transfers a call. */
export type CheckOutRequest = {
  readonly caller?: E164;
  readonly context: unknown;
  /** The same for each retry of a request: the retry gets the same number. Each client has keys of its own. */
  readonly idempotencyKey?: string;
  /** The name of the client that sends the request. @default one client for all requests */
  readonly client?: string;
};

/** The outcome of a check-out, or why it was refused. */
export type CheckOutOutcome =
  CheckedOut | { readonly kind: 'breaks-rules'; readonly issues: readonly Issue[] };

/**
 * Reserves a pool number for one transfer, with the customer's context. Checks the context against Amazon Connect's limits
 * first, and encrypts it for this reservation alone.
 */
export const checkOut = async (
  { store, cipher, now }: DnisPools,
  pool: Pool,
  { caller, context, idempotencyKey, client = '' }: CheckOutRequest,
): Promise<CheckOutOutcome> => {
  const checked = checkContext(context);
  if (!checked.ok) return { kind: 'breaks-rules', issues: checked.error };
  const request =
    idempotencyKey === undefined
      ? undefined
      : {
          id: digest(pool.name, client, idempotencyKey),
          // The digest includes the key, which is not stored, so that the context cannot be guessed from the digest.
          content: digest(client, idempotencyKey, caller ?? '', canonical(checked.value)),
        };
  const token = randomToken();
  const sealed = await cipher.seal(checked.value, { pool: pool.name, token });
  return store.checkOut(pool, {
    token,
    ...(caller !== undefined && { caller }),
    sealed,
    now,
    ...(request && { request }),
  });
};

/** A call that asks for its context. */
export type LookUpRequest = {
  readonly number: E164;
  readonly arrival: TransferArrival;
  /** The pool of the number, if the flow names it. @default the first pool */
  readonly pool?: string;
};

/** The outcome of a look-up. */
export type LookUpOutcome =
  | {
      readonly kind: 'context';
      readonly context: Context;
      readonly pool: string;
      readonly reservation: Reservation;
      readonly again: boolean;
    }
  | { readonly kind: 'unknown'; readonly reason: UnknownReason };

/**
 * Exchanges a call for the context that was reserved for it, and binds the reservation to the contact. Any other call gets no
 * context, and the reason. It usually takes one write.
 */
export const lookUpContext = async (
  wired: DnisLookUps,
  { number, arrival, pool }: LookUpRequest,
): Promise<LookUpOutcome> => {
  const first = wired.pools.find(({ name }) => name === pool) ?? wired.pools[0];
  const found = first && (await lookUpIn(wired, first, number, arrival));
  if (found && !isUnknown(found, 'no-such-number')) return found;
  if (wired.pools.length === 1 && pool === undefined) return unknownNumber;
  const actual = await wired.store.poolOf(number);
  const other = wired.pools.find(({ name }) => name === actual && name !== first?.name);
  return other ? lookUpIn(wired, other, number, arrival) : unknownNumber;
};

const unknownNumber = { kind: 'unknown', reason: 'no-such-number' } as const;

const lookUpIn = async (
  { store, cipher, now }: DnisLookUps,
  pool: Pool,
  number: E164,
  arrival: TransferArrival,
): Promise<LookUpOutcome> => {
  let outcome: LookedUp = unknownNumber;
  for (const slot of slotsFor(pool, number, arrival)) {
    outcome = await store.lookUp(slot, arrival, now());
    if (!isUnknown(outcome, 'no-such-number')) break;
  }
  if (outcome.kind === 'unknown') return outcome;
  const { reservation, again } = outcome;
  if (!reservation.sealed) return { kind: 'unknown', reason: 'erased' };
  const context = await cipher.open(reservation.sealed, { pool: pool.name, token: reservation.token });
  return { kind: 'context', context, pool: pool.name, reservation, again };
};

/**
 * The slots in which the reservation of an arriving call can be. A caller who withholds the number has no slot on a composite
 * number.
 */
const slotsFor = (pool: Pool, number: E164, { caller }: TransferArrival): readonly SlotKey[] => {
  const own = { pool: pool.name, number };
  return pool.mode === 'composite' && caller.startsWith('+')
    ? [{ ...own, callerKey: callerKeyOf(caller as E164) }, own]
    : [own];
};

const isUnknown = (outcome: LookedUp | LookUpOutcome, reason: UnknownReason): boolean =>
  outcome.kind === 'unknown' && outcome.reason === reason;

const randomToken = (): string => randomBytes(16).toString('base64url');

const digest = (...parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 32);

const canonical = (context: Context): string =>
  JSON.stringify(Object.entries(context).sort(([a], [b]) => (a < b ? -1 : 1)));
