import { type BillingWindow, folders, prefixesOf, type RecordKind, recordKinds } from '@dialplane/cdr';
import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { unlessMissing } from './unless-missing';

/** The kinds of record that a directory in AWS's layout has, each with its connectors, applications or accounts. */
export type Owners = readonly (readonly [kind: RecordKind, owners: readonly string[]])[];

/** Finds whose records are in a directory. Empty if there is none of AWS's folders. */
export const ownersIn = async (directory: string): Promise<Owners> => {
  const found = await Promise.all(
    recordKinds.map(async (kind) => {
      const entries = await unlessMissing(readdir(join(directory, folders[kind]), { withFileTypes: true }));
      return entries && ([kind, entries.filter((one) => one.isDirectory()).map(({ name }) => name)] as const);
    }),
  );
  return found.filter((one) => one !== undefined);
};

/**
 * The keys of a window's objects and its look-back's, in the order of UTF-16 code units, which is the ledger's. Lists a
 * connector's day at a time: as no prefix begins another, the prefixes' order is that of their keys.
 */
export const keysOf = async function* (
  directory: string,
  owners: Owners,
  window: BillingWindow,
): AsyncGenerator<string> {
  const prefixes = owners.flatMap(([kind, names]) => prefixesOf(kind, names, window));
  for (const prefix of prefixes.sort()) {
    const entries =
      (await unlessMissing(readdir(join(directory, prefix), { recursive: true, withFileTypes: true }))) ?? [];
    const keys = entries
      .filter((entry) => entry.isFile())
      .map((entry) => relative(directory, join(entry.parentPath, entry.name)).split(sep).join('/'));
    yield* keys.sort();
  }
};
