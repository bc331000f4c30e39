import type { ActionData } from '@dialplane/telephony-actions';
import type { CallIdentity } from './call-records';
import { actionList, type LegAction } from './action-list';
import { invocationOf } from './invocation-of';
import type { InvocationOutcome } from './invoke';
import { legDigits } from './leg-digits';
import type { Line, LineEnd } from './line';
import { eventQueue, type QueuedEvent } from './event-queue';
import type { SipMediaApplication } from './sip-media-application';
import { withDefaults } from './default-parameters';
import { type Attributes, readAnswer } from './read-response';
import { isAlive, isUp, type SimulatedLeg } from './simulated-leg';
import { simulatedLegs, type HangupCode } from './simulated-legs';
import { actionFailed, type ActionResult, type ActionContext } from './action-context';
import type { NetworkServices } from './network-services';
import type { OutgoingCall } from './outgoing-call';
import type { Cancel } from './time';
import { eventInWords, wordsForAction } from './transcript-words';

/** A call that the simulated service is handling. */
export type SimulatedCall = {
  readonly transactionId: string;
  readonly applicationId: string;
  readonly legs: readonly SimulatedLeg[];
  /** How often its Lambda was invoked, without retries. */
  readonly invocations: () => number;
  /** UpdateSipMediaApplicationCall: asynchronous, as in the API. */
  readonly update: (callArguments: Readonly<Record<string, string>>) => void;
  /** Sends an event without a cause, such as one of an undocumented type, to test how an app handles it. */
  readonly inject: (eventType: string) => void;
};

export type NewCall = {
  readonly services: NetworkServices;
  /** The applications of the SIP rule by priority: the next one is tried when the first cannot be invoked. */
  readonly applications: readonly SipMediaApplication[];
  readonly sipRuleId?: string;
};

/** Takes an incoming call on `line`. Returns the call, and what our end of the line does. */
export const inboundCall = (
  newCall: NewCall,
  line: Line,
): { readonly call: SimulatedCall; readonly end: LineEnd } => {
  const { call, arrive } = callMachine(newCall);
  return { call, end: arrive(line) };
};

/** Places a call as CreateSipMediaApplicationCall does. The first event contains `callArguments`. */
export const outboundCall = (
  newCall: NewCall,
  request: OutgoingCall,
  callArguments: Readonly<Record<string, string>>,
): SimulatedCall => {
  const { call, place } = callMachine(newCall);
  place(request, callArguments);
  return call;
};

/** A new call without any action is ended after this time (developer guide, page timeouts). */
const firstActionWithin = 30_000;

/** Events whose actions the service ignores (page pstn-invocations). Samples rely on it keeping the attributes. */
const actionsIgnored: ReadonlySet<string> = new Set(['NEW_OUTBOUND_CALL', 'RINGING', 'ACTION_INTERRUPTED']);

