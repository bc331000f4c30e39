import type { CountryCode, E164 } from '@dialplane/phone-numbers';
import type { DialtonePolicy } from './dialtone-policy';
import type { Extension } from './extension';
import { type SpokenReason, spokenReasons } from './refusal';

/** Where the operator's key, or the menu's, leads. */
export type Destination =
  /** An address outside our domain, such as `sip:operator@pbx.example.com`. */
  | { readonly sip: string }
  | { readonly number: E164 }
  /** The user name of an extension. */
  | { readonly extension: string };

/** What calls cost us, in US dollars a minute. A started minute is a whole one. */
export type Prices = {
  readonly tollFree: number;
  /** Calls to SIP addresses: our own phones, and destinations outside. */
  readonly sip: number;
  readonly countries: Readonly<Partial<Record<CountryCode, number>>>;
  /** Every country that is not named, and premium and shared-cost numbers where they are allowed. */
  readonly other: number;
};

/** The phones of one SIP domain, and what they may do. */
export type Dialtone = {
  /** Such as `dialtone-dev.sip.twilio.com`. */
  readonly domain: string;
  readonly extensions: readonly Extension[];
  /** By name. Extensions that name none have `default`. */
  readonly policies: { readonly default: DialtonePolicy } & Readonly<Record<string, DialtonePolicy>>;
  readonly prices: Prices;
  /** What emergency services see from a phone that is not in this list: a number of ours with a registered address. */
  readonly emergencyCallerId: E164;
  /** What `0` and 555-1212 reach. Without it, the caller hears that there is none. */
  readonly operator?: Destination;
  /** What `#` reaches. */
  readonly menu?: Destination;
  /**
   * How a phone is known. `from`: by the From address, which the phone writes itself. `sip-username`: by the user name
   * that Twilio authenticated, and calls without one are refused: for accounts whose webhooks have `SipUsername`. Where
   * both are there, they must agree.
   * @default from
   */
  readonly identity?: 'from' | 'sip-username';
  /** How long phones ring, in seconds: 5 to 600. @default 30 */
  readonly ringSeconds?: number;
  /** A BCP 47 tag, for what is spoken. @default en-US */
  readonly language?: string;
  /** Texts to say in place of ours. */
  readonly messages?: Readonly<Partial<Record<SpokenReason, string>>>;
};

/** The policy of an extension; of a phone that is not in the list, the default. */
export const policyOf = ({ policies }: Dialtone, extension: Extension | undefined): DialtonePolicy =>
  policies[extension?.policy ?? 'default'] ?? policies.default;

/** Every extension that a number rings. */
export const extensionsAt = ({ extensions }: Dialtone, number: string): readonly Extension[] =>
  extensions.filter((extension) => extension.number === number);

/** What the caller hears. */
export const messageFor = ({ messages }: Dialtone, reason: SpokenReason): string =>
  messages?.[reason] ?? spokenReasons[reason];

/** The SIP address of an extension. Twilio dials its domains without region or edge (error 32220). */
export const sipUriOf = ({ domain }: Dialtone, user: string): string =>
  `sip:${encodeURIComponent(user)}@${domain}`;
