import type { CountryCode, E164 } from '@dialplane/phone-numbers';
import type { DialtonePolicy } from './dialtone-policy';
import type { Extension } from './extension';
import { type SpokenReason, spokenReasons } from './refusal';

/** The destination of the operator's or the menu's key. */
export type Destination =
  /** An address outside our domain, such as `sip:operator@pbx.example.com`. */
  | { readonly sip: string }
  | { readonly number: E164 }
  /** The user name of an extension. */
  | { readonly extension: string };

/** The price of calls, in US dollars per minute. A started minute is charged in full. */
export type Prices = {
  readonly tollFree: number;
  /** Calls to SIP addresses: our own phones and outside destinations. */
  readonly sip: number;
  readonly countries: Readonly<Partial<Record<CountryCode, number>>>;
  /** Every country that is not listed, and premium and shared-cost numbers if they are allowed. */
  readonly other: number;
};

/** The phones of one SIP domain and their policies. */
export type Dialtone = {
  /** Such as `dialtone-dev.sip.twilio.com`. */
  readonly domain: string;
  readonly extensions: readonly Extension[];
  /** By name. Extensions without a policy name use `default`. */
  readonly policies: { readonly default: DialtonePolicy } & Readonly<Record<string, DialtonePolicy>>;
  readonly prices: Prices;
  /** The caller ID for emergency calls from a phone that is not in this list: one of our numbers with a registered address. */
  readonly emergencyCallerId: E164;
  /** The destination of `0` and 555-1212. Without it, the caller hears that there is no operator. */
  readonly operator?: Destination;
  /** The destination of `#`. */
  readonly menu?: Destination;
  /**
   * How a phone is identified. `from`: by the From address, which the phone writes itself. `sip-username`: by the user name
   * that Twilio authenticated; calls without one are refused. Use it for accounts whose webhooks have `SipUsername`. If a
   * webhook has both, they must agree.
   * @default from
   */
  readonly identity?: 'from' | 'sip-username';
  /** How long phones ring, in seconds: 5 to 600. @default 30 */
  readonly ringSeconds?: number;
  /** The language of spoken messages, as a BCP 47 tag. @default en-US */
  readonly language?: string;
  /** Texts that replace our messages. */
  readonly messages?: Readonly<Partial<Record<SpokenReason, string>>>;
};

/** The policy of an extension. A phone that is not in the list has the default policy. */
export const dialtonePolicyOf = ({ policies }: Dialtone, extension: Extension | undefined): DialtonePolicy =>
  policies[extension?.policy ?? 'default'] ?? policies.default;

/** Every extension that rings for a number. */
export const extensionsAt = ({ extensions }: Dialtone, number: string): readonly Extension[] =>
  extensions.filter((extension) => extension.number === number);

/** The message that the caller hears. */
export const messageFor = ({ messages }: Dialtone, reason: SpokenReason): string =>
  messages?.[reason] ?? spokenReasons[reason];

/** The SIP address of an extension. Twilio's domains must be dialled without region or edge (error 32220). */
export const sipUriOf = ({ domain }: Dialtone, user: string): string =>
  `sip:${encodeURIComponent(user)}@${domain}`;
