import type { ApiVoiceConnector } from '../api';
import { showList, type Listing, type PageFlags, withPageFlags } from '../paging';
import type { AddCommand } from '../session';

const connectors: Listing<ApiVoiceConnector> = {
  path: '/voice-connectors',
  key: 'voiceConnectors',
  none: 'The account has no Voice Connectors.',
  columns: [
    ['id', ({ id }) => id],
    ['name', ({ name }) => name],
    ['region', ({ region }) => region],
    ['encryption', ({ requiresEncryption }) => (requiresEncryption ? 'required' : 'not required')],
    ['arn', ({ arn = '-' }) => arn],
  ],
};

/** `dialplane connectors` */
export const addConnectors: AddCommand = (parent, perform) => {
  withPageFlags(parent.command('connectors'))
    .description('the Voice Connectors of the account')
    .action((flags: PageFlags) => perform(({ api }) => showList(api, connectors, flags)));
};
