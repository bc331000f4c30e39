import type { CallMemory } from '@dialplane/call-control';
import type { SmaAction } from './sma-action';

/** What a Lambda behind a SIP media application answers: this very object, neither text nor `{statusCode, body}`. */
export type SmaResponse = {
  readonly SchemaVersion: '1.0';
  /** They replace what was still queued. `[]` drops the queue, null leaves it as it is (page use-case-2). */
  readonly Actions: readonly SmaAction[] | null;
  /** Replaces all that was kept for the call: always the full map (page transaction-attributes). */
  readonly TransactionAttributes: CallMemory;
};
