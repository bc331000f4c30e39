import type { EpochSeconds } from '@dialplane/basics';
import type { Pool } from '../src/pool';
import {
  callerKeyOf,
  isToDelete,
  isToErase,
  isWaiting,
  refusalOf,
  type Reservation,
  type Slot,
  type SlotKey,
} from '../src/reservation';
import { bound, released, renewed, reservationFor, reserved, swept } from '../src/slot-changes';
import { type History, isSameCheckOut, type Recorded } from './recorded';

/** An operation on one slot, and every state that it can leave if its client was told this answer. */
type Operation = {
  readonly begun: number;
  readonly ended: number;
  readonly after: (slot: Slot) => readonly Slot[];
};

/**
 * The slots whose history is not linearizable (Herlihy and Wing): no sequential order of steps, each between its request and
 * its answer, explains it. Slots are independent, so each is searched by itself, as Lowe's and Horn and Kroening's checkers do.
 */
export const slotsOutOfOrder = (history: History): readonly string[] => {
  const slots = new Map<string, SlotKey>();
  const add = (slot: SlotKey) => slots.set(nameOf(slot), slot);
  for (const entry of history.recorded) {
    if ('slot' in entry) add(entry.slot);
    if (entry.kind === 'check-out' && entry.outcome?.kind === 'granted') add(entry.outcome.slot);
  }
  return [...slots].flatMap(([name, slot]) =>
    isExplained(operationsOn(slot, history), initialSlot(slot, history)) ? [] : [name],
  );
};

const nameOf = ({ number, callerKey = '' }: SlotKey): string => `${number} ${callerKey}`;

/** The first check-out creates a caller's slot on a composite number. Until then there is none. */
const initialSlot = ({ callerKey }: SlotKey, { freeAt }: History): Slot =>
  callerKey === undefined ? { freeAt } : noSlot;

const noSlot: Slot = { freeAt: -1 as EpochSeconds };

const operationsOn = (slot: SlotKey, history: History): readonly Operation[] =>
  history.recorded.flatMap((entry) => {
    const { begun, ended } = entry;
    const after = effectOn(slot, entry, history.pool);
    const told = after ? [{ begun, ended, after }] : [];
    if (!history.repeats || ended === Infinity) return told;
    const { outcome: _untold, ...attempt } = entry;
    const earlier = effectOn(slot, attempt as Recorded, history.pool);
    return earlier ? [...told, { begun, ended: Infinity, after: earlier }] : told;
  });

const effectOn = (slot: SlotKey, entry: Recorded, pool: Pool): Operation['after'] | undefined => {
  if ('slot' in entry && nameOf(entry.slot) !== nameOf(slot)) return undefined;
  switch (entry.kind) {
    case 'check-out':
      return checkOutOn(slot, entry, pool);
    case 'look-up':
      return (state) => lookUpOn(state, entry);
    case 'release':
      return (state) => releaseOn(state, entry);
    case 'renew':
      return (state) => renewOn(state, entry, pool);
    case 'sweep':
      return (state) => [sweptAt(slot, state, entry.now)];
  }
};

const checkOutOn = (
  slot: SlotKey,
  { token, caller, clock, outcome }: Extract<Recorded, { kind: 'check-out' }>,
  pool: Pool,
): Operation['after'] | undefined => {
  const wish = { token, ...(caller && { caller }), sealed: Buffer.from(token), now: () => 0 as EpochSeconds };
  if (outcome && outcome.kind !== 'granted') return undefined; // it concerns all numbers, and changed none
  if (outcome) {
    if (nameOf(outcome.slot) !== nameOf(slot)) return undefined;
    const { reservation } = outcome;
    return (state) => {
      if (state.freeAt <= reservation.checkedOutAt && !isSameCheckOut(state.reservation?.token, token)) {
        const fresh = reservationFor(pool, wish, reservation.checkedOutAt);
        if (sameGrant(fresh, reservation)) return [reserved(state, fresh)];
      }
      return state.reservation && sameGrant(state.reservation, reservation) ? [state] : [];
    };
  }
  const possible = slot.callerKey === (caller && pool.mode === 'composite' ? callerKeyOf(caller) : undefined);
  if (!possible) return undefined;
  const moments = [...new Set(clock)];
  return (state) => [
    state,
    ...moments.flatMap((now) =>
      state.freeAt <= now && !isSameCheckOut(state.reservation?.token, token)
        ? [reserved(state, reservationFor(pool, wish, now))]
        : [],
    ),
  ];
};

