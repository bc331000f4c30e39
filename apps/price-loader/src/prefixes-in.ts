import { type BillingWindow, folders, type Patience, prefixesOf, recordKinds } from '@dialplane/cdr';
import type { ObjectStore } from '@dialplane/object-store';

/** The prefixes of a window and its look-back, of every connector, application and account whose records are there. */
export const prefixesIn = async (
  records: Pick<ObjectStore, 'folders'>,
  window: BillingWindow,
  patience: Patience,
): Promise<readonly string[]> => {
  const found = await Promise.all(
    recordKinds.map(async (kind) => {
      const owners = await records.folders(`${folders[kind]}/`);
      return prefixesOf(kind, owners, window, patience);
    }),
  );
  return found.flat();
};
