import { type Cancel, type Line, type LineEnd, failureResponses } from '@dialplane/phone-network';
import { countryOf, isE164 } from '@dialplane/phone-numbers';
import type { CallStatus } from '../account';
import { twilioStatusOf } from '../operations/phone-numbers';
import { newCall, noteCall, numberOf, progressValues } from './exchange';
import type { Running, VerbContext } from './verb';
import { speaking } from './leg';
import { readSipAddress } from './sip-address';
import type { TwimlElement } from './twiml-document';
import { sendWebhook } from './fetch-twiml';
import type { WebhookParameters } from './webhook';

/** Twilio's status for a leg that was not answered. Which SIP response gives which status is our reading. */
const outcomes: Readonly<Record<keyof typeof failureResponses, CallStatus>> = {
  403: 'failed',
  404: 'failed',
  480: 'no-answer',
  486: 'busy',
  603: 'busy',
};

type Child = {
  readonly sid: string;
  readonly line: Line | undefined;
  readonly isSip: boolean;
  readonly end: (status: CallStatus, sipCode?: number) => void;
  readonly isOver: () => boolean;
};

/**
 * `<Dial>`: rings all of its nouns at once and joins the first that answers to the caller. When the joined call is over, or
 * when nobody answered, it requests further instructions from its `action` (docs, "TwiML Voice: <Dial>").
 */
