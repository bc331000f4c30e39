import type { CallLedger } from './call-ledger';
import { admit, emptyLedger, type Ledger, settle } from './ledger';

/** Counts calls in this process only. */
export const memoryCallLedger = (): CallLedger => {
  const ledgers = new Map<string, Ledger>();
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
  };
};
