import type { E164 } from '@dialplane/phone-numbers';
import type { Forward, StoredForward } from './forward';

/** Looks up the forward of one number. Throws when it cannot tell: a failure is never "no forward". */
export type FindForward = (number: E164) => Promise<StoredForward | undefined>;

/** Some of the forwards. `next` is where to go on; without it, these were the last. */
export type ForwardPage = { readonly forwards: readonly StoredForward[]; readonly next?: E164 };

/**
 * Where forwards are kept. Every store passes `forwardStoreContract`.
 *
 * A writer says what it has seen: `new` for no forward at all, or a version. When somebody else was faster, it is
 * told `conflict`, and nothing was written.
 */
export type ForwardStore = {
  readonly find: FindForward;
  /** Stores it as the version after `expected`, `new` being followed by 1. */
  readonly put: (forward: Forward, expected: 'new' | number) => Promise<'stored' | 'conflict'>;
  readonly remove: (number: E164, expected: number) => Promise<'removed' | 'conflict'>;
  /**
   * The forwards after `after`, in the store's own order.
   * @param limit how many a page holds at most. @default 100
   */
  readonly list: (after?: E164, limit?: number) => Promise<ForwardPage>;
};