export const dial = (verb: VerbContext): Running => {
  const { call, element } = verb;
  const { attributes, text } = element;
  const { exchange, leg } = call;
  const { time } = exchange;
  const onBridge = attributes['answerOnBridge'] === 'true';
  const nouns: readonly TwimlElement[] =
    element.children.length > 0 ? element.children : [{ name: 'Number', attributes: {}, children: [], text }];
  const children: Child[] = [];
  const timers: Cancel[] = [];
  let joined: { readonly child: Child; readonly at: number } | undefined;
  let isOver = false;
  let last: { readonly child?: Child; readonly status: CallStatus; readonly sipCode?: number } = {
    status: 'failed',
  };

  const finish = (status: CallStatus, callerStays: boolean): void => {
    if (isOver) return;
    isOver = true;
    timers.forEach((cancel) => cancel());
    for (const child of children) if (!child.isOver()) child.end('canceled');
    const about = joined?.child ?? last.child;
    const values: WebhookParameters = {
      DialCallStatus: status,
      DialBridged: String(joined !== undefined),
      ...(about && { DialCallSid: about.sid }),
      ...(joined && { DialCallDuration: String(Math.ceil((time.now() - joined.at) / 1000)) }),
      ...(about?.isSip && {
        DialSipCallId: `${about.sid}@sip.twilio.com`,
        DialSipResponseCode: String(joined ? 200 : (last.sipCode ?? 487)),
      }),
    };
    const { action, method = 'POST' } = attributes;
    if (!callerStays) {
      if (action) verb.tell(action, method, values);
      return;
    }
    if (action) verb.ask(action, method, values);
    else verb.next();
  };

  const callerId = callerIdOf(verb);

  /** Rings one noun. A leg that cannot be rung fails a moment later. */
  const ring = (noun: TwimlElement): void => {
    const to = noun.text.trim();
    const isSip = noun.name === 'Sip';
    const { sid } = newCall(exchange, {
      from: callerId.value,
      to,
      direction: 'outbound-dial',
      parent: call.sid,
      status: 'queued',
    });
    const party = isSip ? (readSipAddress(to)?.user ?? to) : to;
    const says = speaking(exchange.transcript, time.now, call.sid, party);
    let sequence = 0;
    let over = false;
    let answeredAt: number | undefined;
    const progress = (event: string, status: string, more: WebhookParameters = {}): void => {
      const {
        statusCallback,
        statusCallbackMethod = 'POST',
        statusCallbackEvent = 'completed',
      } = noun.attributes;
      const number = sequence;
      sequence += 1;
      if (!statusCallback || !statusCallbackEvent.split(' ').includes(event)) return;
      sendWebhook(
        exchange.sender,
        {
          url: statusCallback,
          method: statusCallbackMethod,
          parameters: {
            ...call.parameters,
            CallSid: sid,
            ParentCallSid: call.sid,
            From: callerId.value,
            Caller: callerId.value,
            To: to,
            Called: to,
            Direction: 'outbound-dial',
            CallStatus: status,
            ...progressValues(time, number),
            ...more,
          },
        },
        () => undefined,
      );
    };

    const child: Child = {
      sid,
      get line() {
        return line;
      },
      isSip,
      isOver: () => over,
      end: (status, sipCode) => {
        if (over) return;
        over = true;
        exchange.live.delete(sid);
        const seconds = noteCall(exchange, sid, status, answeredAt);
        if (line && line.state() !== 'over') {
          says(line.state() === 'up' ? 'BYE' : 'CANCEL');
          line.hangUp('caller');
        }
        progress('completed', status, {
          CallDuration: String(seconds),
          Duration: String(Math.ceil(seconds / 60)),
          ...(isSip && { SipResponseCode: String(sipCode ?? (answeredAt === undefined ? 487 : 200)) }),
        });
      },
    };
    children.push(child);

    const failedWith = (status: CallStatus, sipCode?: number): void => {
      child.end(status, sipCode);
      last = { child, status, ...(sipCode !== undefined && { sipCode }) };
      if (!joined && children.length === nouns.length && children.every((it) => it.isOver()))
        finish(status, true);
    };

    const end: LineEnd = {
      ringing: () => {
        says('180 Ringing', 'twilio');
        noteCall(exchange, sid, 'ringing');
        progress('ringing', 'ringing');
        if (onBridge) leg.ring();
      },
      answered: () => {
        says('200 OK', 'twilio');
        if (isOver || joined) return child.end('canceled');
        answeredAt = time.now();
        joined = { child, at: answeredAt };
        noteCall(exchange, sid, 'in-progress');
        progress('answered', 'in-progress');
        for (const other of children) if (other !== child && !other.isOver()) other.end('canceled');
        leg.answer();
        timers.push(time.after(1000 * Number(attributes['timeLimit'] ?? 14_400), () => finishJoined()));
      },
      over: (why) => {
        if (over) return;
        if (why === 'hung-up') {
          says('BYE', 'twilio');
          return finishJoined();
        }
        if (why === 'cancelled') return;
        says(failureResponses[why], 'twilio');
        failedWith(outcomes[why], why);
      },
      keyed: (digit) => {
        if (joined?.child === child) leg.press(digit);
      },
    };
    const finishJoined = (): void => {
      child.end('completed');
      finish('completed', true);
    };

    exchange.live.set(sid, {
      change: () => (joined?.child === child ? finishJoined() : failedWith('canceled')),
    });
    progress('initiated', 'initiated');
    says('INVITE');
    const line = reach(verb, noun, callerId.value, sid, end);
    // A moment later: the other nouns must ring first.
    if (!line) timers.push(time.after(1, () => failedWith('failed', isSip ? 480 : undefined)));
  };

  if (!onBridge) leg.answer();
  if (callerId.ok) {
    timers.push(
      time.after(1000 * Number(attributes['timeout'] ?? 30), () => {
        if (joined) return;
        const [first] = children;
        for (const child of children) if (!child.isOver()) child.end('no-answer');
        last = { ...(first && { child: first }), status: 'no-answer' };
        finish('no-answer', true);
      }),
    );
    nouns.forEach(ring);
  } else {
    exchange.alert({ code: 13214, message: 'Dial: Invalid callerId value', callSid: call.sid });
    timers.push(time.after(1, () => finish('failed', true)));
  }

  return {
    key: (digit) => {
      if (!joined) return;
      if (digit === '*' && attributes['hangupOnStar'] === 'true') {
        joined.child.end('completed');
        return finish('completed', true);
      }
      joined.child.line?.press('caller', digit);
    },
    stop: () => {
      if (joined) joined.child.end('completed');
      // Twilio cancels ringing legs when the caller gives up. That the action gets the status `canceled` is our reading.
      finish(joined ? 'completed' : 'canceled', false);
    },
  };
};

