import { type EpochSeconds, secondsAfter } from '@dialplane/basics';
import type { Pool } from './pool';
import type { Arrival, Reservation, Slot } from './reservation';
import type { Wish } from './reservation-store';

/** A new reservation for a wish, from now on. */
export const reservationFor = (pool: Pool, wish: Wish, now: EpochSeconds): Reservation => ({
  token: wish.token,
  ...(wish.caller !== undefined && { caller: wish.caller }),
  withheldCallers: pool.withheldCallers,
  restSeconds: pool.restSeconds,
  checkedOutAt: now,
  expiresAt: secondsAfter(now, pool.holdSeconds),
  sealed: wish.sealed,
});

/** When the number of a reservation is free again, if no call comes. */
export const freeAfter = ({ expiresAt, restSeconds }: Reservation): EpochSeconds =>
  secondsAfter(expiresAt, restSeconds);

/** A slot after a check-out. */
export const reserved = (slot: Slot | undefined, reservation: Reservation): Slot => {
  const lastContact = slot?.reservation?.contact ?? slot?.lastContact;
  return { freeAt: freeAfter(reservation), reservation, ...(lastContact !== undefined && { lastContact }) };
};

/** A slot after its call has arrived: the number rests from now on. */
export const bound = (
  slot: Slot,
  reservation: Reservation,
  { contact }: Arrival,
  now: EpochSeconds,
): Slot => ({
  ...slot,
  freeAt: secondsAfter(now, reservation.restSeconds),
  reservation: { ...reservation, contact, boundAt: now },
});

/** A slot after its reservation was released: the context is erased, and the number rests from now on. */
export const released = (slot: Slot, reservation: Reservation, now: EpochSeconds): Slot => ({
  ...swept(slot, reservation, now),
  freeAt: secondsAfter(now, reservation.restSeconds),
});

/** A slot after a sweep that found nothing left to answer: the context is erased. When it is free does not change. */
export const swept = (slot: Slot, reservation: Reservation, now: EpochSeconds): Slot => {
  const { sealed: _erased, ...rest } = reservation;
  return { ...slot, reservation: { ...rest, endedAt: reservation.endedAt ?? now } };
};

/** A slot whose reservation is given the pool's hold again, from now. */
export const renewed = (slot: Slot, reservation: Reservation, pool: Pool, now: EpochSeconds): Slot => {
  const longer = { ...reservation, expiresAt: secondsAfter(now, pool.holdSeconds) };
  return { ...slot, freeAt: freeAfter(longer), reservation: longer };
};
