import type { ApiForward } from '../../api';
import { showList, type Listing, type PageFlags, withPageFlags } from '../../paging';
import type { AddCommand } from '../../session';
import { describeTargets } from '../../target-text';

const forwards: Listing<ApiForward> = {
  path: '/forwards',
  key: 'forwards',
  none: 'No number is forwarded.',
  columns: [
    ['number', ({ number }) => number],
    ['rings', ({ targets }) => describeTargets(targets)],
    ['caller id', ({ callerId }) => callerId],
    ['hours', ({ hours }) => hours?.zone ?? 'always'],
    ['at the end', ({ atEnd }) => atEnd],
    ['version', ({ version }) => String(version)],
  ],
};

/** `dialplane forward list` */
export const addList: AddCommand = (parent, perform) => {
  withPageFlags(parent.command('list'))
    .description('every forward')
    .action((flags: PageFlags) => perform(({ api }) => showList(api, forwards, flags)));
};
