import type { TwilioNumber, Registration } from '../account';
import { twilioPageOf } from '../http/page';
import { TwilioError } from '../http/twilio-error';
import { begin, changedText, dateText, found, shown } from '../resource';
import type { TwilioService } from '../service';
import { type TwilioBehaviour, labelOf } from './input';

/** A search shows at most 30 numbers, and has no second page (docs, "AvailablePhoneNumberLocal resource"). */
const mostFound = 30;

const capabilities = { voice: true, sms: true, mms: true, fax: false };

const search: TwilioBehaviour = ({ account, accountSid }, { path, query, url }) => {
  const { AreaCode: areaCode, Contains: contains, VoiceEnabled: voice = true } = query;
  const pattern =
    typeof contains === 'string'
      ? new RegExp(contains.replace(/[^\dA-Za-z*]/g, '').replaceAll('*', '\\d'))
      : /./;
  const all = account.forSale.filter(
    (number) =>
      (areaCode === undefined || number.startsWith(`+1${String(areaCode)}`)) &&
      pattern.test(number) &&
      voice === true,
  );
  void accountSid;
  return {
    uri: `${url.pathname}${url.search}`,
    available_phone_numbers: all
      .slice(0, Math.min(mostFound, Number(query['PageSize'] ?? mostFound)))
      .map((number) => ({
        friendly_name: number,
        phone_number: number,
        lata: '236',
        locality: 'Washington',
        rate_center: 'WSHNGTNZN1',
        latitude: '38.895000',
        longitude: '-77.036000',
        region: 'DC',
        postal_code: '20001',
        iso_country: path['CountryCode'] ?? 'US',
        address_requirements: 'none',
        beta: false,
        capabilities,
      })),
  };
};

const buy: TwilioBehaviour = (service, { form }) => {
  const { account } = service;
  const { PhoneNumber: wanted, AreaCode: areaCode } = form;
  if (wanted === undefined && areaCode === undefined)
    throw new TwilioError(400, 21402, 'PhoneNumber or AreaCode is required');
  const at = account.forSale.findIndex((it) =>
    wanted ? it === wanted : it.startsWith(`+1${String(areaCode)}`),
  );
  const bought = account.forSale[at];
  if (bought === undefined)
    throw wanted
      ? new TwilioError(400, 21422, `${String(wanted)} is not available.`)
      : new TwilioError(400, 21452, `No phone numbers found in area code ${String(areaCode)}`);
  account.forSale.splice(at, 1);
  // Twilio reportedly ignores the emergency address when a number is bought (github.com/twilio/twilio-node/issues/706).
  const { EmergencyAddressSid: _ignored, ...others } = form;
  return addNumber(service, bought, others);
};

/** Adds a number to the account, like a purchase. */
export const addNumber = (
  service: TwilioService,
  number: string,
  form: Readonly<Record<string, unknown>>,
): TwilioNumber => {
  const start: TwilioNumber = {
    ...begin(service, 'PN', 'IncomingPhoneNumbers'),
    address_sid: null,
    address_requirements: 'none',
    api_version: '2010-04-01',
    beta: false,
    bundle_sid: null,
    capabilities,
    emergency_address_sid: null,
    emergency_address_status: 'unregistered',
    emergency_status: 'Active',
    friendly_name: number,
    identity_sid: null,
    origin: 'twilio',
    phone_number: number,
    sms_application_sid: '',
    sms_fallback_method: 'POST',
    sms_fallback_url: '',
    sms_method: 'POST',
    sms_url: '',
    status: 'in-use',
    status_callback: '',
    status_callback_method: 'POST',
    subresource_uris: {},
    trunk_sid: null,
    voice_application_sid: '',
    voice_caller_id_lookup: false,
    voice_fallback_method: 'POST',
    voice_fallback_url: '',
    voice_method: 'POST',
    voice_receive_mode: 'voice',
    voice_url: '',
  };
  const bought = changed(service, start, form);
  service.account.numbers.set(bought.sid, bought);
  return answered(service, bought);
};

