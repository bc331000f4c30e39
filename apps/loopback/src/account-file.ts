import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Keeps an account at a simulated service in a file, so that it agrees with the forwards, which are kept too. Each state
 * replaces the one before in one step, so a process that is killed leaves one or the other.
 *
 * @throws if the file is there and cannot be read
 */
export const accountFile = <Saved>(file: string) => ({
  read: (): Saved | undefined => {
    if (!existsSync(file)) return undefined;
    try {
      return JSON.parse(readFileSync(file, 'utf8')) as Saved;
    } catch (error) {
      throw new Error(`Cannot read the account from "${file}": expected what loopback wrote, so remove it`, {
        cause: error,
      });
    }
  },
  write: (account: { readonly save: () => Saved }): void => {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.new`, JSON.stringify(account.save()));
    renameSync(`${file}.new`, file);
  },
});
