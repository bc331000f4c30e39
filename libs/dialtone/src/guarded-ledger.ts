import type { Clock, EpochSeconds } from '@dialplane/basics';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CallLedger, EndedCall } from './call-ledger';
import type { CountedCall } from './decide-dial';
import type { Dialtone } from './dialtone';
import type { CountedKind } from './dialtone-policy';
import type { Admission } from './ledger';
import { memoryCallLedger } from './memory-call-ledger';

export type GuardOptions = {
  /** How long a call waits for the ledger, in milliseconds. @default 500 */
  readonly patience?: number;
  /** Waits this many milliseconds, unless the signal aborts it. @default the machine's timer */
  readonly wait?: (milliseconds: number, signal: AbortSignal) => Promise<unknown>;
};

/** What an app that counts calls is wired to. */
export type LedgerPorts = {
  readonly dialtone: Dialtone;
  /** May be slow, and may throw. */
  readonly ledger: CallLedger;
  readonly now: Clock;
  /** How long a call waits for the ledger. */
  readonly guard?: GuardOptions;
};

/** The decision of the caps, and whether the ledger was available. */
export type GuardedAdmission = {
  readonly admission: Admission | 'ledger-unavailable';
  /** Why the ledger was not available. */
  readonly error?: unknown;
};

export type GuardedLedger = {
  readonly admit: (
    credential: string,
    call: string,
    counted: CountedCall,
    ringSeconds: number,
    now: EpochSeconds,
  ) => Promise<GuardedAdmission>;
  /** @returns the error if the end could not be recorded: the call then counts with its longest time */
  readonly settle: (
    credential: string,
    ended: EndedCall,
    now: EpochSeconds,
  ) => Promise<{ readonly error?: unknown }>;
};

/** International calls wait until they can be counted, because stolen credentials are used for those. */
const whenLedgerFails: Readonly<Record<CountedKind, 'open' | 'closed'>> = {
  'on-net': 'open',
  operator: 'open',
  'toll-free': 'open',
  domestic: 'open',
  international: 'closed',
};

/**
 * Asks a ledger that may be slow or unavailable, with a time limit. If the policy allows a kind of call without the ledger,
 * the call is counted in this instance's memory against the same caps. Each instance of the Lambda then admits at most as many
 * calls as the caps allow.
 */
export const guardedLedger = (
  ledger: CallLedger,
  { patience = 500, wait = timer }: GuardOptions = {},
): GuardedLedger => {
  const spare = memoryCallLedger();
  return {
    admit: async (credential, call, { counted, policy, microsPerMinute }, ringSeconds, now) => {
      const planned = { call, ringSeconds, microsPerMinute };
      try {
        return {
          admission: await within(patience, wait, ledger.admit(credential, planned, policy.caps, now)),
        };
      } catch (error) {
        const open = { ...whenLedgerFails, ...policy.whenLedgerFails }[counted] === 'open';
        return {
          admission: open ? await spare.admit(credential, planned, policy.caps, now) : 'ledger-unavailable',
          error,
        };
      }
    },
    settle: async (credential, ended, now) => {
      await spare.settle(credential, ended, now);
      try {
        await within(patience, wait, ledger.settle(credential, ended, now));
        return {};
      } catch (error) {
        return { error };
      }
    },
  };
};

const timer = (milliseconds: number, signal: AbortSignal) => sleep(milliseconds, undefined, { signal });

/** The result of `work`, or an error if it takes longer than `milliseconds`. */
const within = async <T>(
  milliseconds: number,
  wait: NonNullable<GuardOptions['wait']>,
  work: Promise<T>,
): Promise<T> => {
  const settled = new AbortController();
  const late = wait(milliseconds, settled.signal).then(() => {
    throw new Error(`Cannot count a call: the ledger did not answer within ${milliseconds} ms`);
  });
  work.catch(() => {}); // it may fail after the time-out
  try {
    return await Promise.race([work, late]);
  } finally {
    settled.abort();
    late.catch(() => {});
  }
};