const lookUpOn = (
  state: Slot,
  { arrival, now, outcome }: Extract<Recorded, { kind: 'look-up' }>,
): readonly Slot[] => {
  const refusal = refusalOf(state, arrival, now);
  const { reservation } = state;
  if (refusal || !reservation) {
    if (!outcome) return [state];
    // For a store, a caller's slot that was never used or was deleted does not exist.
    const reasons = [refusal, ...(reservation ? [] : ['no-such-number'])];
    return outcome.kind === 'unknown' && reasons.includes(outcome.reason) ? [state] : [];
  }
  const again = reservation.contact !== undefined;
  const next = again ? state : bound(state, reservation, arrival, now);
  if (!outcome) return [next];
  // A store that retries a write after a lost answer finds its own write, so even the first answer can be "again".
  if (outcome.kind !== 'bound' || (again && !outcome.again)) return [];
  return same(outcome.reservation, next.reservation as Reservation) ? [next] : [];
};

const releaseOn = (
  state: Slot,
  { token, now, outcome }: Extract<Recorded, { kind: 'release' }>,
): readonly Slot[] => {
  const { reservation } = state;
  if (!reservation || reservation.token !== token) return outcome === 'released' ? [] : [state];
  if (outcome === 'over') return [];
  return [reservation.endedAt === undefined ? released(state, reservation, now) : state];
};

const renewOn = (
  state: Slot,
  { token, now, outcome }: Extract<Recorded, { kind: 'renew' }>,
  pool: Pool,
): readonly Slot[] => {
  const { reservation } = state;
  if (!reservation || reservation.token !== token || !isWaiting(reservation, now))
    return outcome === undefined || outcome === 'over' ? [state] : [];
  if (outcome === 'over') return [];
  return [renewed(state, reservation, pool, now)];
};

const sweptAt = ({ callerKey }: SlotKey, state: Slot, now: EpochSeconds): Slot => {
  const { reservation } = state;
  if (!reservation) return state;
  if (callerKey !== undefined && isToDelete(state, now)) return noSlot;
  return isToErase(reservation, now) ? swept(state, reservation, now) : state;
};

/**
 * Whether two reservations are of one grant. A check-out that retries its write finds the reservation's current state: a call
 * may already have arrived.
 */
const sameGrant = (a: Reservation, b: Reservation): boolean =>
  a.token === b.token &&
  a.caller === b.caller &&
  a.checkedOutAt === b.checkedOutAt &&
  a.expiresAt === b.expiresAt;

const same = (a: Reservation, b: Reservation): boolean =>
  sameGrant(a, b) && a.contact === b.contact && a.boundAt === b.boundAt;

/** Searches for an order of the operations that explains every answer. */
const isExplained = (operations: readonly Operation[], initial: Slot): boolean => {
  const count = operations.length;
  const done = new Array<boolean>(count).fill(false);
  const seen = new Set<string>();

  const search = (state: Slot): boolean => {
    let deadline = Infinity;
    let open = false;
    for (let i = 0; i < count; i += 1) {
      const { ended } = operations[i] as Operation;
      if (done[i] || ended === Infinity) continue;
      open = true;
      if (ended < deadline) deadline = ended;
    }
    if (!open) return true; // an operation without an answer may not have happened
    const key = keyOf(done, state);
    if (seen.has(key)) return false;
    seen.add(key);
    for (let i = 0; i < count; i += 1) {
      const operation = operations[i] as Operation;
      if (done[i] || operation.begun > deadline) continue;
      done[i] = true;
      for (const next of operation.after(state)) if (search(next)) return true;
      done[i] = false;
    }
    return false;
  };
  return search(initial);
};

const keyOf = (done: readonly boolean[], { freeAt, lastContact, reservation }: Slot): string => {
  const { token, contact, boundAt, endedAt, checkedOutAt, expiresAt, sealed } = reservation ?? {};
  return `${done.map(Number).join('')} ${freeAt} ${lastContact} ${token} ${contact} ${boundAt} ${endedAt} ${checkedOutAt} ${expiresAt} ${sealed === undefined}`;
};
