import type { EpochSeconds } from '@dialplane/basics';
import type { E164 } from '@dialplane/phone-numbers';
import { idleList, type IdleMember } from './idle-list';
import type { NumberMode, Pool } from './pool';
import {
  type TransferArrival,
  callerKeyOf,
  hasExpired,
  isWaiting,
  refusalOf,
  type Reservation,
  type Slot,
  type SlotKey,
} from './reservation';
import type { AddedNumber, Addition, CheckedOut, LookedUp, Wish } from './reservation-store';
import { bound, idleFrom, released, renewed, reservationFor, reserved, settledAt } from './slot-changes';

/** A reservation object that is overwritten when its number is reserved again, so that no new object has to be allocated. */
type KeptReservation = { -readonly [K in keyof Reservation]-?: Reservation[K] | undefined };

/** The slot of an exclusive number, and its position in the list of numbers that become free. */
interface Place extends IdleMember<Place> {
  readonly number: E164;
  freeAt: EpochSeconds;
  reservation: KeptReservation | undefined;
  lastContact: string | undefined;
}

/** A place as a slot. The rules only compare values, so a missing field may be undefined. */
const slotOf = (place: Place): Slot => place as unknown as Slot;

/** A copy of a place for callers, because the place itself will change. */
const copyOf = ({ freeAt, reservation, lastContact }: Place): Slot => ({
  freeAt,
  ...(reservation && { reservation: copyOfReservation(reservation) }),
  ...(lastContact !== undefined && { lastContact }),
});

const copyOfReservation = (kept: KeptReservation | Reservation): Reservation =>
  Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined)) as Reservation;

const keep = (place: Place, { freeAt, reservation, lastContact }: Slot): void => {
  place.freeAt = freeAt;
  place.lastContact = lastContact;
  if (!reservation) return;
  const kept = (place.reservation ??= { ...noReservation });
  kept.token = reservation.token;
  kept.caller = reservation.caller;
  kept.withheldCallers = reservation.withheldCallers;
  kept.restSeconds = reservation.restSeconds;
  kept.checkedOutAt = reservation.checkedOutAt;
  kept.expiresAt = reservation.expiresAt;
  kept.sealed = reservation.sealed;
  kept.contact = reservation.contact;
  kept.boundAt = reservation.boundAt;
  kept.endedAt = reservation.endedAt;
};

const noReservation: KeptReservation = {
  token: undefined,
  caller: undefined,
  withheldCallers: undefined,
  restSeconds: undefined,
  checkedOutAt: undefined,
  expiresAt: undefined,
  sealed: undefined,
  contact: undefined,
  boundAt: undefined,
  endedAt: undefined,
};

/** A number of a pool in memory. */
type Entry = {
  readonly number: E164;
  phoneNumberId: string | undefined;
  readonly mode: NumberMode;
  /** undefined: it is not retired. */
  retiredAt: EpochSeconds | undefined;
  /** An exclusive number's slot. */
  readonly own: Place;
  /** A composite number's slots, by caller. */
  readonly byCaller: Map<string, Slot>;
};

type Granted = Extract<CheckedOut, { kind: 'granted' }>;
type NoneFree = Extract<CheckedOut, { kind: 'none-free' }>;

/** How many composite numbers are tried for a caller. */
const mostTries = 8;

/**
 * One pool in this process's memory, without promises: the core of the memory store. A check-out and a release take the same
 * number of steps for any pool size and any use. The numbers are in two lists, with and without a reservation, each in order of the
 * second from which they are free.
 */
