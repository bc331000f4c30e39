import type { Hours } from '@dialplane/forwarding';
import type { CountryCode } from '@dialplane/phone-numbers';
import type { Caps } from './caps';

/** The kinds of call that caps count, and that may be open or closed while the ledger cannot be asked. */
export const countedKinds = ['on-net', 'operator', 'toll-free', 'domestic', 'international'] as const;
export type CountedKind = (typeof countedKinds)[number];

/** What an extension may dial, and how much. No field here speaks of emergency numbers: they always go out. */
export type DialtonePolicy = {
  /** Calls there are domestic: US or another country behind +1. @default US */
  readonly home?: CountryCode;
  /** The countries that may be called. Each country and territory behind +1 is one of its own: Jamaica, Guam, ... */
  readonly countries: readonly CountryCode[];
  /** The area code of seven-digit numbers. */
  readonly homeAreaCode?: string;
  /** Whether seven digits are a number in the home area code. @default false */
  readonly sevenDigits?: boolean;
  /** The digit that people dial for an outside line, such as `9`. It may be left out. @default none */
  readonly outsideLinePrefix?: string;
  /** What happens to `*67` and a number: Twilio cannot hide a caller ID. `show` calls all the same. @default refuse */
  readonly callerIdPrivacy?: 'refuse' | 'show';
  /** Premium-rate numbers: area code 900, exchange 976, and those of other countries. @default refuse */
  readonly premium?: 'refuse' | 'allow';
  /** More exchanges, three digits each, that are premium in every area code of the United States and Canada. */
  readonly premiumExchanges?: readonly string[];
  /** Pagers, personal and shared-cost numbers, whose price the caller cannot see. @default refuse */
  readonly sharedCost?: 'refuse' | 'allow';
  /** 411, which is charged. @default refuse */
  readonly directoryAssistance?: 'refuse' | 'operator';
  /**
   * Numbers dialled in place of others, after normalising: `{ '211': '+18666986155' }`. The replacement has to pass the
   * policy. Emergency numbers are not looked up here.
   */
  readonly transforms?: Readonly<Record<string, string>>;
  /** The country of area codes that this release does not know, such as new ones: `{ '565': 'US' }`. */
  readonly areaCodes?: Readonly<Record<string, CountryCode>>;
  readonly caps: Caps;
  /** When domestic, international and operator calls may be placed. @default always */
  readonly hours?: Hours;
  /** Which kinds go out while the ledger cannot be asked. @default all but international */
  readonly whenLedgerFails?: Readonly<Partial<Record<CountedKind, 'open' | 'closed'>>>;
};
