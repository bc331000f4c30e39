import {
  drawLine,
  phoneLines,
  type LineEnd,
  ringPhone,
  talk,
  type Line,
  type PhoneBehaviour,
  type Talk,
  type NetworkTime,
} from '@dialplane/phone-network';
import type { TwilioAccount, Domain } from '../account';

/** The identity that a SIP phone claims. */
export type SipIdentity = {
  readonly user: string;
  readonly password: string;
  /** The full name, such as `lines.sip.twilio.com`. */
  readonly domain: string;
};

/** Twilio's answer to a phone: 200, or the SIP code of a refusal. */
export type SipAnswer = 200 | 403 | 404;

/** A call that a SIP phone places. */
export type PhoneCall = SipIdentity & {
  /** As keyed. */
  readonly dials: string;
  /** The From header that the phone sends. @default its own address */
  readonly from?: string;
  /** The To header and request URI that the phone sends. @default made of the dialled digits and the domain */
  readonly to?: string;
  /** Headers that begin with `X-`. @default none */
  readonly headers?: Readonly<Record<string, string>>;
  /** @default 120 */
  readonly ringsForSeconds?: number;
} & Talk;

/** Twilio's registrar: the registered phones, and what each does when it rings. */
export const sipPhones = (account: TwilioAccount, time: NetworkTime) => {
  const registered = new Map<string, PhoneBehaviour>();
  const lines = phoneLines(time, 'sip-line');
  const address = (user: string, domain: string): string => `${user}@${domain.toLowerCase()}`;

  const domainOf = (name: string): Domain | undefined =>
    [...account.domains.values()].find(({ domain_name }) => domain_name === name.toLowerCase());

  /** Digest authentication with the credential lists that a domain has for calls or registrations. */
  const authenticates = (
    purpose: keyof TwilioAccount['mappings'],
    domain: Domain,
    { user, password }: SipIdentity,
  ): boolean => {
    const lists = account.mappings[purpose].get(domain.sid);
    return [...account.credentials.values()].some(
      ({ sid, username, credential_list_sid }) =>
        username === user &&
        account.passwords.get(sid) === password &&
        lists?.has(credential_list_sid) === true,
    );
  };

  return {
    domainOf,
    mayCall: (phone: SipIdentity): { readonly answer: SipAnswer; readonly domain?: Domain } => {
      const domain = domainOf(phone.domain);
      if (!domain) return { answer: 404 };
      return authenticates('calls', domain, phone) ? { answer: 200, domain } : { answer: 403 };
    },
    register: (phone: SipIdentity, behaviour: PhoneBehaviour): SipAnswer => {
      const domain = domainOf(phone.domain);
      if (!domain || !domain.sip_registration) return 404;
      if (!authenticates('registrations', domain, phone)) return 403;
      registered.set(address(phone.user, phone.domain), behaviour);
      return 200;
    },
    unregister: (user: string, domain: string): void => void registered.delete(address(user, domain)),
    isRegistered: (user: string, domain: string): boolean => registered.has(address(user, domain)),
    /** undefined: the phone is not registered, or the domain does not accept registrations. */
    ring: (user: string, domain: Domain, from: string, caller: LineEnd): Line | undefined => {
      const behaviour = registered.get(address(user, domain.domain_name));
      if (!behaviour || !domain.sip_registration) return undefined;
      const to = address(user, domain.domain_name);
      return drawLine({ from, to }, caller, (line) => {
        lines.add(user, 'callee', line);
        return ringPhone(time, line, behaviour);
      });
    },
    /** A phone's own end of a call that it places: it talks once the call is answered, and gives up after a while. */
    place: (
      {
        user,
        from,
        to,
        ringsForSeconds = 120,
        ...talks
      }: Talk & {
        readonly user: string;
        readonly from: string;
        readonly to: string;
        readonly ringsForSeconds?: number;
      },
      ringAt: (line: Line) => LineEnd,
    ): void => {
      let stop = (): void => undefined;
      const line = drawLine(
        { from, to },
        {
          answered: () => {
            stop();
            stop = talk(time, line, 'caller', talks);
          },
          over: () => stop(),
        },
        ringAt,
      );
      stop = time.after(ringsForSeconds * 1000, () => line.hangUp('caller'));
      lines.add(user, 'caller', line);
    },
    linesInProgress: lines.inProgress,
  };
};
