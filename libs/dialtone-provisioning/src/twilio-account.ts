import { RestException, Twilio } from 'twilio';
import type { PlaceAddress } from './environment';
import {
  type AddressStatus,
  type FoundAddress,
  type FoundNumber,
  type NumberRouting,
  type ProvisioningAccount,
  ProvisioningError,
  type Purpose,
} from './provisioning-account';

type TwilioOptions = ConstructorParameters<typeof Twilio>[2];

export type TwilioAccess = {
  readonly accountSid: string;
  /** The auth token, or the secret of a key. */
  readonly authToken: string;
  /** Where the API is, instead of Twilio's own addresses: loopback's, for one. */
  readonly url?: string;
  readonly httpClient?: NonNullable<TwilioOptions>['httpClient'];
};

/** A client of Twilio's SDK. Its base URLs are one property a product. */
const clientFor = ({ accountSid, authToken, url, httpClient }: TwilioAccess): Twilio => {
  const client = new Twilio(accountSid, authToken, { ...(httpClient && { httpClient }), timeout: 20_000 });
  if (url !== undefined) for (const product of [client.api, client.voice]) product.baseUrl = url;
  return client;
};

/** Twilio's page size at its largest; the SDK follows the pages. */
const whole = { pageSize: 1000 };

/** An account at Twilio. `sleep` passes the time between two attempts of a read. */
export const twilioAccount = (
  access: TwilioAccess,
  sleep: (milliseconds: number) => Promise<unknown>,
): ProvisioningAccount => {
  const client = clientFor(access);
  const { domains, credentialLists } = client.sip;
  const mappedLists = (domainSid: string, purpose: Purpose): Promise<readonly { readonly sid: string }[]> => {
    const { calls, registrations } = domains(domainSid).auth;
    return purpose === 'calls'
      ? calls.credentialListMappings.list(whole)
      : registrations.credentialListMappings.list(whole);
  };

  const read = async <T>(what: string, ask: () => Promise<T>): Promise<T> => {
    for (let attempt = 1; ; attempt += 1)
      try {
        return await ask();
      } catch (error) {
        const known = withoutSecrets(what, error);
        if (known.outcome === 'refused' || attempt === attempts) throw known;
        await sleep(500 * 2 ** attempt);
      }
  };
  /** A write is repeated only where Twilio says that it was not done: it asks for a pause. */
  const send = async <T>(what: string, ask: () => Promise<T>): Promise<T> => {
    for (let attempt = 1; ; attempt += 1)
      try {
        return await ask();
      } catch (error) {
        const known = withoutSecrets(what, error);
        if (known.outcome !== 'busy' || attempt === attempts) throw known;
        await sleep(500 * 2 ** attempt);
      }
  };
  const write = async (what: string, ask: () => Promise<unknown>): Promise<void> => {
    await send(what, ask);
  };
  const numbers = (): Promise<readonly FoundNumber[]> =>
    read('list the numbers', async () => (await client.incomingPhoneNumbers.list(whole)).map(foundNumber));

  return {
    read: async ({ domain: wanted, listName, listSid }) => {
      // One after the other: Twilio counts how many requests are under way at once.
      const found = await read('list the addresses', () => client.addresses.list(whole));
      const all = await numbers();
      const domain = (await read('list the SIP domains', () => domains.list(whole))).find(
        ({ domainName }) => domainName === wanted,
      );
      const lists = (await read('list the credential lists', () => credentialLists.list(whole))).filter(
        ({ sid, friendlyName }) => (listSid === undefined ? friendlyName === listName : sid === listSid),
      );
      const mapped = async (purpose: Purpose) =>
        domain
          ? (
              await read(`list who may use the domain for ${purpose}`, () => mappedLists(domain.sid, purpose))
            ).map(({ sid }) => sid)
          : [];
      const [list] = lists;
      const countries = await read('list the countries that may be dialled', () =>
        client.voice.v1.dialingPermissions.countries.list(whole),
      );
      return {
        addresses: found.map(foundAddress),
        numbers: all,
        domain: domain && {
          sid: domain.sid,
          settings: {
            friendlyName: domain.friendlyName,
            voiceUrl: domain.voiceUrl ?? '',
            voiceMethod: domain.voiceMethod,
            voiceFallbackUrl: domain.voiceFallbackUrl ?? '',
            voiceFallbackMethod: domain.voiceFallbackMethod,
            voiceStatusCallbackUrl: domain.voiceStatusCallbackUrl ?? '',
            voiceStatusCallbackMethod: domain.voiceStatusCallbackMethod,
            sipRegistration: domain.sipRegistration,
            emergencyCallingEnabled: domain.emergencyCallingEnabled,
          },
          lists: { calls: await mapped('calls'), registrations: await mapped('registrations') },
        },
        lists: lists.map(({ sid, friendlyName }) => ({ sid, name: friendlyName })),
        credentials: list
          ? (await read('list the credentials', () => credentialLists(list.sid).credentials.list(whole))).map(
              ({ sid, username }) => ({ sid, user: username }),
            )
          : [],
        countries: countries.map((it) => ({
          code: it.isoCode,
          isOpen: it.lowRiskNumbersEnabled,
          isHighRiskOpen: it.highRiskSpecialNumbersEnabled || it.highRiskTollfraudNumbersEnabled,
        })),
      };
    },
    createAddress: (friendlyName, address) =>
      send('create the address', async () =>
        foundAddress(
          await client.addresses.create({
            friendlyName,
            ...addressFields(address),
            emergencyEnabled: true,
            // By default Twilio stores a similar address that it can validate. A dispatcher must get the one in the file: so
            // Twilio suggests its own in error 21629 instead (twilio.com/docs/usage/api/address).
            autoCorrectAddress: false,
          }),
        ),
      ),
    deleteAddress: (sid) => write('remove the address', () => client.addresses(sid).remove()),
    createDomain: (domainName, settings) =>
      write('create the SIP domain', () => domains.create({ domainName, ...settings })),
    updateDomain: (sid, settings) => write('update the SIP domain', () => domains(sid).update(settings)),
    deleteDomain: (sid) => write('remove the SIP domain', () => domains(sid).remove()),
    createList: (friendlyName) =>
      write('create the credential list', () => credentialLists.create({ friendlyName })),
    deleteList: (sid) => write('remove the credential list', () => credentialLists(sid).remove()),
    mapList: (domainSid, credentialListSid, purpose) =>
      write('map the credential list', () =>
        domains(domainSid).auth[purpose].credentialListMappings.create({ credentialListSid }),
      ),
    unmapList: (domainSid, listSid, purpose) =>
      write('unmap the credential list', () =>
        domains(domainSid).auth[purpose].credentialListMappings(listSid).remove(),
      ),
    addCredential: (listSid, username, password) =>
      write('add the credential', () => credentialLists(listSid).credentials.create({ username, password })),
    changePassword: (listSid, sid, password) =>
      write('change the password', () => credentialLists(listSid).credentials(sid).update({ password })),
    removeCredential: (listSid, sid) =>
      write('remove the credential', () => credentialLists(listSid).credentials(sid).remove()),
    updateNumber: (sid, routing) =>
      write('update the number', () => client.incomingPhoneNumbers(sid).update(routing)),
    setEmergencyAddress: (sid, emergencyAddressSid) =>
      write('set the emergency address', () =>
        client.incomingPhoneNumbers(sid).update({ emergencyAddressSid }),
      ),
    numbers,
    searchNumbers: (country, areaCode) =>
      read('search for numbers', async () =>
        (
          await client
            .availablePhoneNumbers(country)
            .local.list({ areaCode: Number(areaCode), voiceEnabled: true, limit: mostFound })
        ).map(({ phoneNumber }) => phoneNumber),
      ),
    buyNumber: (phoneNumber, friendlyName) =>
      write('buy the number', () => client.incomingPhoneNumbers.create({ phoneNumber, friendlyName })),
    releaseNumber: (sid) => write('release the number', () => client.incomingPhoneNumbers(sid).remove()),
  };
};