/** Connects the parts of a call: its legs, its events and its actions. */
const callMachine = ({ services, applications, sipRuleId }: NewCall) => {
  const [first, ...fallbacks] = applications;
  if (!first) throw new Error('Cannot start a call: expected at least one SIP media application');
  let application = first;
  const { time, transcript } = services;
  const transactionId = services.newId('transaction');
  const identity = (): CallIdentity => ({
    transactionId,
    accountId: application.accountId,
    region: application.region,
    applicationId: application.id,
    ...(sipRuleId && { sipRuleId }),
  });
  const recordings = new Map<string, number>();
  let attributes: Attributes = {};
  let updateWaiting: QueuedEvent | undefined;
  let patience: Cancel = () => undefined;

  const digits = legDigits(time);
  const legs = simulatedLegs({
    services,
    identity,
    left: (leg) => lineLeft(leg),
    keyed: (leg, digit) => keyed(leg, digit),
    closed: (leg) => {
      digits.forget(leg);
      if (!legs.anyAlive()) patience();
    },
  });

  // ── events out, answers in ─────────────────────────────────────────────────────────────────────────────────────

  const events = eventQueue({
    time,
    handler: (event) => application.handler(event),
    deliveryPlanFor: services.deliveryPlanFor,
    overtakes: services.overtakes,
    eventOf: (mail, sequence) =>
      invocationOf({ mail, sequence, call: identity(), attributes, legs: legs.shown() }),
    sending: (mail) =>
      transcript({
        at: time.now(),
        call: transactionId,
        from: 'service',
        to: 'app',
        what: eventInWords(mail),
      }),
    answered: (mail, outcome) => receive(mail, outcome),
    exhausted: () => endCall(480),
    failed: (error) => {
      hear('function error');
      services.failed(error, transactionId);
    },
  });

  const hear = (what: string) =>
    transcript({ at: time.now(), call: transactionId, from: 'app', to: 'service', what });

  const receive = (mail: QueuedEvent, outcome: InvocationOutcome): void => {
    if (outcome.kind === 'gave-up') {
      hear(outcome.why);
      const fallback = mail.type === 'NEW_INBOUND_CALL' ? fallbacks.shift() : undefined;
      if (!fallback) return endCall(480);
      application = fallback;
      return events.postFirst(mail);
    }
    if (!legs.anyAlive()) return hear('(response ignored)');
    const answer = readAnswer(outcome.answer);
    if (actionsIgnored.has(mail.type)) {
      if (answer.kind === 'good' && answer.attributes !== 'keep') attributes = answer.attributes;
      return hear('(response ignored)');
    }
    if (answer.kind === 'invalid') {
      hear(`refused: ${answer.errorType}`);
      return refuse(mail, answer.errorType, answer.errorMessage);
    }
    if (answer.attributes !== 'keep') attributes = answer.attributes;
    if (answer.actions === 'keep') return hear('carry on');
    hear(answer.actions.map(wordsForAction).join(', ') || 'no actions');
    list.replace(answer.actions, mail.leg);
  };

  /** The app is told once. A second invalid response in a row ends the call: our reading of "unexpected hang-ups". */
  const refuse = ({ type, leg }: QueuedEvent, errorType: string, message: string): void => {
    if (type === 'INVALID_LAMBDA_RESPONSE') return endCall(480);
    events.postFirst({ type: 'INVALID_LAMBDA_RESPONSE', leg, error: { type: errorType, message } });
  };

  // ── actions ────────────────────────────────────────────────────────────────────────────────────────────────────

  const list = actionList({
    legOf: ({ Parameters: { CallId, ParticipantTag } = {} }, about) => {
      // Samples send empty names; they mean the same as none. Some examples write Leg-A.
      if (CallId) return legs.all.find((leg) => leg.callId === CallId && isAlive(leg));
      if (ParticipantTag) {
        const tag = String(ParticipantTag).toUpperCase();
        return legs.all.findLast((leg) => leg.tag === tag && isAlive(leg));
      }
      return isAlive(about) ? about : legs.all.find(isAlive);
    },
    contextFor: (work, done) => contextFor(work, done),
    hangUp: (leg, code) => {
      endLeg(leg, code as HangupCode);
      return legs.anyAlive();
    },
    isBridged: () => legs.all.filter((leg) => isUp(leg) && !leg.isMeeting).length > 1,
    inMeeting: () => legs.all.some((leg) => isUp(leg) && leg.isMeeting),
    taken: () => patience(),
    report: (work, result) => report(work, result),
    over: () => {
      if (!updateWaiting) return;
      events.post(updateWaiting);
      updateWaiting = undefined;
    },
  });

  const report = (work: LegAction, { ok, data }: ActionResult): void =>
    events.post({
      type: ok ? 'ACTION_SUCCESSFUL' : 'ACTION_FAILED',
      leg: work.leg,
      actionData: { ...repeated(work), ...data },
    });

  const contextFor = (work: LegAction, done: (result: ActionResult) => void): ActionContext => ({
    time,
    application,
    transactionId,
    leg: work.leg,
    isOwned: services.isOwned,
    pickUp: legs.pickUp,
    ring,
    recordings,
    joinMeeting: () => legs.joinMeeting(work.leg),
    press: (digit) => legs.press(work.leg, digit),
    takeDigits: (key) => digits.take(work.leg, key),
    listen: (rule) =>
      digits.listen(work.leg, rule, (received) =>
        events.post({
          type: 'DIGITS_RECEIVED',
          leg: work.leg,
          actionData: { ReceivedDigits: received, ...repeated(work) },
        }),
      ),
    done,
  });

  const ring: ActionContext['ring'] = (request, settled) => {
    const leg = legs.dial('LEG-B', request, (rung) => ({
      answered: () => settled('answered'),
      refused: () => {
        legs.close(rung);
        settled('over');
      },
    }));
    return {
      giveUp: () => {
        if (leg.connectedAt !== undefined || !isAlive(leg)) return;
        legs.cancel(leg);
        settled('over');
      },
    };
  };

  // ── legs ───────────────────────────────────────────────────────────────────────────────────────────────────────

  const arrive = (line: Line): LineEnd => {
    const { leg, end } = legs.take(line);
    patience = time.after(firstActionWithin, () => endCall(480));
    events.post({ type: 'NEW_INBOUND_CALL', leg });
    return end;
  };

  const place = (request: OutgoingCall, callArguments: Readonly<Record<string, string>>): void => {
    legs.dial('LEG-A', request, (leg) => {
      // Not documented. A published log shows this type, with the arguments.
      const actionData = { Type: 'CallCreateRequest', Parameters: { Arguments: callArguments } };
      events.post({ type: 'NEW_OUTBOUND_CALL', leg, actionData });
      return {
        ringing: () => events.post({ type: 'RINGING', leg }),
        answered: () => events.post({ type: 'CALL_ANSWERED', leg }),
        refused: (why) => legOver(leg, why === 486 ? 486 : 480),
      };
    });
  };

  const endLeg = (leg: SimulatedLeg, code: HangupCode): void => {
    if (!isAlive(leg)) return;
    legs.hangUp(leg, code);
    if (!leg.isMeeting) legOver(leg, code); // leaving a meeting reports only the success of Hangup (page hangup)
  };

  const endCall = (code: HangupCode): void => {
    list.drop();
    legs.all.filter(isAlive).forEach((leg) => endLeg(leg, code));
  };

  /** The far end has left. The leg connected to it stays up: the Lambda must end it. */
  const lineLeft = (leg: SimulatedLeg): void => {
    const work = list.running();
    if (work?.action.Type === 'CallAndBridge' && work.leg === leg) return givesUp(work);
    if (work?.leg === leg && application.leavesDuringAction === 'action-failed-first') {
      legs.close(leg);
      report(work, actionFailed('SystemException', 'The participant has disconnected'));
    }
    legOver(leg, 0);
  };

  const givesUp = (work: LegAction): void => {
    const habit = application.callerGivesUp ?? 'hangup';
    legs.close(work.leg);
    if (habit !== 'rings-on') list.legEnded(work.leg);
    if (habit !== 'action-failed') hangupEvent(work.leg, 0);
    if (habit === 'action-failed' || habit === 'both') {
      report(work, actionFailed('CallNotAnswered', 'Call not answered'));
    }
  };

  const legOver = (leg: SimulatedLeg, code: HangupCode): void => {
    legs.close(leg);
    list.legEnded(leg);
    // A meeting ends for the call when the caller has left.
    if (leg.tag === 'LEG-A') legs.all.filter((other) => other.isMeeting).forEach(legs.close);
    hangupEvent(leg, code);
  };

  const hangupEvent = (leg: SimulatedLeg, SipResponseCode: HangupCode): void =>
    events.post({
      type: 'HANGUP',
      leg,
      actionData: {
        Type: 'Hangup',
        Parameters: { SipResponseCode, CallId: leg.callId, ParticipantTag: leg.tag },
      },
    });

  const keyed = (leg: SimulatedLeg, digit: string): void => {
    if (digits.key(leg, digit)) return;
    // Connected legs hear each other's keys.
    const other = legs.all.find((another) => another !== leg && isUp(another) && !another.isMeeting);
    if (other) legs.press(other, digit);
  };

  // ── from outside ───────────────────────────────────────────────────────────────────────────────────────────────

  const update = (callArguments: Readonly<Record<string, string>>): void => {
    const leg = legs.all.find(isAlive);
    if (!leg) return;
    const actionData = { Type: 'CallUpdateRequest', Parameters: { Arguments: callArguments } };
    const mail: QueuedEvent = { type: 'CALL_UPDATE_REQUESTED', leg, actionData };
    list.drop(); // queued actions are dropped (page update-sip-call)
    const interrupted = list.interrupt();
    if (interrupted)
      events.post({ type: 'ACTION_INTERRUPTED', leg: interrupted.leg, actionData: repeated(interrupted) });
    if (list.running())
      updateWaiting = mail; // an action that cannot be interrupted finishes first
    else events.post(mail);
  };

  const inject = (eventType: string): void => {
    const leg = legs.all.find(isAlive);
    if (leg) events.post({ type: eventType as QueuedEvent['type'], leg });
  };

  const call: SimulatedCall = {
    transactionId,
    get applicationId() {
      return application.id;
    },
    legs: legs.all,
    invocations: events.sent,
    update,
    inject,
  };
  return { call, arrive, place };
};

/** An action as events repeat it: with its defaults, and the leg that it worked on unless only its tag was named. */
const repeated = ({ action: { Type, Parameters }, leg }: LegAction): ActionData => {
  const { CallId, ...parameters } = withDefaults(Type, Parameters);
  return {
    Type,
    Parameters: parameters['ParticipantTag'] && !CallId ? parameters : { ...parameters, CallId: leg.callId },
  };
};
