import type { ApiNumber } from '../api';
import { showList, type Listing, type PageFlags, withPageFlags } from '../paging';
import type { AddCommand } from '../session';
import { describeTargets } from '../target-text';

const numbers: Listing<ApiNumber> = {
  path: '/numbers',
  key: 'numbers',
  none: 'The account has no numbers.',
  columns: [
    ['number', ({ number }) => number],
    ['product type', ({ productType }) => productType],
    ['status', ({ status }) => status],
    ['attached to', ({ attachedTo }) => attachedTo.map(({ kind, id }) => `${kind} ${id}`).join(', ') || '-'],
    ['rings', ({ forward }) => (forward ? describeTargets(forward.targets) : '-')],
    ['operation', ({ operation }) => (operation ? `${operation.id} ${operation.status}` : '-')],
  ],
};

/** `dialplane numbers` */
export const addNumbers: AddCommand = (parent, perform) => {
  withPageFlags(parent.command('numbers'))
    .description('the numbers of the account, and where calls to each of them go')
    .action((flags: PageFlags) => perform(({ api }) => showList(api, numbers, flags)));
};
