import { countryOf, isE164 } from '@dialplane/phone-numbers';
import {
  type DeliveryPlan,
  goodNetwork,
  type NetworkRoute,
  type PhoneBehaviour,
  type PhoneLine,
  type PhoneNetwork,
  type NetworkTime,
  type Transcript,
} from '@dialplane/phone-network';
import {
  type TwilioAccount,
  type Alert,
  type CallResource,
  type Country,
  emptyTwilioAccount,
} from './account';
import type { TwilioFaults } from './fault';
import { performTwilioRequest } from './http/perform';
import { TwilioError } from './http/twilio-error';
import { addNumber } from './operations/phone-numbers';
import type { TwilioDelays, PlacedCall, TwilioService } from './service';
import { raiseAlert } from './voice/alerts';
import { type CallPlan, incomingCall, placedCall } from './voice/call';
import { type EmergencyCall, type Exchange, type LiveCall, numberOf } from './voice/exchange';
import type { Send, Sender } from './voice/fetch-twiml';
import { readSipAddress, sipUser } from './voice/sip-address';
import { type PhoneCall, type SipAnswer, type SipIdentity, sipPhones } from './voice/sip-phones';

export type VirtualTwilioOptions = {
  /** Such as `AC00000000000000000000000000000001`. */
  readonly accountSid: string;
  /** Authenticates API requests, and signs webhooks. */
  readonly authToken: string;
  readonly time: NetworkTime;
  /** Rings numbers that are not Twilio's. @default no such number can be rung */
  readonly ring?: PhoneNetwork['ring'];
  /** Sends webhooks. @default fetch */
  readonly send?: Send;
  readonly transcript?: Transcript;
  /** Creates SIDs with a prefix, such as `CA`. @default counted, so that the same work gives the same SIDs */
  readonly newSid?: (prefix: string) => string;
  /** Numbers of the account at the start. @default none */
  readonly numbers?: readonly string[];
  /** Numbers that can be bought. @default thirty of the fictional range +1 202 555 01xx and more */
  readonly forSale?: readonly string[];
  /** The countries that may be dialled. @default United States and Canada, without their high-risk numbers */
  readonly countries?: Readonly<Record<string, Country>>;
  /** How long the service takes for asynchronous work. @default no delay */
  readonly delays?: Partial<TwilioDelays>;
  /** Makes operations fail, for tests. @default nothing fails */
  readonly fault?: TwilioFaults;
  /** How each webhook and its answer are delivered. @default without faults */
  readonly deliveryPlanFor?: (url: string) => DeliveryPlan;
  /** The webhook that receives alerts: the console's debugging webhook. @default none */
  readonly errorWebhook?: string;
  /** Whether `SipUsername` contains the authenticated phone: the docs disagree. @default true */
  readonly sendsSipUsername?: boolean;
  /** Called with each error that a webhook's handler throws. */
  readonly failed?: (error: unknown) => void;
  /** Called after each change of the account. */
  readonly changed?: () => void;
};

/** A stand-in for one Twilio account. */
export type VirtualTwilio = {
  /**
   * Answers one HTTP request of a client of the REST API. Errors of the service are answers.
   *
   * @throws ConnectionLost when a fault loses the answer
   */
  readonly fetch: (request: Request) => Promise<Response>;
  /** For the phone network: where a call to a number goes. undefined: the number is not the account's. */
  readonly routeOf: (number: string) => Extract<NetworkRoute, { readonly kind: 'service' }> | undefined;
  /** Registers a SIP phone and sets what it does when it rings. @returns the SIP answer */
  readonly register: (phone: SipIdentity, behaviour: PhoneBehaviour) => SipAnswer;
  readonly unregister: (user: string, domain: string) => void;
  readonly isRegistered: (user: string, domain: string) => boolean;
  /** A SIP phone calls. @returns the SIP answer to its INVITE, and the call's SID if the call was taken */
  readonly dial: (call: PhoneCall) => { readonly answer: SipAnswer; readonly callSid?: string };
  /** The calls that SIP phones have at this moment, so that a person can act as one of them. */
  readonly phoneLines: () => readonly PhoneLine[];
  /** Every call, the oldest first, in the format of the API. */
  readonly calls: () => readonly CallResource[];
  readonly alerts: () => readonly Alert[];
  readonly emergencyCalls: () => readonly EmergencyCall[];
  /** Changes the webhook that receives alerts, like the console. */
  readonly setErrorWebhook: (url: string | undefined) => void;
  /** For tests: includes what the API does not return, such as passwords. */
  readonly account: TwilioAccount;
};

