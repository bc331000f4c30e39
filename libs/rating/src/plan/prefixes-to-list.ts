import { inOrder } from '@dialplane/basics';
import {
  type BillingWindow,
  folders,
  type Patience,
  patienceOf,
  prefixesOf,
  recordKinds,
} from '@dialplane/cdr';
import type { ObjectStore } from '@dialplane/object-store';
import type { RunPlan } from './run-plan';

/** The prefixes to list for a window, in order, and whether the store has any records. */
export type PrefixesToList = { readonly prefixes: readonly string[]; readonly anyRecords: boolean };

/**
 * Finds the owners of records in a store, and the prefixes to list: the days of a window, and of the look-back and the look-ahead of
 * `patienceOf`, of every connector, application and account. None is a prefix of another, so their order is that of the keys below them.
 */
export const prefixesToList = async (
  records: Pick<ObjectStore, 'folders'>,
  window: BillingWindow,
  patience?: Patience,
  arrivals: RunPlan['arrivals'] = 'modified',
): Promise<PrefixesToList> => {
  const days = patienceOf(arrivals, patience);
  const found = await Promise.all(
    recordKinds.map(async (kind) => [kind, await records.folders(`${folders[kind]}/`)] as const),
  );
  return {
    prefixes: found.flatMap(([kind, owners]) => prefixesOf(kind, owners, window, days)).sort(inOrder),
    anyRecords: found.some(([, owners]) => owners.length > 0),
  };
};
