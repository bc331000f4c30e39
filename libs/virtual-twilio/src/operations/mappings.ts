import type { TwilioAccount, Mapping } from '../account';
import { twilioPageOf } from '../http/page';
import { TwilioError } from '../http/twilio-error';
import { begin, found, shown } from '../resource';
import type { TwilioService } from '../service';
import { type TwilioBehaviour, labelOf } from './input';

/**
 * The credential lists that a domain uses for calls or for registrations. The two are separate: a phone that is only in a list
 * for registrations can register but not call, and the reverse. The API returns the lists under `contents`.
 */
const mappingsFor = (
  purpose: keyof TwilioAccount['mappings'],
  name: string,
): Readonly<Record<string, TwilioBehaviour>> => {
  const of = (service: TwilioService, domainSid: string): Map<string, Mapping> => {
    found(service, service.account.domains, domainSid);
    const all = service.account.mappings[purpose];
    const mapped = all.get(domainSid) ?? new Map<string, Mapping>();
    all.set(domainSid, mapped);
    return mapped;
  };
  return {
    [`CreateSipAuth${name}CredentialListMapping`]: (service, input) => {
      const domainSid = labelOf(input, 'DomainSid');
      const mapped = of(service, domainSid);
      const list = found(service, service.account.lists, String(input.form['CredentialListSid']));
      if (mapped.has(list.sid))
        throw new TwilioError(400, 21231, 'Credential list is already mapped to the domain');
      const { date_created, date_updated, account_sid } = begin(service, 'CL', 'SIP');
      const mapping: Mapping = {
        sid: list.sid,
        account_sid,
        date_created,
        date_updated,
        friendly_name: list.friendly_name,
      };
      mapped.set(list.sid, mapping);
      authenticate(service, domainSid);
      return mapping;
    },
    [`ListSipAuth${name}CredentialListMapping`]: (service, input) =>
      twilioPageOf(
        'contents',
        shown(service, of(service, labelOf(input, 'DomainSid')).values()),
        input.url,
        input.query,
      ),
    [`FetchSipAuth${name}CredentialListMapping`]: (service, input) =>
      found(service, of(service, labelOf(input, 'DomainSid')), labelOf(input, 'Sid')),
    [`DeleteSipAuth${name}CredentialListMapping`]: (service, input) => {
      const mapped = of(service, labelOf(input, 'DomainSid'));
      mapped.delete(found(service, mapped, labelOf(input, 'Sid')).sid);
      authenticate(service, labelOf(input, 'DomainSid'));
      return undefined;
    },
  };
};

/** Without a list for calls, a domain has an empty `auth_type` and refuses calls. */
const authenticate = ({ account }: TwilioService, domainSid: string): void => {
  const domain = account.domains.get(domainSid);
  const asks = (account.mappings.calls.get(domainSid)?.size ?? 0) > 0;
  if (domain) account.domains.set(domainSid, { ...domain, auth_type: asks ? 'CREDENTIAL_LIST' : '' });
};

export const twilioMappings: Readonly<Record<string, TwilioBehaviour>> = {
  ...mappingsFor('calls', 'Calls'),
  ...mappingsFor('registrations', 'Registrations'),
};
