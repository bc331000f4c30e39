import type { CallMemory } from '@dialplane/call-control';
import type { SmaAction } from './sma-action';

/** The response of a SIP media application's Lambda: this object itself, not text or `{statusCode, body}`. */
export type SmaResponse = {
  readonly SchemaVersion: '1.0';
  /** They replace the queued actions. `[]` clears the queue, null leaves it unchanged (page use-case-2). */
  readonly Actions: readonly SmaAction[] | null;
  /** Replaces all attributes of the call: always send the full map (page transaction-attributes). */
  readonly TransactionAttributes: CallMemory;
};
