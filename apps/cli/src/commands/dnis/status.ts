import { ok } from '@dialplane/basics';
import { path } from '../../client';
import type { AddCommand } from '../../session';
import { readName } from '../../arguments';
import type { ApiReservation } from './api';
import { showReservation } from './show-reservation';

/** `dialplane dnis status` */
export const addStatus: AddCommand = (parent, perform) => {
  parent
    .command('status')
    .description('one reservation: waiting for its call, connected, or over')
    .argument('<pool>', 'the name of the pool', readName)
    .argument('<reservation>', 'the reservation that checkout printed', readName)
    .action((pool: string, reservation: string) =>
      perform(async ({ api }) => {
        const answer = await api.ask<ApiReservation>('GET', path('pools', pool, 'reservations', reservation));
        return answer.ok ? ok(showReservation(answer.value.body)) : answer;
      }),
    );
};
