import type { ApiPrompt } from '../api';
import { showList, type Listing } from '../paging';
import type { AddCommand } from '../session';

const prompts: Listing<ApiPrompt> = {
  path: '/prompts',
  key: 'prompts',
  none: 'There are no prompts.',
  columns: [
    ['name', ({ name }) => name],
    ['words', ({ words }) => words],
  ],
};

/** `dialplane prompts` */
export const addPrompts: AddCommand = (parent, perform) => {
  parent
    .command('prompts')
    .description('the prompts that --greeting of a forward can name')
    .action(() => perform(({ api }) => showList(api, prompts, {})));
};
