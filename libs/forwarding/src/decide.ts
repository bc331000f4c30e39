import { type Decision, type Call, type CallEvent, legsUp } from '@dialplane/call-control';
import { type EpochSeconds, unreachable } from '@dialplane/basics';
import { type E164, isE164 } from '@dialplane/phone-numbers';
import {
  apologise,
  askToAccept,
  askWhetherItRings,
  endAll,
  endCallees,
  ring,
  ringAgain,
  ringNext,
  sayBusy,
  takeMessage,
  thank,
} from './decisions';
import type { StoredForward } from './forward';
import { type Plan, type CallStage, readProgress } from './plan';
import type { LoopEvidence } from './loop-evidence';
import { route } from './route';

/** What is known when a call arrives, besides the event and the forward. */
export type KnownAtArrival = LoopEvidence & {
  /** Whether the provider can ask a target to accept the call. @default false: the call is connected at once */
  readonly canConfirm?: boolean;
};

type Event<Kind extends CallEvent['kind']> = Extract<CallEvent, { readonly kind: Kind }>;

/**
 * Decides what to do about one event of a forwarded call. Pure: the same event gives the same decision.
 *
 * @param forward the forward of the dialled number, for an arrival; later events use the plan remembered on arrival
 * @param known what is known besides when a call arrives
 */
export const decide = (
  event: CallEvent,
  forward: StoredForward | undefined,
  now: EpochSeconds,
  known: KnownAtArrival = {},
): Decision => {
  switch (event.kind) {
    case 'arrival':
      return onArrival(event, forward, now, known);
    case 'steps-done':
      return onStepsDone(event);
    case 'step-failed':
      return onStepFailed(event);
    case 'leg-ended':
      return onLegEnded(event);
    case 'response-rejected':
      return onRefusal(event);
    case 'update':
      return onUpdate(event);
    case 'placing':
    case 'answered':
    case 'step-interrupted':
    case 'digits':
    case 'unknown':
      // Nothing to do, and the call may be healthy: the queued steps are kept. But this event may have overtaken the one that
      // reports the end of a leg, or that one may be lost.
      return hasSurvivor(event.call) ? endAll(event.call) : { steps: 'carry-on' };
    default:
      return unreachable(event);
  }
};

const onArrival = (
  event: Event<'arrival'>,
  forward: StoredForward | undefined,
  now: EpochSeconds,
  known: KnownAtArrival,
): Decision => {
  const { targets: found, because } = route(forward, event, now, known);
  const targets = known.canConfirm ? found : found.map(({ confirm: _ignored, ...target }) => target);
  switch (because) {
    case 'emergency-call':
      // Emergency services need the caller's own number, with any forward.
      return ring(event.call, planFor(event, undefined, targets));
    case 'emergency-caller':
    case 'open':
    case 'outside-hours':
    case 'no-other-target':
      return ring(event.call, planFor(event, forward, targets, known.verdict === 'mark'));
    case 'blocked':
      return sayBusy;
    case 'no-forward':
    case 'loop':
      return apologise(event.call);
    default:
      return unreachable(because);
  }
};

const planFor = (
  { dialled, from, diversions }: Event<'arrival'>,
  forward: StoredForward | undefined,
  targets: Plan['targets'],
  marks = false,
): Plan => {
  const caller = isE164(from) ? from : undefined;
  const shown = forward?.callerId === 'dialled' || marks ? undefined : caller;
  const greeting = forward?.greeting;
  return {
    dialled,
    ...(caller ? { from: caller } : {}),
    ...(diversions.length > 0 && targets.some(({ kind }) => kind === 'trunk') ? { diversions } : {}),
    callerId: shown ?? numberShownFor(dialled, targets),
    targets,
    ...(greeting?.when === 'before-ringing' ? { greeting: greeting.prompt } : {}),
    ...(greeting?.when === 'while-ringing' ? { ringback: greeting.prompt } : {}),
    atEnd: forward?.atEnd ?? 'apology',
  };
};

/** The number dialled. A short number such as 911 cannot be shown as caller ID, so the number that is rung is shown. */
const numberShownFor = (dialled: string, [first]: Plan['targets']): E164 =>
  isE164(dialled) || first?.kind !== 'phone' ? (dialled as E164) : first.number;

const onStepsDone = ({ step, call }: Event<'steps-done'>): Decision => {
  if (callerIsGone(call)) return endAll(call);
  const { stage, plan } = readProgress(call.memory);
  switch (step) {
    case 'bridge':
      if (plan?.targets[0]?.confirm && stage === 'ringing') return askToAccept(call);
      // The parties talk. Nothing is queued any more, so an empty list changes nothing.
      return { steps: [], remember: { stage: 'talking' } };
    case 'ask':
      return stage === 'confirming' ? { steps: [], remember: { stage: 'talking' } } : { steps: 'carry-on' };
    case 'record':
      return thank(call);
    case 'pause':
      // The reply to the question asked after a rejected response or an update: the parties talk, or no target rings any more. If we
      // have rung another target since, the reply is out of date.
      if (stage !== 'ringing' || (plan && !plan.asked)) return { steps: 'carry-on' };
      if (calleeIsUp(call)) return { steps: 'carry-on', remember: { stage: 'talking' } };
      if (!plan) return apologise(call);
      return plan.greeting ? ringAgain(call, plan) : ringNext(call, plan);
    case 'play':
      return stage === 'apologising' || stage === 'thanking' ? endAll(call) : { steps: 'carry-on' };
    default:
      return { steps: 'carry-on' };
  }
};

