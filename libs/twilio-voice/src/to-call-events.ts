import type { CallEventBody, FailureReason, Leg } from '@dialplane/call-control';
import { callerOf, dialledNumber } from '@dialplane/phone-numbers';
import type { CallState } from './call-state';
import type { Webhook } from './webhook-handler';

/** What happened, and the legs after it. */
export type Happened = { readonly body: CallEventBody; readonly legs: readonly Leg[] };

type Fields = Pick<Webhook, 'field'>;

/** A call to a number of ours. */
export const arrivalIn = ({ field }: Fields): Happened => {
  const dialled = dialledNumber(field('To'));
  const forwardedFrom = field('ForwardedFrom') || field('CalledVia');
  return {
    body: {
      kind: 'arrival',
      dialled,
      from: callerOf(field('From'), dialled),
      diversions: forwardedFrom ? [forwardedFrom] : [],
    },
    legs: [callerLeg({ field })],
  };
};

/**
 * What happened since our last answer. Twilio reports on a Dial once, when it is over: a call that was answered is
 * two events, the answer and the end.
 */
export const happenedIn = (webhook: Fields, { step, passedOver }: CallState): readonly Happened[] => {
  const caller = callerLeg(webhook);
  if (step === 'bridge') return afterDial(webhook, caller);
  if (!caller.up && step !== 'record') return [{ body: { kind: 'leg-ended', leg: caller }, legs: [caller] }];
  const { field } = webhook;
  const recording = field('RecordingUrl');
  return [
    {
      body: passedOver
        ? { kind: 'step-failed', step, reason: 'no-input', detail: 'the caller said and keyed nothing' }
        : {
            kind: 'steps-done',
            step,
            ...(step === 'ask' && { digits: field('Digits') }),
            ...(recording && { recording }),
          },
      legs: [caller],
    },
  ];
};

/** The end of a call, which Twilio tells apart from our answers. Both parties are gone by then. */
export const endIn = ({ field }: Fields): Happened => {
  const leg: Leg = { id: field('CallSid'), role: 'caller', up: false };
  return { body: { kind: 'leg-ended', leg }, legs: [leg] };
};

const over = ['completed', 'busy', 'failed', 'no-answer', 'canceled'];

const callerLeg = ({ field }: Fields): Leg => ({
  id: field('CallSid'),
  role: 'caller',
  // "hangup" is what Twilio says was keyed when the caller hung up during a recording.
  up: !over.includes(field('CallStatus')) && field('Digits') !== 'hangup',
});

const reasons: Readonly<Record<string, FailureReason>> = {
  busy: 'not-answered',
  'no-answer': 'not-answered',
  canceled: 'not-answered',
  failed: 'unavailable',
};

const afterDial = ({ field }: Fields, caller: Leg): readonly Happened[] => {
  const status = field('DialCallStatus');
  const callee: Leg = { id: field('DialCallSid'), role: 'callee', up: true };
  if (status === 'completed' || status === 'answered') {
    const gone: Leg = { ...callee, up: false };
    return [
      { body: { kind: 'steps-done', step: 'bridge' }, legs: [{ ...caller, up: true }, callee] },
      { body: { kind: 'leg-ended', leg: caller.up ? gone : caller }, legs: [caller, gone] },
    ];
  }
  if (!caller.up) return [{ body: { kind: 'leg-ended', leg: caller }, legs: [caller] }];
  return [
    {
      body: {
        kind: 'step-failed',
        step: 'bridge',
        reason: Object.hasOwn(reasons, status) ? (reasons[status] ?? 'unknown') : 'unknown',
        detail: `DialCallStatus ${status}`,
      },
      legs: [caller],
    },
  ];
};
