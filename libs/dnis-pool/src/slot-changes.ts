import { type EpochSeconds, secondsAfter } from '@dialplane/basics';
import type { NumberMode, Pool } from './pool';
import { isWaiting, type TransferArrival, type Reservation, type Slot } from './reservation';
import type { Wish } from './reservation-store';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

// Plain literals and assignments: a spread or a rest pattern here would halve the speed of the memory store.

/** A new reservation for a wish, starting now. */
export const reservationFor = (pool: Pool, wish: Wish, now: EpochSeconds): Reservation => {
  const reservation: Writable<Reservation> = {
    token: wish.token,
    withheldCallers: pool.withheldCallers,
    restSeconds: pool.restSeconds,
    checkedOutAt: now,
    expiresAt: secondsAfter(now, pool.holdSeconds),
    sealed: wish.sealed,
  };
  if (wish.caller !== undefined) reservation.caller = wish.caller;
  return reservation;
};

/** How long a process may use its list of a pool's composite numbers, in seconds. */
export const compositeFreshFor = 20;

/**
 * From when on a retired composite number is given out no more. Its claims do not check whether it is retired, and other processes
 * may have it in their list. Ten more seconds are for slow requests, for reads that are not consistent, and for clocks that differ.
 * An exclusive number is given out no more at once: 0.
 */
export const settledAt = (mode: NumberMode, retiredAt: number | undefined): EpochSeconds =>
  (mode === 'composite' && retiredAt !== undefined ? retiredAt + compositeFreshFor + 10 : 0) as EpochSeconds;

/** When all of a number's slots are free, and not before it is `settled`. */
export const idleFrom = (slots: readonly Slot[], settled: EpochSeconds): EpochSeconds =>
  Math.max(settled, ...slots.map(({ freeAt }) => freeAt)) as EpochSeconds;

/**
 * When the last of the reservations expires that wait for their calls, and not before the number is `settled`. undefined: none
 * waits, and none can be made.
 */
export const lastExpiry = (
  slots: readonly Slot[],
  settled: EpochSeconds,
  now: EpochSeconds,
): EpochSeconds | undefined => {
  const waiting = slots.flatMap(({ reservation }) =>
    reservation && isWaiting(reservation, now) ? [reservation.expiresAt] : [],
  );
  const until = Math.max(settled, ...waiting) as EpochSeconds;
  return until > now ? until : undefined;
};

/** When the number of a reservation becomes free again, if no call comes. */
export const freeAfter = ({ expiresAt, restSeconds }: Reservation): EpochSeconds =>
  secondsAfter(expiresAt, restSeconds);

/** A slot after a check-out. */
export const reserved = (slot: Slot | undefined, reservation: Reservation): Slot => {
  const next: Writable<Slot> = { freeAt: freeAfter(reservation), reservation };
  const lastContact = slot?.reservation?.contact ?? slot?.lastContact;
  if (lastContact !== undefined) next.lastContact = lastContact;
  return next;
};

/** A slot after its call has arrived: the number starts to rest now. */
export const bound = (
  slot: Slot,
  reservation: Reservation,
  { contact }: TransferArrival,
  now: EpochSeconds,
): Slot => ({
  ...slot,
  freeAt: secondsAfter(now, reservation.restSeconds),
  reservation: { ...reservation, contact, boundAt: now },
});

/** A slot after its reservation was released: the context is erased, and the number starts to rest now. */
export const released = (slot: Slot, reservation: Reservation, now: EpochSeconds): Slot =>
  slotWith(slot, secondsAfter(now, reservation.restSeconds), endedAt(reservation, now));

/**
 * A slot after a sweep that found an ended reservation: the context is erased. The time from which the number is free does not
 * change.
 */
export const swept = (slot: Slot, reservation: Reservation, now: EpochSeconds): Slot =>
  slotWith(slot, slot.freeAt, endedAt(reservation, now));

const slotWith = ({ lastContact }: Slot, freeAt: EpochSeconds, reservation: Reservation): Slot => {
  const next: Writable<Slot> = { freeAt, reservation };
  if (lastContact !== undefined) next.lastContact = lastContact;
  return next;
};

/** An ended reservation, without its context. */
const endedAt = (reservation: Reservation, now: EpochSeconds): Reservation => {
  const { token, withheldCallers, restSeconds, checkedOutAt, expiresAt, caller, contact, boundAt } =
    reservation;
  const ended: Writable<Reservation> = { token, withheldCallers, restSeconds, checkedOutAt, expiresAt };
  if (caller !== undefined) ended.caller = caller;
  if (contact !== undefined) ended.contact = contact;
  if (boundAt !== undefined) ended.boundAt = boundAt;
  ended.endedAt = reservation.endedAt ?? now;
  return ended;
};

/** A slot after its reservation was renewed for the pool's hold, starting now. */
export const renewed = (slot: Slot, reservation: Reservation, pool: Pool, now: EpochSeconds): Slot => {
  const longer = { ...reservation, expiresAt: secondsAfter(now, pool.holdSeconds) };
  return { ...slot, freeAt: freeAfter(longer), reservation: longer };
};
