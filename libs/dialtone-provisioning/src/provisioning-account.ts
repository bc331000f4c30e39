import type { PlaceAddress } from './environment';

/** How far an emergency address is. `EmergencyStatus` means nothing since 2021; this decides (docs, changelog 2021-10-06). */
export type AddressStatus =
  | 'registered'
  | 'unregistered'
  | 'pending-registration'
  | 'registration-failure'
  | 'pending-unregistration'
  | 'unregistration-failure';

export type FoundAddress = { readonly sid: string; readonly name: string; readonly address: PlaceAddress };

export type FoundNumber = {
  readonly sid: string;
  readonly number: string;
  readonly name: string;
  readonly routing: NumberRouting;
  readonly emergencyAddressSid: string | undefined;
  readonly emergencyAddressStatus: AddressStatus;
};

/** Where Twilio asks what to do with the calls to a number. */
export type NumberRouting = {
  readonly voiceUrl: string;
  readonly voiceMethod: string;
  readonly voiceFallbackUrl: string;
  readonly voiceFallbackMethod: string;
  readonly statusCallback: string;
  readonly statusCallbackMethod: string;
};

/** The settings of a SIP domain that are ours. */
export type DomainSettings = {
  readonly friendlyName: string;
  readonly voiceUrl: string;
  readonly voiceMethod: string;
  readonly voiceFallbackUrl: string;
  readonly voiceFallbackMethod: string;
  readonly voiceStatusCallbackUrl: string;
  readonly voiceStatusCallbackMethod: string;
  readonly sipRegistration: boolean;
  readonly emergencyCallingEnabled: boolean;
};

export type FoundDomain = {
  readonly sid: string;
  readonly settings: DomainSettings;
  /** The SIDs of the credential lists that are asked: for calls, and for registrations. */
  readonly lists: Readonly<Record<Purpose, readonly string[]>>;
};

/** What a credential list is mapped for. A phone needs both: with one it registers and cannot call, or the reverse. */
export type Purpose = 'calls' | 'registrations';

export type FoundList = { readonly sid: string; readonly name: string };

export type FoundCredential = { readonly sid: string; readonly user: string };

export type FoundCountry = {
  readonly code: string;
  readonly isOpen: boolean;
  readonly isHighRiskOpen: boolean;
};

/** What an account has that belongs to one environment file. */
export type AccountState = {
  readonly addresses: readonly FoundAddress[];
  readonly numbers: readonly FoundNumber[];
  readonly domain: FoundDomain | undefined;
  /** Every list of the wanted name or SID. */
  readonly lists: readonly FoundList[];
  /** The users of the list, where there is one. */
  readonly credentials: readonly FoundCredential[];
  readonly countries: readonly FoundCountry[];
};

/** What to look for in an account. */
export type WantedResource = {
  readonly domain: string;
  readonly listName: string;
  readonly listSid?: string;
};

/**
 * The account that is provisioned. Twilio has no idempotency keys: a request whose answer was lost may have been done, so a
 * caller looks again before it repeats one. Reads are repeated by the adapter itself.
 *
 * Each throws `ProvisioningError`, which never holds a password or an Authorization header.
 */
export type ProvisioningAccount = {
  readonly read: (wanted: WantedResource) => Promise<AccountState>;
  /**
   * Refused if Twilio would have to correct it. @returns the address as the account has it now
   */
  readonly createAddress: (name: string, address: PlaceAddress) => Promise<FoundAddress>;
  readonly deleteAddress: (sid: string) => Promise<void>;
  readonly createDomain: (domain: string, settings: DomainSettings) => Promise<void>;
  readonly updateDomain: (sid: string, settings: Partial<DomainSettings>) => Promise<void>;
  readonly deleteDomain: (sid: string) => Promise<void>;
  readonly createList: (name: string) => Promise<void>;
  readonly deleteList: (sid: string) => Promise<void>;
  readonly mapList: (domainSid: string, listSid: string, purpose: Purpose) => Promise<void>;
  readonly unmapList: (domainSid: string, listSid: string, purpose: Purpose) => Promise<void>;
  readonly addCredential: (listSid: string, user: string, password: string) => Promise<void>;
  readonly changePassword: (listSid: string, sid: string, password: string) => Promise<void>;
  readonly removeCredential: (listSid: string, sid: string) => Promise<void>;
  readonly updateNumber: (sid: string, routing: Partial<NumberRouting>) => Promise<void>;
  /** A blank SID takes the address off the number. Both take a while: read the status. */
  readonly setEmergencyAddress: (numberSid: string, addressSid: string) => Promise<void>;
  readonly numbers: () => Promise<readonly FoundNumber[]>;
  /** At most 30, and there is no second page. */
  readonly searchNumbers: (country: string, areaCode: string) => Promise<readonly string[]>;
  readonly buyNumber: (number: string, name: string) => Promise<void>;
  readonly releaseNumber: (sid: string) => Promise<void>;
};

/** What Twilio, or the way to it, answered instead. */
export class ProvisioningError extends Error {
  override readonly name = 'ProvisioningError';

  constructor(
    message: string,
    /** `unknown`: no answer came, so the request may have been done. `busy`: Twilio asks for a pause. */
    readonly outcome: 'refused' | 'busy' | 'unknown',
    /** Twilio's error code, such as 21628. */
    readonly code?: number,
  ) {
    super(message);
  }
}
