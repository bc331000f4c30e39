import type { Shown } from '../../command-result';
import { formatDetails } from '../../table';
import type { ApiReservation } from './api';

/** A reservation, for people and for programs. */
export const showReservation = (reservation: ApiReservation): Shown => ({
  json: reservation,
  text: () =>
    formatDetails([
      ['number', reservation.number],
      ['pool', reservation.pool],
      ['state', reservation.state],
      ['checked out', reservation.checkedOutAt],
      ['expires', reservation.expiresAt],
      ['reservation', reservation.reservation],
    ]),
});
