import type { E164 } from '@dialplane/phone-numbers';
import type { ApiChange } from '../../api';
import { readNumber } from '../../arguments';
import { path } from '../../client';
import { showList, type Listing, type PageFlags, withPageFlags } from '../../paging';
import type { AddCommand } from '../../session';
import { describeTargets } from '../../target-text';

const changesOf = (number: E164): Listing<ApiChange> => ({
  path: path('numbers', number, 'changes'),
  key: 'changes',
  none: `Nobody has changed the forward of ${number}.`,
  columns: [
    ['at', ({ at }) => at],
    ['by', ({ by }) => by],
    ['action', ({ action }) => action],
    ['outcome', ({ outcome }) => outcome],
    ['version', ({ version }) => String(version ?? '-')],
    ['rings', ({ forward }) => (forward ? describeTargets(forward.targets) : '-')],
  ],
});

/** `dialplane forward history` */
export const addHistory: AddCommand = (parent, perform) => {
  const command = parent
    .command('history')
    .description('who changed the forward of a number, and what came of it; the latest first')
    .argument('<number>', 'a number of the account', readNumber);
  withPageFlags(command).action((number: E164, flags: PageFlags) =>
    perform(({ api }) => showList(api, changesOf(number), flags)),
  );
};