const northAmerica: Readonly<Record<string, Country>> = {
  US: { low_risk: true, high_risk_special: false, high_risk_tollfraud: false },
  CA: { low_risk: true, high_risk_special: false, high_risk_tollfraud: false },
};

/** Numbers reserved for fiction (nationalnanpa.com, 555-0100 to 555-0199). */
const fictional = ['202', '206', '415'].flatMap((area) =>
  Array.from({ length: 40 }, (_none, at) => `+1${area}55501${String(50 + at).padStart(2, '0')}`),
);

/** Counted SIDs: two letters and 32 hexadecimal digits. */
const countedSids = () => {
  let count = 0;
  return (prefix: string): string => `${prefix}${(count += 1).toString(16).padStart(32, '0')}`;
};

/**
 * A virtual Twilio: the REST API over one account in memory, a registrar for SIP phones, and calls that follow TwiML, which
 * it requests through signed webhooks. It is a simulation: nothing is bought, and no call is carried.
 */
export const virtualTwilio = (options: VirtualTwilioOptions): VirtualTwilio => {
  const { accountSid, authToken, time, transcript = () => undefined, newSid = countedSids() } = options;
  const account = emptyTwilioAccount(options.forSale ?? fictional, options.countries ?? northAmerica);
  const live = new Map<string, LiveCall>();
  const emergencies: EmergencyCall[] = [];
  const phones = sipPhones(account, time);
  let errorWebhook = options.errorWebhook;

  const sender: Sender = {
    time,
    send: options.send ?? fetch,
    authToken,
    deliveryPlanFor: options.deliveryPlanFor ?? (() => goodNetwork),
    failed: options.failed ?? (() => undefined),
  };
  const service: TwilioService = {
    account,
    accountSid,
    now: time.now,
    newSid,
    delays: { consistency: 0, emergencyAddress: 0, ...options.delays },
    calls: {
      place: (request) => place(request),
      update: (sid, change) => live.get(sid)?.change(change),
    },
  };
  const exchange: Exchange = {
    service,
    account,
    time,
    sender,
    transcript,
    live,
    emergencies,
    ring:
      options.ring ??
      (() => {
        throw new Error('Cannot ring a number: expected a phone network, so give virtualTwilio its `ring`');
      }),
    ringPhone: phones.ring,
    alert: raiseAlert(service, sender, () => errorWebhook),
    sendsSipUsername: options.sendsSipUsername ?? true,
  };

  const common = (from: string, to: string, direction: string) => ({
    AccountSid: accountSid,
    ApiVersion: '2010-04-01',
    From: from,
    To: to,
    Caller: from,
    Called: to,
    Direction: direction,
  });

  const numberCall = (number: string, from: string): CallPlan | undefined => {
    const owned = numberOf({ account }, number);
    if (!owned?.voice_url) return undefined;
    return {
      from,
      to: number,
      party: from,
      direction: 'inbound',
      parameters: {
        ...common(from, number, 'inbound'),
        ...geography(from, number),
        StirVerstat: 'TN-Validation-Passed-A',
      },
      source: {
        url: owned.voice_url,
        method: owned.voice_method,
        ...(owned.voice_fallback_url && {
          fallback: { url: owned.voice_fallback_url, method: owned.voice_fallback_method },
        }),
      },
      statusCallback: {
        url: owned.status_callback ?? '',
        method: owned.status_callback_method,
        events: ['completed'],
      },
    };
  };

  const routeOf: VirtualTwilio['routeOf'] = (number) => {
    if (!numberOf({ account }, number)) return undefined;
    return {
      kind: 'service',
      answer: (line) => {
        const plan = numberCall(number, line.from);
        if (plan) return incomingCall(exchange, plan, line);
        // A number without a voice URL: the caller hears that it is not in service.
        time.after(1, () => line.refuse(404));
        return { id: newSid('CA'), end: { over: () => undefined } };
      },
    };
  };

  const dial: VirtualTwilio['dial'] = ({ user, password, domain: name, dials, headers = {}, ...call }) => {
    const { answer, domain } = phones.mayCall({ user, password, domain: name });
    if (!domain) return { answer };
    if (!domain.voice_url) return { answer: 404 };
    const from = call.from ?? `sip:${user}@${domain.domain_name}`;
    const to = call.to ?? `sip:${sipUser(dials)}@${domain.domain_name}`;
    const plan: CallPlan = {
      from,
      to,
      party: user,
      direction: 'inbound',
      domain,
      parameters: {
        ...common(from, to, 'inbound'),
        SipCallId: `${newSid('XX')}@203.0.113.9`,
        SipDomain: domain.domain_name,
        SipDomainSid: domain.sid,
        SipSourceIp: '203.0.113.9',
        ...(exchange.sendsSipUsername && { SipUsername: user }),
        ...Object.fromEntries(
          Object.entries(headers).map(([header, value]) => [`SipHeader_${header}`, value]),
        ),
      },
      source: {
        url: domain.voice_url,
        method: domain.voice_method,
        ...(domain.voice_fallback_url && {
          fallback: { url: domain.voice_fallback_url, method: domain.voice_fallback_method },
        }),
      },
      // A SIP domain only reports the end of a call: captures of live calls show this.
      statusCallback: {
        url: domain.voice_status_callback_url ?? '',
        method: domain.voice_status_callback_method,
        events: ['completed'],
      },
    };
    let callSid = '';
    phones.place({ ...call, user, from, to }, (line) => {
      const { id, end } = incomingCall(exchange, plan, line);
      callSid = id;
      return end;
    });
    return { answer, callSid };
  };

  const place = (request: PlacedCall): CallResource => {
    const { from, to, url, method = 'POST', twiml, timeoutSeconds = 60 } = request;
    const address = readSipAddress(to);
    const plan: CallPlan = {
      from,
      to,
      party: address?.user ?? to,
      direction: 'outbound-api',
      parameters: common(from, to, 'outbound-api'),
      ...(url !== undefined && { source: { url, method } }),
      ...(twiml !== undefined && { twiml }),
      ...(request.statusCallback !== undefined && {
        statusCallback: {
          url: request.statusCallback,
          method: request.statusCallbackMethod ?? 'POST',
          events: request.statusCallbackEvents ?? ['completed'],
        },
      }),
    };
    const domain = address && phones.domainOf(address.host);
    const sid = placedCall(exchange, plan, timeoutSeconds, (caller) =>
      address && domain
        ? phones.ring(address.user, domain, from, caller)
        : exchange.ring({ from, to, headers: {} }, caller),
    );
    const placed = account.calls.get(sid);
    if (!placed) throw new TwilioError(500, 20500, 'The call could not be placed');
    return placed;
  };

  for (const number of options.numbers ?? [])
    addNumber({ ...service, delays: { ...service.delays, consistency: 0 } }, number, {});

  return {
    fetch: (request) =>
      performTwilioRequest(
        service,
        {
          fault: options.fault ?? (() => undefined),
          mayAsk: (user, password) => user === accountSid && password === authToken,
          changed: options.changed ?? (() => undefined),
        },
        request,
      ),
    routeOf,
    register: phones.register,
    unregister: phones.unregister,
    isRegistered: phones.isRegistered,
    phoneLines: phones.linesInProgress,
    dial,
    calls: () => [...account.calls.values()],
    alerts: () => account.alerts,
    emergencyCalls: () => emergencies,
    setErrorWebhook: (url) => {
      errorWebhook = url;
    },
    account,
  };
};

/** The locations of the two numbers. Cities are blank, as is common in live captures. */
const geography = (from: string, to: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries({ From: from, To: to, Caller: from, Called: to }).flatMap(([role, number]) => [
      [`${role}City`, ''],
      [`${role}State`, ''],
      [`${role}Zip`, ''],
      [`${role}Country`, (isE164(number) && countryOf(number)) || ''],
    ]),
  );
