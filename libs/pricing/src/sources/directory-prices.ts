import { epochSeconds } from '@dialplane/basics';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { memberText } from '../book/json-members';
import { pricePath, type PriceSource, sha256Of } from './price-source';

/** Price lists in a directory, each file at the path of its URL. */
export const directoryPrices = (folder: string): PriceSource => ({
  read: async (path) => {
    const file = join(folder, pricePath(path));
    try {
      const [text, { mtime }] = await Promise.all([readFile(file, 'utf8'), stat(file)]);
      return { text, sha256: sha256Of(text), readAt: epochSeconds(mtime) };
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  },
});

/** Whether a read failed because the file does not exist. */
export const isMissing = (error: unknown): boolean =>
  ['ENOENT', 'ENOTDIR'].includes(memberText(error, 'code'));