const attempts = 5;
const mostFound = 30;

const foundAddress = (it: {
  readonly sid: string;
  readonly friendlyName: string;
  readonly customerName: string;
  readonly street: string;
  readonly streetSecondary?: string | null;
  readonly city: string;
  readonly region: string;
  readonly postalCode: string;
  readonly isoCountry: string;
}): FoundAddress => ({
  sid: it.sid,
  name: it.friendlyName,
  address: {
    customerName: it.customerName,
    street: it.street,
    ...(it.streetSecondary && { streetSecondary: it.streetSecondary }),
    city: it.city,
    region: it.region,
    postalCode: it.postalCode,
    country: it.isoCountry,
  },
});

const addressFields = ({ country, ...address }: PlaceAddress) => ({ ...address, isoCountry: country });

const foundNumber = (
  it: {
    readonly sid: string;
    readonly phoneNumber: string;
    readonly friendlyName: string;
    readonly emergencyAddressSid: string | null;
    readonly emergencyAddressStatus: string;
  } & NumberRouting,
): FoundNumber => ({
  sid: it.sid,
  number: it.phoneNumber,
  name: it.friendlyName,
  routing: {
    voiceUrl: it.voiceUrl ?? '',
    voiceMethod: it.voiceMethod,
    voiceFallbackUrl: it.voiceFallbackUrl ?? '',
    voiceFallbackMethod: it.voiceFallbackMethod,
    statusCallback: it.statusCallback ?? '',
    statusCallbackMethod: it.statusCallbackMethod,
  },
  emergencyAddressSid: it.emergencyAddressSid || undefined,
  emergencyAddressStatus: it.emergencyAddressStatus as AddressStatus,
});

/**
 * An error that may be shown and logged. The SDK's own must not be: those of the network contain the request, with the
 * Authorization header and the password of a credential.
 */
const withoutSecrets = (what: string, error: unknown): ProvisioningError => {
  if (error instanceof RestException) {
    const { status, code, message } = error;
    const outcome = status === 429 ? 'busy' : status >= 500 ? 'unknown' : 'refused';
    const told =
      outcome === 'busy'
        ? 'Twilio limits the rate of requests (429)'
        : `${message}${code ? ` (error ${code})` : ` (HTTP ${status})`}`;
    return new ProvisioningError(told, outcome, code);
  }
  const { code } = error as { readonly code?: unknown };
  const why =
    typeof code === 'string'
      ? code
      : error instanceof SyntaxError
        ? 'an answer that cannot be read'
        : 'no answer';
  return new ProvisioningError(`Could not ${what}: ${why}`, 'unknown');
};
