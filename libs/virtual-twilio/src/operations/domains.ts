import type { Domain } from '../account';
import { twilioPageOf } from '../http/page';
import { invalidParameter, TwilioError } from '../http/twilio-error';
import { begin, changedText, dateText, found, root, shown } from '../resource';
import type { TwilioService } from '../service';
import { type TwilioBehaviour, labelOf } from './input';

/** Letters, digits and hyphens, then Twilio's domain suffix (docs, "SIP Domain resource"). */
const named = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9-]+)*\.sip\.twilio\.com$/i;

const create: TwilioBehaviour = (service, { form }) => {
  const name = String(form['DomainName']).toLowerCase();
  if (!named.test(name))
    throw invalidParameter(
      `Domain name "${name}" must hold letters, digits and hyphens, and end in sip.twilio.com`,
    );
  if ([...service.account.domains.values()].some(({ domain_name }) => domain_name === name))
    throw new TwilioError(400, 21232, 'Domain name is already in use');
  const start = begin(service, 'SD', 'SIP/Domains');
  const domain: Domain = changed(
    {
      ...start,
      api_version: '2010-04-01',
      auth_type: '',
      domain_name: name,
      friendly_name: '',
      voice_url: null,
      voice_method: 'POST',
      voice_fallback_url: null,
      voice_fallback_method: 'POST',
      voice_status_callback_url: null,
      voice_status_callback_method: 'POST',
      sip_registration: false,
      emergency_calling_enabled: false,
      secure: false,
      byoc_trunk_sid: null,
      emergency_caller_sid: null,
      subresource_uris: {
        credential_list_mappings: `${root(service.accountSid)}/SIP/Domains/${start.sid}/CredentialListMappings.json`,
      },
    },
    form,
  );
  service.account.domains.set(domain.sid, domain);
  return domain;
};

const changed = (before: Domain, form: Readonly<Record<string, unknown>>): Domain => ({
  ...before,
  friendly_name: changedText(form['FriendlyName'], before.friendly_name) ?? '',
  voice_url: changedText(form['VoiceUrl'], before.voice_url),
  voice_method: changedText(form['VoiceMethod'], before.voice_method) ?? 'POST',
  voice_fallback_url: changedText(form['VoiceFallbackUrl'], before.voice_fallback_url),
  voice_fallback_method: changedText(form['VoiceFallbackMethod'], before.voice_fallback_method) ?? 'POST',
  voice_status_callback_url: changedText(form['VoiceStatusCallbackUrl'], before.voice_status_callback_url),
  voice_status_callback_method:
    changedText(form['VoiceStatusCallbackMethod'], before.voice_status_callback_method) ?? 'POST',
  sip_registration: Boolean(form['SipRegistration'] ?? before.sip_registration),
  emergency_calling_enabled: Boolean(form['EmergencyCallingEnabled'] ?? before.emergency_calling_enabled),
  secure: Boolean(form['Secure'] ?? before['secure']),
  byoc_trunk_sid: form['ByocTrunkSid'] ?? before['byoc_trunk_sid'],
  emergency_caller_sid: form['EmergencyCallerSid'] ?? before['emergency_caller_sid'],
});

const domainOf = (service: TwilioService, sid: string): Domain =>
  found(service, service.account.domains, sid);

export const twilioDomains: Readonly<Record<string, TwilioBehaviour>> = {
  CreateSipDomain: create,
  ListSipDomain: (service, { url, query }) =>
    twilioPageOf('domains', shown(service, service.account.domains.values()), url, query),
  FetchSipDomain: (service, input) => domainOf(service, labelOf(input, 'Sid')),
  UpdateSipDomain: (service, input) => {
    const before = domainOf(service, labelOf(input, 'Sid'));
    const domain = { ...changed(before, input.form), date_updated: dateText(service.now()) };
    service.account.domains.set(domain.sid, domain);
    return domain;
  },
  DeleteSipDomain: (service, input) => {
    const { sid } = domainOf(service, labelOf(input, 'Sid'));
    service.account.domains.delete(sid);
    service.account.mappings.calls.delete(sid);
    service.account.mappings.registrations.delete(sid);
    return undefined;
  },
};