export const memoryPool = (pool: string) => {
  const entries = new Map<E164, Entry>();
  const composite: Entry[] = [];
  const waiting = idleList<Place>();
  const idle = idleList<Place>();
  let turn = 0;

  /** Moves a number to the list that fits its new slot. */
  const move = (place: Place, slot: Slot, to = idle) => {
    const listed = place.list;
    listed?.remove(place);
    keep(place, slot);
    if (listed) to.add(place);
  };

  const takeExclusive = (rules: Pool, wish: Wish, now: EpochSeconds): Granted | NoneFree => {
    const oldest = idle.first();
    const overdue = waiting.first();
    const place =
      oldest && overdue ? (oldest.freeAt <= overdue.freeAt ? oldest : overdue) : (oldest ?? overdue);
    if (!place) return { kind: 'none-free', why: 'all-busy', retryAfter: rules.holdSeconds };
    if (place.freeAt > now) return { kind: 'none-free', why: 'all-busy', retryAfter: place.freeAt - now };
    const slot = slotOf(place);
    const before =
      slot.reservation && hasExpired(slot.reservation, now) ? copyOf(place).reservation : undefined;
    const reservation = reservationFor(rules, wish, now);
    move(place, reserved(slot, reservation), waiting);
    return granted({ pool, number: place.number }, reservation, before);
  };

  const takeComposite = (
    rules: Pool,
    wish: Wish,
    caller: E164,
    now: EpochSeconds,
  ): Granted | NoneFree | undefined => {
    const callerKey = callerKeyOf(caller);
    let retryAfter = rules.holdSeconds + rules.restSeconds;
    let tried = 0;
    for (let step = 0; step < composite.length && tried < mostTries; step += 1) {
      const entry = composite[(turn + step) % composite.length] as Entry;
      if (entry.retiredAt !== undefined) continue;
      tried += 1;
      const slot = entry.byCaller.get(callerKey);
      if (slot && slot.freeAt > now) {
        retryAfter = Math.min(retryAfter, slot.freeAt - now);
        continue;
      }
      turn = (turn + step + 1) % composite.length;
      const reservation = reservationFor(rules, wish, now);
      entry.byCaller.set(callerKey, reserved(slot, reservation));
      const before = slot?.reservation;
      return granted(
        { pool, number: entry.number, callerKey },
        reservation,
        before && hasExpired(before, now) ? before : undefined,
      );
    }
    return tried > 0 ? { kind: 'none-free', why: 'caller-busy', retryAfter } : undefined;
  };

  /** The slot for the rules. Values for callers are copied. */
  const slotAt = (number: E164, callerKey: string | undefined): Slot | undefined => {
    const entry = entries.get(number);
    if (callerKey !== undefined) return entry?.byCaller.get(callerKey);
    return entry && slotOf(entry.own);
  };

  const write = (number: E164, callerKey: string | undefined, slot: Slot, to?: typeof idle) => {
    const entry = entries.get(number) as Entry;
    if (callerKey !== undefined) entry.byCaller.set(callerKey, slot);
    else move(entry.own, slot, to);
  };

  const slotsOf = ({ mode, own, byCaller }: Entry) =>
    mode === 'exclusive' ? [slotOf(own)] : [...byCaller.values()];

  /** Forgets a retired number that is idle. undefined: it has left. */
  const leave = (number: E164, now: EpochSeconds): AddedNumber | undefined => {
    const entry = entries.get(number);
    if (!entry) return undefined;
    if (entry.retiredAt === undefined) return { kind: 'in-pool', pool };
    const until = idleFrom(slotsOf(entry), settledAt(entry.mode, entry.retiredAt));
    if (until > now) return { kind: 'in-use', until };
    entries.delete(number);
    if (entry.mode === 'composite') composite.splice(composite.indexOf(entry), 1);
    return undefined;
  };

  return {
    entries,
    write,
    leave,
    find: (number: E164, callerKey: string | undefined): Slot | undefined => {
      const entry = entries.get(number);
      return callerKey === undefined ? entry && copyOf(entry.own) : entry?.byCaller.get(callerKey);
    },

    /** The slots of a number: one for an exclusive number, one per caller for a composite one. */
    slots: (number: E164): readonly (readonly [callerKey: string | undefined, slot: Slot])[] => {
      const entry = entries.get(number);
      if (!entry) return [];
      return entry.mode === 'exclusive' ? [[undefined, copyOf(entry.own)]] : [...entry.byCaller];
    },

    remove: (number: E164, callerKey: string): void => void entries.get(number)?.byCaller.delete(callerKey),

    add: (
      number: E164,
      mode: NumberMode,
      now: EpochSeconds,
      { freeAt = now, phoneNumberId, keepMode = false }: Addition = {},
    ): AddedNumber => {
      const known = entries.get(number);
      if (known && (keepMode || known.mode === mode)) {
        known.phoneNumberId = phoneNumberId ?? known.phoneNumberId;
        if (known.retiredAt === undefined) return { kind: 'already-there' };
        known.retiredAt = undefined;
        known.own.freeAt = Math.max(known.own.freeAt, freeAt) as EpochSeconds;
        if (known.mode === 'exclusive') idle.add(known.own);
        return { kind: 'added' };
      }
      if (known && known.retiredAt === undefined) return { kind: 'other-mode', mode: known.mode };
      const stays = known && leave(number, now);
      if (stays) return stays;
      const own: Place = {
        number,
        freeAt,
        reservation: undefined,
        lastContact: undefined,
        list: undefined,
        before: undefined,
        after: undefined,
      };
      const entry: Entry = { number, phoneNumberId, mode, retiredAt: undefined, own, byCaller: new Map() };
      entries.set(number, entry);
      if (mode === 'exclusive') idle.add(own);
      else composite.push(entry);
      return { kind: 'added' };
    },

    retire: (number: E164, now: EpochSeconds): 'retired' | 'no-such-number' => {
      const entry = entries.get(number);
      if (!entry) return 'no-such-number';
      entry.retiredAt ??= now;
      entry.own.list?.remove(entry.own);
      return 'retired';
    },

    checkOut: (rules: Pool, wish: Wish, now: EpochSeconds): CheckedOut => {
      const shared = wish.caller === undefined ? undefined : takeComposite(rules, wish, wish.caller, now);
      if (shared?.kind === 'granted') return shared;
      const own = takeExclusive(rules, wish, now);
      if (own.kind === 'granted') return own;
      if (shared) return shared;
      return composite.length > 0 && !idle.first() && !waiting.first()
        ? { ...own, why: 'needs-caller' }
        : own;
    },

    lookUp: (
      number: E164,
      callerKey: string | undefined,
      arrival: TransferArrival,
      now: EpochSeconds,
    ): LookedUp => {
      const slot = slotAt(number, callerKey);
      if (!slot) return { kind: 'unknown', reason: 'no-such-number' };
      const reason = refusalOf(slot, arrival, now);
      if (reason) return { kind: 'unknown', reason };
      const reservation = slot.reservation as Reservation;
      if (reservation.contact !== undefined)
        return { kind: 'bound', reservation: copyOfReservation(reservation), again: true };
      const next = bound(slot, reservation, arrival, now);
      write(number, callerKey, next);
      return { kind: 'bound', reservation: next.reservation as Reservation, again: false };
    },

    release: (
      number: E164,
      callerKey: string | undefined,
      token: string,
      now: EpochSeconds,
    ): 'released' | 'over' => {
      const slot = slotAt(number, callerKey);
      if (!slot?.reservation || slot.reservation.token !== token) return 'over';
      if (slot.reservation.endedAt === undefined)
        write(number, callerKey, released(slot, slot.reservation, now));
      return 'released';
    },

    renew: (
      number: E164,
      callerKey: string | undefined,
      token: string,
      rules: Pool,
      now: EpochSeconds,
    ): Reservation | 'over' => {
      const slot = slotAt(number, callerKey);
      if (!slot?.reservation || slot.reservation.token !== token) return 'over';
      if (!isWaiting(slot.reservation, now)) return 'over';
      const next = renewed(slot, slot.reservation, rules, now);
      write(number, callerKey, next, waiting);
      return next.reservation as Reservation;
    },
  };
};

/** One pool in memory. */
export type MemoryPool = ReturnType<typeof memoryPool>;

const granted = (slot: SlotKey, reservation: Reservation, expired: Reservation | undefined): Granted =>
  expired ? { kind: 'granted', slot, reservation, expired } : { kind: 'granted', slot, reservation };
