import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { SavedChime, VirtualChime } from '@dialplane/virtual-chime';

/**
 * Keeps the account at the simulated Chime in a file, so that it agrees with the forwards, which are kept too. Each state
 * takes the place of the one before whole: whoever is killed meanwhile finds one or the other.
 *
 * @throws if the file is there and cannot be read
 */
export const chimeFile = (file: string) => ({
  read: (): SavedChime | undefined => {
    if (!existsSync(file)) return undefined;
    try {
      return JSON.parse(readFileSync(file, 'utf8')) as SavedChime;
    } catch (error) {
      throw new Error(`Cannot read the account from "${file}": expected what loopback wrote, so remove it`, {
        cause: error,
      });
    }
  },
  write: (chime: VirtualChime): void => {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.new`, JSON.stringify(chime.save()));
    renameSync(`${file}.new`, file);
  },
});
