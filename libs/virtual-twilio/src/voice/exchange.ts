import type { Line, LineEnd, PhoneNetwork, NetworkTime, Transcript } from '@dialplane/phone-network';
import type { TwilioAccount, CallResource, CallStatus, Domain, TwilioNumber } from '../account';
import { begin, dateText } from '../resource';
import type { CallChange, TwilioService } from '../service';
import type { Sender } from './fetch-twiml';
import type { WebhookParameters } from './webhook';

/** A call to an emergency number, as it was placed. */
export type EmergencyCall = {
  readonly at: number;
  readonly callSid: string;
  /** 911, or 933, which reads the address back. */
  readonly number: '911' | '933';
  readonly callerId: string;
  /** The SID of the caller ID's registered address. Without one, Twilio charges USD 75 for a call to 911. */
  readonly addressSid?: string;
};

/** What the API may do with a call in progress. */
export type LiveCall = { readonly change: (change: CallChange) => void };

/** The state that all calls share: the account, the phone network, and what was recorded. */
export type Exchange = {
  readonly service: TwilioService;
  readonly account: TwilioAccount;
  readonly time: NetworkTime;
  readonly sender: Sender;
  readonly transcript: Transcript;
  readonly ring: PhoneNetwork['ring'];
  readonly ringPhone: (user: string, domain: Domain, from: string, caller: LineEnd) => Line | undefined;
  readonly live: Map<string, LiveCall>;
  readonly emergencies: EmergencyCall[];
  readonly alert: (alert: RaisedAlert) => void;
  /** Whether `SipUsername` contains the authenticated phone: one version of the docs says so, another does not. */
  readonly sendsSipUsername: boolean;
};

/** An error as Twilio's debugger shows it. */
export type RaisedAlert = {
  readonly code: number;
  readonly message: string;
  readonly callSid: string;
  readonly level?: 'error' | 'warning';
  readonly webhook?: {
    readonly url: string;
    readonly method: string;
    readonly parameters: WebhookParameters;
  };
};

export const numberOf = ({ account }: Pick<Exchange, 'account'>, number: string): TwilioNumber | undefined =>
  [...account.numbers.values()].find(({ phone_number }) => phone_number === number);

/** Creates the resource of a call. */
export const newCall = (
  { service, account }: Exchange,
  call: {
    readonly from: string;
    readonly to: string;
    readonly direction: string;
    readonly parent?: string;
    readonly status: CallStatus;
  },
): CallResource => {
  const resource: CallResource = {
    ...begin(service, 'CA', 'Calls'),
    parent_call_sid: call.parent ?? null,
    to: call.to,
    to_formatted: call.to,
    from: call.from,
    from_formatted: call.from,
    phone_number_sid: null,
    status: call.status,
    start_time: null,
    end_time: null,
    duration: null,
    price: null,
    price_unit: 'USD',
    direction: call.direction,
    answered_by: null,
    api_version: '2010-04-01',
    forwarded_from: null,
    group_sid: null,
    caller_name: null,
    queue_time: '0',
    trunk_sid: null,
    subresource_uris: {},
  };
  account.calls.set(resource.sid, resource);
  return resource;
};

/** Records the end of a call. @returns how many whole seconds it lasted */
export const noteCall = (
  { account, time }: Exchange,
  sid: string,
  status: CallStatus,
  since?: number,
): number => {
  const before = account.calls.get(sid);
  if (!before) return 0;
  const isOver = !['queued', 'ringing', 'in-progress'].includes(status);
  const seconds = isOver && since !== undefined ? Math.ceil((time.now() - since) / 1000) : 0;
  account.calls.set(sid, {
    ...before,
    status,
    date_updated: dateText(time.now()),
    ...(status === 'in-progress' && { start_time: dateText(time.now()) }),
    ...(isOver && { end_time: dateText(time.now()), duration: String(seconds) }),
  });
  return seconds;
};

/** The values that a call's status callback has in addition to the call's own (docs, "Call status callbacks"). */
export const progressValues = (time: NetworkTime, sequence: number): WebhookParameters => ({
  Timestamp: dateText(time.now()),
  CallbackSource: 'call-progress-events',
  SequenceNumber: String(sequence),
});
