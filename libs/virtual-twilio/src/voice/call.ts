import type { Line, LineEnd } from '@dialplane/phone-network';
import type { CallStatus, Domain } from '../account';
import { type Exchange, newCall, noteCall, progressValues } from './exchange';
import { sendWebhook } from './fetch-twiml';
import { instructions, type InstructionSource } from './instructions';
import type { Instructed } from './verb';
import { type TwilioLeg, ringingLeg, rungLeg, speaking } from './leg';
import type { WebhookParameters } from './webhook';

/** A status callback of a call. */
export type StatusCallback = {
  readonly url: string;
  readonly method: string;
  readonly events: readonly string[];
};

export type CallPlan = {
  readonly from: string;
  readonly to: string;
  /** The other end of the first leg, for the transcript. */
  readonly party: string;
  readonly direction: 'inbound' | 'outbound-api';
  readonly parameters: WebhookParameters;
  readonly source?: InstructionSource;
  readonly twiml?: string;
  readonly statusCallback?: StatusCallback;
  readonly domain?: Domain;
};

/** Takes an incoming call on a line. @returns its SID, and our end of the line */
export const incomingCall = (
  exchange: Exchange,
  plan: CallPlan,
  line: Line,
): { readonly id: string; readonly end: LineEnd } => {
  const { sid, says, begin } = callOf(exchange, plan, 'ringing');
  says('INVITE', 'twilio');
  return { id: sid, end: begin((answered) => rungLeg(line, says, answered)) };
};

/** The account places a call; its instructions begin when it is answered. */
export const placedCall = (
  exchange: Exchange,
  plan: CallPlan,
  timeoutSeconds: number,
  draw: (caller: LineEnd) => Line | undefined,
): string => {
  const { sid, says, begin, note, finish } = callOf(exchange, plan, 'queued');
  let stop = (): void => undefined;
  let end: LineEnd | undefined;
  const line = draw({
    ringing: () => {
      says('180 Ringing', 'twilio');
      note('ringing');
    },
    answered: () => {
      stop();
      says('200 OK', 'twilio');
      end = begin(() => ringingLeg(line as Line, says));
    },
    over: (why) => {
      stop();
      if (end) return end.over(why);
      finish(why === 486 || why === 603 ? 'busy' : 'failed');
    },
    keyed: (digit) => end?.keyed?.(digit),
  });
  says('INVITE');
  if (!line) exchange.time.after(1, () => finish('failed'));
  stop = exchange.time.after(1000 * timeoutSeconds, () => {
    line?.hangUp('caller');
    finish('no-answer');
  });
  return sid;
};

const callOf = (exchange: Exchange, plan: CallPlan, first: CallStatus) => {
  const { time, sender, transcript } = exchange;
  const { sid } = newCall(exchange, { ...plan, status: first });
  const says = speaking(transcript, time.now, sid, plan.party);
  const parameters: WebhookParameters = { ...plan.parameters, CallSid: sid };
  let status: CallStatus = first;
  let isOver = false;
  let answeredAt: number | undefined;
  let sequence = 0;
  let stopAll = (): void => undefined;

  const note = (now: CallStatus): void => {
    status = now;
    const seconds = noteCall(exchange, sid, now, answeredAt);
    const event =
      ({ 'in-progress': 'answered', ringing: 'ringing' } as Partial<Record<CallStatus, string>>)[now] ??
      'completed';
    const callback = plan.statusCallback;
    const number = sequence;
    sequence += 1;
    if (!callback || callback.url === '' || !callback.events.includes(event)) return;
    sendWebhook(
      sender,
      {
        url: callback.url,
        method: callback.method,
        parameters: {
          ...parameters,
          CallStatus: now,
          ...progressValues(time, number),
          ...(event === 'completed' && {
            CallDuration: String(seconds),
            Duration: String(Math.ceil(seconds / 60)),
          }),
        },
      },
      () => undefined,
    );
  };

  const finish = (as: CallStatus): void => {
    if (isOver) return;
    isOver = true;
    exchange.live.delete(sid);
    note(as);
    stopAll();
  };

  const begin = (legFor: (answered: () => void) => TwilioLeg): LineEnd => {
    const leg = legFor(() => {
      answeredAt = time.now();
      note('in-progress');
    });
    if (leg.isAnswered()) {
      answeredAt = time.now();
      note('in-progress');
    }
    const call: Instructed = {
      exchange,
      sid,
      leg,
      parameters,
      status: () => status,
      ...(plan.domain && { domain: plan.domain }),
      hears: (what) => says(what),
      isOver: () => isOver,
      end: () => {
        // Only Reject prevents a call from being answered and billed (docs, "TwiML Voice: <Hangup>").
        leg.answer();
        leg.hangUp();
        finish('completed');
      },
      rejected: (reason) => {
        leg.refuse(reason === 'busy' ? 486 : 603);
        finish(reason === 'busy' ? 'busy' : 'failed'); // `failed` is our reading.
      },
    };
    const play = instructions(call);
    stopAll = play.stop;
    exchange.live.set(sid, {
      change: (change) => {
        if (change.kind === 'end') return call.end();
        play.stop();
        if (change.twiml !== undefined) play.follow(change.twiml);
        else if (change.url !== undefined) play.begin({ url: change.url, method: change.method ?? 'POST' });
      },
    });
    if (plan.twiml !== undefined) play.follow(plan.twiml);
    else if (plan.source) play.begin(plan.source);
    return {
      over: (why) => {
        says(why === 'cancelled' ? 'CANCEL' : 'BYE', 'twilio');
        // The status of a call whose caller gave up before the answer is our reading.
        finish(leg.isAnswered() ? 'completed' : 'canceled');
      },
      keyed: (digit) => play.key(digit),
    };
  };

  return { sid, says, begin, note, finish };
};
