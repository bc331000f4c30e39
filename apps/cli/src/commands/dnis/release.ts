import { ok } from '@dialplane/basics';
import { path } from '../../client';
import type { AddCommand } from '../../session';
import { readName } from '../../arguments';
import type { ApiReservation } from './api';
import { showReservation } from './show-reservation';

/** `dialplane dnis release` */
export const addRelease: AddCommand = (parent, perform) => {
  parent
    .command('release')
    .description('end a reservation whose call will not arrive; its context is erased')
    .argument('<pool>', 'the name of the pool', readName)
    .argument('<reservation>', 'the reservation that checkout printed', readName)
    .action((pool: string, reservation: string) =>
      perform(async ({ api }) => {
        const answer = await api.ask<ApiReservation>(
          'DELETE',
          path('pools', pool, 'reservations', reservation),
        );
        return answer.ok ? ok(showReservation(answer.value.body)) : answer;
      }),
    );
};
