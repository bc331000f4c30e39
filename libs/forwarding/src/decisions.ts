import {
  type Decision,
  type BridgeStep,
  type Call,
  type EndStep,
  legsUp,
  type PlayStep,
} from '@dialplane/call-control';
import { diversionHeader } from './diversions';
import type { Target } from './forward';
import { type Plan, writePlan } from './plan';

const prompt = (name: string): PlayStep => ({ kind: 'play', sound: { kind: 'prompt', name } });

/** Rings the first target of a plan. With no target left, does what the plan says for its end. */
export const ring = (call: Call, { asked: _asked, ...plan }: Plan): Decision => {
  const [target] = plan.targets;
  if (!target) return plan.atEnd === 'message' ? takeMessage : apologise(call);
  const greeting = plan.greeting && !plan.plain ? [prompt(plan.greeting)] : [];
  return {
    steps: [...greeting, bridge(plan, target)],
    remember: { stage: 'ringing', plan: writePlan(plan) },
  };
};

/** Rings the target after the first one of a plan. The caller has heard the greeting by then. */
export const ringNext = (call: Call, plan: Plan): Decision =>
  ring(call, withoutGreeting({ ...plan, targets: plan.targets.slice(1) }));

/** Rings the first target again, without the greeting. */
export const ringAgain = (call: Call, plan: Plan): Decision => ring(call, withoutGreeting(plan));

/**
 * Pauses for a moment. The pause is done only after a bridge that still rings, or at once when none does, and the state of
 * the legs then says which. Ringing again instead could ring a second phone while two parties already talk.
 */
export const askWhetherItRings = (plan: Plan): Decision => ({
  steps: [{ kind: 'pause', seconds: 0.1 }],
  remember: { stage: 'ringing', plan: writePlan({ ...plan, asked: true }) },
});

const withoutGreeting = ({ greeting: _heard, ...rest }: Plan): Plan => rest;

const bridge = (plan: Plan, target: Target): BridgeStep => {
  const { ringback, plain } = plan;
  return {
    kind: 'bridge',
    callerId: plan.callerId,
    target:
      target.kind === 'phone'
        ? { kind: 'phone', number: target.number }
        : {
            kind: 'trunk',
            trunk: target.trunk,
            user: target.user,
            ...(plain ? {} : { headers: headersOf(plan, target.headers) }),
          },
    ...(target.ringSeconds === undefined ? {} : { ringSeconds: target.ringSeconds }),
    ...(ringback && !plain ? { ringback } : {}),
  };
};

const mostHeaders = 20; // Chime developer guide, "Using SIP headers"

/** The number that forwarded the call and, if there is room, the caller: the caller ID may show neither. */
const headersOf = ({ dialled, from, diversions }: Plan, own: Readonly<Record<string, string>> = {}) => {
  const headers = { ...own, Diversion: diversionHeader(dialled, diversions) };
  const room = Object.keys(headers).length < mostHeaders;
  return from && room ? { 'X-Original-Caller': from, ...headers } : headers;
};

/** Tells the caller that the call could not be connected, and ends it. */
export const apologise = (call: Call): Decision => ({
  steps: [prompt('unavailable'), endCaller(call)],
  remember: { stage: 'apologising', plan: '' },
});

/** Asks for a message, and records it. */
export const takeMessage: Decision = {
  steps: [
    prompt('leave-a-message'),
    { kind: 'record', maxSeconds: 180, silenceSeconds: 5, stopOn: '#', folder: 'messages' },
  ],
  remember: { stage: 'taking-message', plan: '' },
};

/** Asks the target that has answered to accept the call. Its leg is the one that hears the question. */
export const askToAccept = (call: Call): Decision => {
  const callee = call.legs.find(({ role, up }) => role === 'callee' && up);
  return {
    steps: [
      {
        kind: 'ask',
        ...(callee && { leg: callee.id }),
        question: { kind: 'speech', text: 'You have a forwarded call. Press 1 to accept it.' },
        failure: { kind: 'speech', text: 'The call was not accepted.' },
        maxDigits: 1,
        pattern: '^1$',
        waitSeconds: 5,
      },
    ],
    remember: { stage: 'confirming' },
  };
};

/** Ends the legs of targets, and keeps the caller. */
export const endCallees = (call: Call): Decision => ({
  steps: legsUp(call)
    .filter(({ role }) => role === 'callee')
    .map(({ id }) => ({ kind: 'end', leg: id })),
});

/** Thanks for a message, and ends the call. */
export const thank = (call: Call): Decision => ({
  steps: [prompt('thank-you'), endCaller(call)],
  remember: { stage: 'thanking' },
});

/** Ends every leg that is up: a provider keeps a leg up, and bills it, until it is told to end it. */
export const endAll = (call: Call): Decision => ({
  steps: legsUp(call).map((leg) => ({ kind: 'end', leg: leg.id })),
  remember: { stage: 'ending' },
});

/** The caller hears busy. The call is never answered, so it costs nothing. */
export const sayBusy: Decision = { steps: [{ kind: 'end', because: 'busy' }], remember: { stage: 'ending' } };

const endCaller = (call: Call): EndStep => {
  const caller = call.legs.find(({ role }) => role === 'caller');
  return caller ? { kind: 'end', leg: caller.id } : { kind: 'end' };
};
