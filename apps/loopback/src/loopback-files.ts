import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SavedChime } from '@dialplane/virtual-chime';
import type { SavedConnect } from '@dialplane/virtual-connect';
import { accountFile } from './account-file';
import { directoryPastCalls } from './console/past-calls';
import type { SavedHistory } from './console/pool-history';
import type { PlatformOptions } from './platform';

/** The options of a platform that come from files, or write to them. */
export type FileOptions = Pick<
  PlatformOptions,
  | 'saved'
  | 'changed'
  | 'savedConnect'
  | 'connectChanged'
  | 'savedHistory'
  | 'historyChanged'
  | 'pastCalls'
  | 'secret'
>;

/** What loopback keeps in its folder, besides forwards, reservations and records. */
export type LoopbackFiles = {
  /** Whether no earlier run has used the folder. */
  readonly isNew: () => boolean;
  readonly platformOptions: () => FileOptions;
};

/**
 * The files of a folder. If the stores are not `lasting`, the accounts must not be stored either: they would contain the numbers
 * that lost forwards have moved.
 */
export const loopbackFiles = (folder: string, lasting: boolean): LoopbackFiles => {
  const chime = accountFile<SavedChime>(join(folder, 'chime.json'));
  const connect = accountFile<SavedConnect>(join(folder, 'connect.json'));
  const history = accountFile<SavedHistory>(join(folder, 'pool-history.json'));
  const pastCalls = directoryPastCalls(join(folder, 'calls'));
  return {
    isNew: () => ['chime.json', 'records', 'rated'].every((name) => !existsSync(join(folder, name))),
    platformOptions: () => {
      if (!lasting) return { pastCalls };
      const [saved, savedConnect, savedHistory] = [chime.read(), connect.read(), history.read()];
      return {
        pastCalls,
        secret: contextSecret(join(folder, 'context-secret')),
        changed: chime.write,
        connectChanged: connect.write,
        historyChanged: history.write,
        ...(saved && { saved }),
        ...(savedConnect && { savedConnect }),
        ...(savedHistory && { savedHistory }),
      };
    },
  };
};

/** The key that contexts are encrypted with: kept, so that a reservation outlives a restart. Only its owner may read it. */
const contextSecret = (file: string): Uint8Array => {
  if (existsSync(file)) return readFileSync(file);
  const secret = randomBytes(32);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, secret, { mode: 0o600 });
  return secret;
};
