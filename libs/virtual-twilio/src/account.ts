/** Resources are stored in the form of the API's answers, with its field names. */
export type Resource = { readonly sid: string } & Readonly<Record<string, unknown>>;

export type Domain = Resource & {
  readonly domain_name: string;
  readonly friendly_name: string;
  readonly auth_type: string;
  readonly voice_url: string | null;
  readonly voice_method: string;
  readonly voice_fallback_url: string | null;
  readonly voice_fallback_method: string;
  readonly voice_status_callback_url: string | null;
  readonly voice_status_callback_method: string;
  readonly sip_registration: boolean;
  readonly emergency_calling_enabled: boolean;
};

export type CredentialList = Resource & { readonly friendly_name: string };

export type Credential = Resource & { readonly username: string; readonly credential_list_sid: string };

export type Mapping = Resource & { readonly friendly_name: string };

export type TwilioNumber = Resource & {
  readonly phone_number: string;
  readonly friendly_name: string;
  readonly voice_url: string | null;
  readonly voice_method: string;
  readonly voice_fallback_url: string | null;
  readonly voice_fallback_method: string;
  readonly status_callback: string | null;
  readonly status_callback_method: string;
  readonly emergency_address_sid: string | null;
};

/** An emergency address on its way to or from a number. */
export type Registration = {
  readonly kind: 'register' | 'unregister';
  readonly doneAt: number;
  readonly fails: boolean;
};

export type Address = Resource & {
  readonly street: string;
  readonly postal_code: string;
  readonly friendly_name: string;
  readonly emergency_enabled: boolean;
};

export type CallStatus =
  'queued' | 'ringing' | 'in-progress' | 'completed' | 'busy' | 'failed' | 'no-answer' | 'canceled';

export type CallResource = Resource & { readonly status: CallStatus; readonly start_time: string | null };

export type Alert = Resource & { readonly error_code: string };

/** What the account may dial in one country (docs, "Voice Dialing Permissions"). */
export type Country = {
  readonly low_risk: boolean;
  readonly high_risk_special: boolean;
  readonly high_risk_tollfraud: boolean;
};

/** One Twilio account. */
export type TwilioAccount = {
  readonly domains: Map<string, Domain>;
  readonly lists: Map<string, CredentialList>;
  readonly credentials: Map<string, Credential>;
  /** By the SID of the credential. The API never returns them. */
  readonly passwords: Map<string, string>;
  /** By the SID of the domain, then of the list. */
  readonly mappings: Readonly<Record<'calls' | 'registrations', Map<string, Map<string, Mapping>>>>;
  readonly numbers: Map<string, TwilioNumber>;
  readonly registrations: Map<string, Registration>;
  readonly addresses: Map<string, Address>;
  readonly calls: Map<string, CallResource>;
  readonly alerts: Alert[];
  readonly countries: Map<string, Country>;
  /** Numbers that can be bought, in the order in which a search shows them. */
  readonly forSale: string[];
  /** When lists and look-ups begin to show a new resource, in epoch milliseconds, by SID. */
  readonly visibleAt: Map<string, number>;
};

export const emptyTwilioAccount = (
  forSale: readonly string[],
  countries: Readonly<Record<string, Country>>,
): TwilioAccount => ({
  domains: new Map(),
  lists: new Map(),
  credentials: new Map(),
  passwords: new Map(),
  mappings: { calls: new Map(), registrations: new Map() },
  numbers: new Map(),
  registrations: new Map(),
  addresses: new Map(),
  calls: new Map(),
  alerts: [],
  countries: new Map(Object.entries(countries)),
  forSale: [...forSale],
  visibleAt: new Map(),
});