/**
 * The caller ID of a leg: for a number it must be one of the account's numbers or the caller's own (docs, `callerId`; error
 * 13214). For a SIP address it can be anything.
 */
const callerIdOf = ({ call, element }: VerbContext): { readonly ok: boolean; readonly value: string } => {
  const from = call.parameters['From'] ?? '';
  const value = element.attributes['callerId'] ?? from;
  const ringsNumbers =
    element.children.length === 0 || element.children.some(({ name }) => name === 'Number');
  const isOwn = numberOf(call.exchange, value) !== undefined;
  return { ok: !ringsNumbers || isOwn || (value === from && isE164(from)), value };
};

const emergency = /^\+?1?(911|933)$/;

/** Rings the target of a noun. undefined: it cannot be rung, and an alert says why. */
const reach = (
  verb: VerbContext,
  noun: TwimlElement,
  from: string,
  sid: string,
  caller: LineEnd,
): Line | undefined => {
  const { exchange } = verb.call;
  const to = noun.text.trim();
  const refuse = (code: number, message: string): undefined => {
    exchange.alert({ code, message, callSid: sid });
    return undefined;
  };
  if (noun.name === 'Sip') {
    const address = readSipAddress(to);
    if (!address) return refuse(13223, `Dial: Invalid SIP address "${to}"`);
    if (!address.host.endsWith('.twilio.com')) return exchange.ring({ from, to, headers: {} }, caller);
    if (!/^[^.]+\.sip\.twilio\.com$/.test(address.host))
      return refuse(
        32220,
        `Dial: registered phones are rung at <name>.sip.twilio.com, not at "${address.host}"`,
      );
    const domain = [...exchange.account.domains.values()].find((it) => it.domain_name === address.host);
    if (!domain) return refuse(32214, `Dial: no SIP domain "${address.host}" in this account`);
    return (
      exchange.ringPhone(address.user, domain, from, caller) ??
      refuse(
        32009,
        `Your TwiML tried to Dial a SIP phone number that isn't currently registered: ${address.user}`,
      )
    );
  }
  const [, service] = emergency.exec(to) ?? [];
  if (service !== undefined) return reachEmergency(verb, service as '911' | '933', from, sid, caller, refuse);
  if (!isE164(to)) return refuse(13224, `Dial: Twilio does not support calling this number or it is invalid`);
  const country = countryOf(to) ?? '';
  if (!exchange.account.countries.get(country)?.low_risk)
    return refuse(13227, `Geo permission: calls to ${country || 'this country'} are not enabled`);
  return exchange.ring({ from, to, headers: {} }, caller);
};

const reachEmergency = (
  { call }: VerbContext,
  number: '911' | '933',
  from: string,
  sid: string,
  caller: LineEnd,
  refuse: (code: number, message: string) => undefined,
): Line | undefined => {
  const { exchange, domain } = call;
  // Our reading: the docs require the flag, and do not say what happens without it.
  if (domain && !domain.emergency_calling_enabled)
    return refuse(13224, 'Dial: emergency calling is not enabled for the SIP domain');
  const owned = numberOf(exchange, from);
  const isRegistered = owned !== undefined && twilioStatusOf(exchange.service, owned) === 'registered';
  exchange.emergencies.push({
    at: exchange.time.now(),
    callSid: sid,
    number,
    callerId: from,
    ...(isRegistered && owned.emergency_address_sid && { addressSid: owned.emergency_address_sid }),
  });
  return exchange.ring({ from, to: number, headers: {} }, caller);
};
