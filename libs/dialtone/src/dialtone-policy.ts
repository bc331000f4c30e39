import type { Hours } from '@dialplane/forwarding';
import type { CountryCode } from '@dialplane/phone-numbers';
import type { Caps } from './caps';

/** The kinds of call that caps count, and for which a policy says whether they are placed while the ledger is unavailable. */
export const countedKinds = ['on-net', 'operator', 'toll-free', 'domestic', 'international'] as const;
export type CountedKind = (typeof countedKinds)[number];

/** What an extension may dial, and how much. No field applies to emergency numbers: those calls are always placed. */
export type DialtonePolicy = {
  /** Calls within this country are domestic: US, or another country with the code +1. @default US */
  readonly home?: CountryCode;
  /** The countries that may be called. Each country and territory with the code +1 is listed separately: Jamaica, Guam, ... */
  readonly countries: readonly CountryCode[];
  /** The area code for seven-digit numbers. */
  readonly homeAreaCode?: string;
  /** Whether seven digits are dialled as a number in the home area code. @default false */
  readonly sevenDigits?: boolean;
  /** The digit for an outside line, such as `9`. Callers may omit it. @default none */
  readonly outsideLinePrefix?: string;
  /** What happens to `*67` before a number: Twilio cannot hide a caller ID. `show` places the call anyway. @default refuse */
  readonly callerIdPrivacy?: 'refuse' | 'show';
  /** Premium-rate numbers: area code 900, exchange 976, and those of other countries. @default refuse */
  readonly premium?: 'refuse' | 'allow';
  /** More premium exchanges, three digits each, for every area code of the United States and Canada. */
  readonly premiumExchanges?: readonly string[];
  /** Pagers, personal and shared-cost numbers: the caller cannot see their price. @default refuse */
  readonly sharedCost?: 'refuse' | 'allow';
  /** 411, which is charged. @default refuse */
  readonly directoryAssistance?: 'refuse' | 'operator';
  /**
   * Numbers to dial instead of others, after normalising: `{ '211': '+18666986155' }`. The policy applies to the replacement.
   * Emergency numbers are not looked up here.
   */
  readonly transforms?: Readonly<Record<string, string>>;
  /** The countries of area codes that this release does not know, such as new ones: `{ '565': 'US' }`. */
  readonly areaCodes?: Readonly<Record<string, CountryCode>>;
  readonly caps: Caps;
  /** When domestic, international and operator calls may be placed. @default always */
  readonly hours?: Hours;
  /** Whether each kind is placed while the ledger is unavailable. @default all but international */
  readonly whenLedgerFails?: Readonly<Partial<Record<CountedKind, 'open' | 'closed'>>>;
};
