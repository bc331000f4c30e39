import type { EpochSeconds } from '@dialplane/basics';
import type { E164 } from '@dialplane/phone-numbers';
import type { Operation } from './operation';

/** Keeps the last operation of each number. Every store passes `operationStoreContract`. */
export type OperationStore = {
  readonly find: (number: E164) => Promise<Operation | undefined>;
  /**
   * Writes an operation whose `version` is one above the stored version; 1 means that none is stored. `conflict`: another
   * process wrote first, and nothing was written.
   */
  readonly put: (operation: Operation) => Promise<'stored' | 'conflict'>;
  /** Numbers whose operation is unfinished and due, the longest overdue first. A write may show in the list a moment later. */
  readonly due: (now: EpochSeconds, limit: number) => Promise<readonly E164[]>;
};
