import type { EpochSeconds } from '@dialplane/basics';
import type { Caps } from './caps';
import type { Admission, PlannedCall } from './ledger';

/** How a call ended. */
export type EndedCall = {
  /** Its CallSid. */
  readonly call: string;
  /** How long the parties were connected; `undefined` if Twilio does not say. */
  readonly talkedSeconds: number | undefined;
};

/**
 * Counts the calls of each credential against its caps. Every adapter passes `callLedgerContract`: of any number of racing
 * calls, exactly as many are admitted as the caps have room for.
 */
export type CallLedger = {
  readonly admit: (
    credential: string,
    planned: PlannedCall,
    caps: Caps,
    now: EpochSeconds,
  ) => Promise<Admission>;
  /** May be called twice, late, or for a call that was never admitted. */
  readonly settle: (credential: string, ended: EndedCall, now: EpochSeconds) => Promise<void>;
};
