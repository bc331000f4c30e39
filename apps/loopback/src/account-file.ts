import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Stores the account of a simulated service in a file, so that it stays consistent with the forwards, which are stored too.
 * Each state replaces the previous one in one step, so a killed process leaves the old state or the new one.
 *
 * @throws if the file exists and cannot be read
 */
export const accountFile = <Saved>(file: string) => ({
  read: (): Saved | undefined => {
    if (!existsSync(file)) return undefined;
    try {
      return JSON.parse(readFileSync(file, 'utf8')) as Saved;
    } catch (error) {
      throw new Error(
        `Cannot read the account from "${file}": expected a file that loopback wrote. Remove the file, and loopback writes a new one`,
        {
          cause: error,
        },
      );
    }
  },
  write: (account: { readonly save: () => Saved }): void => {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.new`, JSON.stringify(account.save()));
    renameSync(`${file}.new`, file);
  },
});
