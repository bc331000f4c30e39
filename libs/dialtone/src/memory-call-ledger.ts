import type { EpochSeconds } from '@dialplane/basics';
import type { CallLedger } from './call-ledger';
import { admit, emptyLedger, type CredentialLedger, settle, type UsedCaps, usedCaps } from './ledger';

/** Counts calls in this process only. */
export const memoryCallLedger = (): CallLedger & {
  /** What of its caps a credential has used. */
  readonly used: (credential: string, now: EpochSeconds) => UsedCaps;
} => {
  const ledgers = new Map<string, CredentialLedger>();
  const of = (credential: string) => ledgers.get(credential) ?? emptyLedger;
  return {
    admit: async (credential, planned, caps, now) => {
      const { admission, ledger } = admit(of(credential), planned, caps, now);
      ledgers.set(credential, ledger);
      return admission;
    },
    settle: async (credential, { call, talkedSeconds }) => {
      ledgers.set(credential, settle(of(credential), call, talkedSeconds));
    },
    used: (credential, now) => usedCaps(of(credential), now),
  };
};
