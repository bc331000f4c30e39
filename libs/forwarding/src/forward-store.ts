import type { E164 } from '@dialplane/phone-numbers';
import type { Forward, StoredForward } from './forward';

/** Looks up the forward of one number. Throws when it fails: a failure is never "no forward". */
export type FindForward = (number: E164) => Promise<StoredForward | undefined>;

/** Some of the forwards. `next` is where the next page starts; without it, this is the last page. */
export type ForwardPage = { readonly forwards: readonly StoredForward[]; readonly next?: E164 };

/**
 * Where forwards are kept. Every store passes `forwardStoreContract`.
 *
 * A writer states what it has read: `new` for no forward, or a version. If another writer was faster, the result is
 * `conflict` and nothing is written.
 */
export type ForwardStore = {
  readonly find: FindForward;
  /**
   * Stores it as the version after `expected`; after `new` comes 1, or the version after that of the forward that was removed
   * last. So no two forwards of a number ever have the same version.
   */
  readonly put: (forward: Forward, expected: 'new' | number) => Promise<StoredForward | 'conflict'>;
  readonly remove: (number: E164, expected: number) => Promise<'removed' | 'conflict'>;
  /**
   * The forwards after `after`, in the store's own order. A page may be shorter than `limit` although there is a next one.
   * @param limit the most forwards per page. @default 100
   */
  readonly list: (after?: E164, limit?: number) => Promise<ForwardPage>;
};
