import type { Credential, CredentialList } from '../account';
import { twilioPageOf } from '../http/page';
import { invalidParameter, TwilioError } from '../http/twilio-error';
import { begin, dateText, found, root, shown } from '../resource';
import type { TwilioService } from '../service';
import { type TwilioBehaviour, labelOf } from './input';

/** Limits of the docs, page "SIP CredentialList resource". */
const mostLists = 100;
const mostUsers = 1000;

const listOf = (service: TwilioService, sid: string): CredentialList =>
  found(service, service.account.lists, sid);

const inList = (service: TwilioService, listSid: string): readonly Credential[] =>
  [...service.account.credentials.values()].filter(
    ({ credential_list_sid }) => credential_list_sid === listSid,
  );

const isMapped = ({ account }: TwilioService, listSid: string): boolean =>
  Object.values(account.mappings).some((domains) =>
    [...domains.values()].some((lists) => lists.has(listSid)),
  );

export const twilioCredentialLists: Readonly<Record<string, TwilioBehaviour>> = {
  CreateSipCredentialList: (service, { form }) => {
    if (service.account.lists.size >= mostLists)
      throw new TwilioError(400, 21239, `An account may have at most ${mostLists} credential lists`);
    const start = begin(service, 'CL', 'SIP/CredentialLists');
    const list: CredentialList = {
      ...start,
      friendly_name: String(form['FriendlyName']),
      subresource_uris: {
        credentials: `${root(service.accountSid)}/SIP/CredentialLists/${start.sid}/Credentials.json`,
      },
    };
    service.account.lists.set(list.sid, list);
    return list;
  },
  ListSipCredentialList: (service, { url, query }) =>
    twilioPageOf('credential_lists', shown(service, service.account.lists.values()), url, query),
  FetchSipCredentialList: (service, input) => listOf(service, labelOf(input, 'Sid')),
  UpdateSipCredentialList: (service, input) => {
    const list = {
      ...listOf(service, labelOf(input, 'Sid')),
      friendly_name: String(input.form['FriendlyName']),
      date_updated: dateText(service.now()),
    };
    service.account.lists.set(list.sid, list);
    return list;
  },
  DeleteSipCredentialList: (service, input) => {
    const { sid } = listOf(service, labelOf(input, 'Sid'));
    // Our reading: a list in use cannot be deleted, as Twilio's console says.
    if (isMapped(service, sid)) throw new TwilioError(400, 21236, 'Credential list is mapped to a domain');
    for (const credential of inList(service, sid)) forget(service, credential.sid);
    service.account.lists.delete(sid);
    return undefined;
  },
};

const forget = ({ account }: TwilioService, sid: string): void => {
  account.credentials.delete(sid);
  account.passwords.delete(sid);
};

/** At least 12 characters, both cases and a digit (docs, "SIP Credential resource"). */
const checkPassword = (password: string): void => {
  if (!(password.length >= 12 && /[a-z]/.test(password) && /[A-Z]/.test(password) && /\d/.test(password)))
    throw invalidParameter('Password must have 12 characters, mixed case and a digit');
};

const credentialOf = (service: TwilioService, listSid: string, sid: string): Credential => {
  listOf(service, listSid);
  const credential = found(service, service.account.credentials, sid);
  return credential.credential_list_sid === listSid ? credential : found(service, new Map(), sid);
};

export const twilioCredentials: Readonly<Record<string, TwilioBehaviour>> = {
  CreateSipCredential: (service, input) => {
    const list = listOf(service, labelOf(input, 'CredentialListSid'));
    const username = String(input.form['Username']);
    const password = String(input.form['Password']);
    if (!/^\S{1,32}$/.test(username)) throw invalidParameter('Username must have 1 to 32 characters');
    checkPassword(password);
    const there = inList(service, list.sid);
    if (there.some((it) => it.username === username))
      throw new TwilioError(400, 21237, `Username ${username} is already in the list`);
    if (there.length >= mostUsers)
      throw new TwilioError(400, 21238, `A credential list may have at most ${mostUsers} users`);
    const credential: Credential = {
      ...begin(service, 'CR', `SIP/CredentialLists/${list.sid}/Credentials`),
      credential_list_sid: list.sid,
      username,
    };
    service.account.credentials.set(credential.sid, credential);
    service.account.passwords.set(credential.sid, password);
    return credential;
  },
  ListSipCredential: (service, input) => {
    const list = listOf(service, labelOf(input, 'CredentialListSid'));
    return twilioPageOf('credentials', shown(service, inList(service, list.sid)), input.url, input.query);
  },
  FetchSipCredential: (service, input) =>
    credentialOf(service, labelOf(input, 'CredentialListSid'), labelOf(input, 'Sid')),
  UpdateSipCredential: (service, input) => {
    const before = credentialOf(service, labelOf(input, 'CredentialListSid'), labelOf(input, 'Sid'));
    const credential = { ...before, date_updated: dateText(service.now()) };
    if (input.form['Password'] !== undefined) {
      checkPassword(String(input.form['Password']));
      service.account.passwords.set(before.sid, String(input.form['Password']));
    }
    service.account.credentials.set(credential.sid, credential);
    return credential;
  },
  DeleteSipCredential: (service, input) => {
    forget(service, credentialOf(service, labelOf(input, 'CredentialListSid'), labelOf(input, 'Sid')).sid);
    return undefined;
  },
};
