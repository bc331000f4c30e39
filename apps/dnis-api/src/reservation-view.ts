import { type EpochSeconds, isoTime } from '@dialplane/basics';
import { isWaiting, type Reservation } from '@dialplane/dnis-pool';

/** A reservation, without what only the flow may see. */
export const reservationView = (reservation: Reservation, now: EpochSeconds) => ({
  state:
    reservation.endedAt !== undefined
      ? 'over'
      : reservation.contact !== undefined
        ? 'connected'
        : isWaiting(reservation, now)
          ? 'reserved'
          : 'expired',
  checkedOutAt: isoTime(reservation.checkedOutAt),
  expiresAt: isoTime(reservation.expiresAt),
});
