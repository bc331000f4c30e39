import type { ApiSipMediaApplication } from '../api';
import { showList, type Listing, type PageFlags, withPageFlags } from '../paging';
import type { AddCommand } from '../session';

const applications: Listing<ApiSipMediaApplication> = {
  path: '/sip-media-applications',
  key: 'sipMediaApplications',
  none: 'The account has no SIP media applications.',
  columns: [
    ['id', ({ id }) => id],
    ['name', ({ name }) => name],
    ['region', ({ region }) => region],
    ['used by dialplane', ({ ours }) => (ours ? 'yes' : 'no')],
    ['lambda', ({ lambdaArn = '-' }) => lambdaArn],
  ],
};

/** `dialplane applications` */
export const addApplications: AddCommand = (parent, perform) => {
  withPageFlags(parent.command('applications'))
    .description('the SIP media applications of the account, and whether Dialplane uses them')
    .action((flags: PageFlags) => perform(({ api }) => showList(api, applications, flags)));
};
