import { ok } from '@dialplane/basics';
import { readName } from '../arguments';
import type { ApiOperation } from '../api';
import { showOperation } from '../change-forward';
import { path } from '../client';
import type { AddCommand } from '../session';

/** `dialplane operation` */
export const addOperation: AddCommand = (parent, perform) => {
  parent
    .command('operation')
    .description('the state of an operation; polling also advances it when it is due')
    .argument('<id>', 'the id that add, change and remove show', readName)
    .action((id: string) =>
      perform(async ({ api }) => {
        const asked = await api.ask<ApiOperation>('GET', path('operations', id));
        return asked.ok ? ok(showOperation(asked.value.body)) : asked;
      }),
    );
};