const onStepFailed = ({ step, reason, call }: Event<'step-failed'>): Decision => {
  if (callerIsGone(call)) return endAll(call);
  const { stage, plan, failedAttempts } = readProgress(call.memory);
  switch (stage) {
    case 'ringing':
      if (step === 'ask') return { steps: 'carry-on' }; // a question to a target that has left since
      if (calleeIsUp(call)) return { steps: 'carry-on', remember: { stage: 'talking' } };
      if (!plan) return apologise(call);
      if (step === 'play' && plan.greeting) return ringAgain(call, plan);
      return ringNext(call, reason === 'rejected' ? { ...plan, plain: true } : plan);
    case 'confirming':
      // A target that has left is reported by the end of its leg, which rings the next one.
      if (step !== 'ask' || !calleeIsUp(call)) return { steps: 'carry-on' };
      // No key was pressed: end the leg, and its end rings the next target. Any other failure is ours, so connect the call.
      return reason === 'no-input' ? endCallees(call) : { steps: [], remember: { stage: 'talking' } };
    case 'talking':
      return { steps: 'carry-on' };
    case 'taking-message':
    case 'thanking':
    case 'apologising':
      return endAll(call);
    case 'ending':
      return failedAttempts < maxFailedAttempts
        ? counted(endAll(call), failedAttempts + 1)
        : { steps: 'carry-on' };
    case undefined:
      // The memory of the call is lost. After a failed bridge the caller hears nothing; any other step was part of ending the call.
      return step === 'bridge' ? apologise(call) : endAll(call);
    default:
      return unreachable(stage);
  }
};

/**
 * A target that did not accept the call has left: the next one rings. A target that only rang is not among the legs (Chime SDK
 * developer guide, call-and-bridge): its step fails, and that decides. In every other case, all legs are ended.
 */
const onLegEnded = ({ call, leg }: Event<'leg-ended'>): Decision => {
  const { stage, plan } = readProgress(call.memory);
  const onlyRang = leg.role === 'callee' && !call.legs.some(({ role }) => role === 'callee');
  if (onlyRang && stage !== undefined && stage !== 'talking' && stage !== 'confirming')
    return { steps: 'carry-on' };
  const refused = stage === 'confirming' && leg.role === 'callee' && !calleeIsUp(call);
  return refused && plan && !callerIsGone(call) ? ringNext(call, plan) : endAll(call);
};

/** A client updated the call, which means nothing to a forward. But the queued steps were dropped for it, so repeat them. */
const onUpdate = ({ call }: Event<'update'>): Decision => {
  if (hasSurvivor(call)) return endAll(call);
  const { stage, plan } = readProgress(call.memory);
  if (stage === 'confirming' && calleeIsUp(call)) return askToAccept(call);
  if (calleeIsUp(call)) return { steps: 'carry-on' };
  switch (stage) {
    case 'ringing':
      return plan ? askWhetherItRings(plan) : apologise(call);
    case 'taking-message':
      return takeMessage;
    case 'thanking':
      return thank(call);
    case 'apologising':
      return apologise(call);
    case 'confirming':
    case 'talking':
    case 'ending':
    case undefined:
      return { steps: 'carry-on' };
    default:
      return unreachable(stage);
  }
};

const maxFailedAttempts = 6;
const maxEvents = 100;

/**
 * None of the steps were done, and the caller may hear nothing. Ask for less each time: whether a target rings, then the
 * apology, then the end, and at last nothing, because a response that is always rejected could be repeated without end.
 */
const onRefusal = ({ call, sequence }: Event<'response-rejected'>): Decision => {
  const { stage, plan, failedAttempts } = readProgress(call.memory);
  // With nothing remembered, each event so far may have been a rejection.
  const refusals = stage ? failedAttempts + 1 : sequence;
  if (refusals > maxFailedAttempts || sequence > maxEvents) return { steps: 'carry-on' };
  return counted(callIsOver(call, stage) ? endAll(call) : askLess(call, { stage, plan, refusals }), refusals);
};

const askLess = (
  call: Call,
  { stage, plan, refusals }: { stage: CallStage | undefined; plan: Plan | undefined; refusals: number },
): Decision => {
  // The rejected response may be the one that recorded this: never ring a second phone while the first is connected.
  if (stage === 'talking' || calleeIsUp(call)) return { steps: 'carry-on', remember: { stage: 'talking' } };
  if (stage === 'ringing' && plan && refusals <= 3) return askWhetherItRings({ ...plan, plain: true });
  return (stage === undefined || stage === 'ringing') && refusals <= 4 ? apologise(call) : endAll(call);
};

const counted = (answer: Decision, failedAttempts: number): Decision => ({
  ...answer,
  remember: { ...answer.remember, failedAttempts: String(failedAttempts) },
});

/** Whether the caller's leg is known to have ended. A provider may omit legs, so a leg that is not listed may be up. */
const callerIsGone = (call: Call): boolean => call.legs.some(({ role, up }) => role === 'caller' && !up);

const calleeIsUp = (call: Call): boolean => call.legs.some(({ role, up }) => role === 'callee' && up);

/** Whether one of two connected parties has left and the other is still there. */
const hasSurvivor = (call: Call): boolean =>
  legsUp(call).length > 0 && callIsOver(call, readProgress(call.memory).stage);

/** Whether one of two connected parties is known to have left, so the other leg must be ended. */
const callIsOver = (call: Call, stage: CallStage | undefined): boolean => {
  const callees = call.legs.filter(({ role }) => role === 'callee');
  return callerIsGone(call) || (stage === 'talking' && callees.length > 0 && !callees.some(({ up }) => up));
};
