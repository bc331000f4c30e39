import type { EpochSeconds } from '@dialplane/basics';
import type { E164 } from '@dialplane/phone-numbers';
import type { Operation } from './operation';

/**
 * Where operations are kept: the last one of each number. Every store passes `operationStoreContract`.
 */
export type OperationStore = {
  readonly find: (number: E164) => Promise<Operation | undefined>;
  /**
   * Writes an operation whose `version` follows the one that the writer has seen, 1 following none. When somebody else
   * was faster, the answer is `conflict`, and nothing was written.
   */
  readonly put: (operation: Operation) => Promise<'stored' | 'conflict'>;
  /** Numbers whose operation is unfinished and due, those that wait longest first. It may lag behind a moment. */
  readonly due: (now: EpochSeconds, limit: number) => Promise<readonly E164[]>;
};
