import { ok } from '@dialplane/basics';
import type { ApiOperation } from '../api';
import { showOperation } from '../change-forward';
import { path } from '../client';
import type { AddCommand } from '../session';

/** `dialplane operation` */
export const addOperation: AddCommand = (parent, perform) => {
  parent
    .command('operation')
    .description('how it goes with a number that is being moved; asking moves it on where it is due')
    .argument('<id>', 'as add, change and remove name it')
    .action((id: string) =>
      perform(async ({ api }) => {
        const asked = await api.ask<ApiOperation>('GET', path('operations', id));
        return asked.ok ? ok(showOperation(asked.value.body)) : asked;
      }),
    );
};