const changed = (
  service: TwilioService,
  before: TwilioNumber,
  form: Readonly<Record<string, unknown>>,
): TwilioNumber => ({
  ...before,
  ...emergencyAddress(service, before, form['EmergencyAddressSid']),
  friendly_name: changedText(form['FriendlyName'], before.friendly_name) ?? '',
  voice_url: changedText(form['VoiceUrl'], before.voice_url),
  voice_method: changedText(form['VoiceMethod'], before.voice_method) ?? 'POST',
  voice_fallback_url: changedText(form['VoiceFallbackUrl'], before.voice_fallback_url),
  voice_fallback_method: changedText(form['VoiceFallbackMethod'], before.voice_fallback_method) ?? 'POST',
  voice_application_sid: changedText(
    form['VoiceApplicationSid'],
    String(before['voice_application_sid'] ?? ''),
  ),
  status_callback: changedText(form['StatusCallback'], before.status_callback),
  status_callback_method: changedText(form['StatusCallbackMethod'], before.status_callback_method) ?? 'POST',
});

/** A street with this word cannot be registered. Tests use it to make an address fail. */
const refusedStreet = /\bNowhere\b/i;

/** Another address may be set only after the previous one has been removed (docs, "Emergency Calling for SIP"). */
const emergencyAddress = (service: TwilioService, before: TwilioNumber, wanted: unknown) => {
  const { account, now, delays } = service;
  const current =
    twilioStatusOf(service, before) === 'unregistered' ? '' : (before.emergency_address_sid ?? '');
  if (wanted === undefined || wanted === current) return {};
  const doneAt = now() + delays.emergencyAddress;
  const begun = (kind: Registration['kind'], fails: boolean) =>
    account.registrations.set(before.sid, { kind, doneAt, fails });
  if (wanted === '') {
    begun('unregister', false);
    return {};
  }
  if (
    twilioStatusOf(service, before) !== 'unregistered' &&
    twilioStatusOf(service, before) !== 'registration-failure'
  )
    throw new TwilioError(400, 21630, 'The number has an emergency address: unregister it first');
  const address = found(service, account.addresses, String(wanted));
  if (!address.emergency_enabled)
    throw new TwilioError(400, 21629, 'The address is not enabled for emergency calls');
  begun('register', refusedStreet.test(address.street));
  return { emergency_address_sid: address.sid };
};

/** The registration status of an emergency address at the current time. */
export const twilioStatusOf = (
  { account, now }: TwilioService,
  { sid, emergency_address_sid: address }: TwilioNumber,
): string => {
  const under = account.registrations.get(sid);
  if (!under) return address ? 'registered' : 'unregistered';
  const done = under.doneAt <= now();
  if (under.kind === 'unregister') return done ? 'unregistered' : 'pending-unregistration';
  if (!done) return 'pending-registration';
  return under.fails ? 'registration-failure' : 'registered';
};

const answered = (service: TwilioService, number: TwilioNumber): TwilioNumber => {
  const status = twilioStatusOf(service, number);
  return {
    ...number,
    emergency_address_status: status,
    emergency_address_sid: status === 'unregistered' ? null : number.emergency_address_sid,
  };
};

const numberOf = (service: TwilioService, sid: string): TwilioNumber =>
  found(service, service.account.numbers, sid);

export const twilioPhoneNumbers: Readonly<Record<string, TwilioBehaviour>> = {
  ListAvailablePhoneNumberLocal: search,
  CreateIncomingPhoneNumber: buy,
  ListIncomingPhoneNumber: (service, { url, query }) => {
    const { PhoneNumber: part, FriendlyName: name } = query;
    const matches = shown(service, service.account.numbers.values())
      .filter(
        ({ phone_number }) =>
          part === undefined || phone_number.includes(String(part).replaceAll(/[^+\d]/g, '')),
      )
      .filter(({ friendly_name }) => name === undefined || friendly_name === name)
      .map((number) => answered(service, number));
    return twilioPageOf('incoming_phone_numbers', matches, url, query);
  },
  FetchIncomingPhoneNumber: (service, input) => answered(service, numberOf(service, labelOf(input, 'Sid'))),
  UpdateIncomingPhoneNumber: (service, input) => {
    const number = {
      ...changed(service, numberOf(service, labelOf(input, 'Sid')), input.form),
      date_updated: dateText(service.now()),
    };
    service.account.numbers.set(number.sid, number);
    return answered(service, number);
  },
  DeleteIncomingPhoneNumber: (service, input) => {
    const number = numberOf(service, labelOf(input, 'Sid'));
    // Reported in github.com/twilio/terraform-provider-twilio/issues/149. The code is our reading.
    if (answered(service, number).emergency_address_sid !== null)
      throw new TwilioError(400, 21631, 'The number has an emergency address: unregister it first');
    service.account.numbers.delete(number.sid);
    service.account.registrations.delete(number.sid);
    return undefined;
  },
};
