import {
  checkAction,
  type ActionData,
  type InvocationEventType,
  type SmaInvocation,
} from '@dialplane/telephony-actions';
import { recordKey, recordOf } from './call-records';
import { listenForDigits, type DigitListener } from './digits';
import { invoke, type InvocationOutcome } from './invoke';
import { refusals, type Line, type LineEnd, type Refusal } from './line';
import type { SipMediaApplication } from './sip-media-application';
import { interruptible, runAction } from './sma-actions';
import { readAnswer, type ReceivedAction } from './sma-answer';
import { isAlive, participant, type SmaLeg } from './sma-leg';
import { actionFailed, type ActionResult, type RunningAction, type Stage } from './stage';
import type { CallRequest, Surroundings } from './surroundings';
import type { Cancel } from './time';

/** A call that the service is handling. */
export type SmaCall = {
  readonly transactionId: string;
  readonly applicationId: string;
  readonly legs: readonly SmaLeg[];
  /** How often its Lambda was invoked, retries not counted. */
  readonly invocations: () => number;
  /** UpdateSipMediaApplicationCall: asynchronous, as in the API. */
  readonly update: (callArguments: Readonly<Record<string, string>>) => void;
  /** Sends an event that nothing caused, such as one of a type that is not documented yet: to see what an app does with it. */
  readonly inject: (eventType: string) => void;
};

/** An event on its way to the Lambda. */
type Mail = {
  readonly type: InvocationEventType;
  /** The leg it is about: actions in the answer work on it unless they name another. */
  readonly leg: SmaLeg;
  readonly actionData?: ActionData;
  readonly error?: { readonly type: string; readonly message: string };
};

/** The answer to a hang-up asked for by a Lambda (page hangup). */
type HangupCode = 0 | 480 | 486;

type Running = { readonly action: ReceivedAction; readonly leg: SmaLeg; readonly process: RunningAction };

// Developer guide, pages invoke-on-call-leg and timeouts.
const mostInvocations = 1_000;
const firstActionWithin = 30_000;

/** Events whose answer the service does not look at (page pstn-invocations). */
const answersIgnored: ReadonlySet<InvocationEventType> = new Set([
  'NEW_OUTBOUND_CALL',
  'RINGING',
  'ACTION_INTERRUPTED',
]);

export type NewCall = {
  readonly surroundings: Surroundings;
  readonly application: SipMediaApplication;
  readonly sipRuleId?: string;
  readonly attributes?: Readonly<Record<string, string>>;
};

/** Takes a call that comes in on `line`. Returns the call, and what the line's rung end does. */
export const inboundCall = (
  newCall: NewCall,
  line: Line,
): { readonly call: SmaCall; readonly end: LineEnd } => {
  const machine = callMachine(newCall);
  const end = machine.arrive(line);
  return { call: machine.call, end };
};

/** Places a call as CreateSipMediaApplicationCall does. */
export const outboundCall = (newCall: NewCall, request: CallRequest): SmaCall => {
  const machine = callMachine(newCall);
  machine.place(request);
  return machine.call;
};

const callMachine = ({ surroundings, application, sipRuleId, attributes: first = {} }: NewCall) => {
  const { time, transcript, records, newId } = surroundings;
  const transactionId = newId('transaction');
  const legs: SmaLeg[] = [];
  const listeners = new Map<SmaLeg, DigitListener>();
  const takers = new Map<SmaLeg, (digit: string) => void>();
  const outbox: Mail[] = [];
  let attributes = first;
  let sequence = 0;
  let waitingForAnswer = false;
  let queue: ReceivedAction[] = [];
  let queueLeg: SmaLeg | undefined;
  let lastAction:
    { readonly action: ReceivedAction; readonly leg: SmaLeg; readonly result: ActionResult } | undefined;
  let running: Running | undefined;
  let updateWaiting: Mail | undefined;
  let acted: Cancel = () => undefined;

  const say = (from: string, to: string, what: string) =>
    transcript({ at: time.now(), call: transactionId, from, to, what });
  const far = (leg: SmaLeg) => (leg.direction === 'Inbound' ? leg.from : leg.to);
  const anyAlive = () => legs.some(isAlive);

  // ── events ─────────────────────────────────────────────────────────────────────────────────────────────────────

  const emit = (mail: Mail) => {
    outbox.push(mail);
    send();
  };

  const send = () => {
    if (waitingForAnswer) return;
    const [mail] = outbox.splice(outbox.length > 1 && surroundings.overtakes() ? 1 : 0, 1);
    if (!mail) return;
    if (sequence >= mostInvocations) return endCall(480);
    sequence += 1;
    waitingForAnswer = true;
    say('service', 'app', describeMail(mail));
    invoke({
      time,
      handler: application.handler,
      event: invocationOf(mail),
      fates: surroundings.fatesOf(mail.type),
      failed: (error) => {
        say('app', 'service', 'function error');
        surroundings.failed(error, transactionId);
      },
      done: (outcome) => {
        waitingForAnswer = false;
        receive(mail, outcome);
        send();
      },
    });
  };

  const invocationOf = ({ type, actionData, error }: Mail): SmaInvocation => ({
    SchemaVersion: '1.0',
    Sequence: sequence,
    InvocationEventType: type,
    ...(actionData && { ActionData: actionData }),
    ...(error && { ErrorType: error.type, ErrorMessage: error.message }),
    CallDetails: {
      TransactionId: transactionId,
      ...(Object.keys(attributes).length > 0 && { TransactionAttributes: attributes }),
      AwsAccountId: application.accountId,
      AwsRegion: application.region,
      ...(sipRuleId && { SipRuleId: sipRuleId }),
      SipMediaApplicationId: application.id,
      Participants: shownLegs().map(participant),
    },
  });

  /** Leg A, and the last leg B that ever connected: a leg that only rang is not shown (example in call-and-bridge). */
  const shownLegs = () => {
    const second = legs.findLast((leg) => leg.tag === 'LEG-B' && leg.connectedAt !== undefined);
    return legs.filter((leg) => leg.tag === 'LEG-A' || leg === second);
  };

  const receive = (mail: Mail, outcome: InvocationOutcome) => {
    if (outcome.kind === 'gave-up') {
      say('app', 'service', outcome.why);
      return endCall(480);
    }
    if (answersIgnored.has(mail.type) || !anyAlive()) return say('app', 'service', 'answer not looked at');
    const answer = readAnswer(outcome.answer);
    if (answer.kind === 'invalid') {
      say('app', 'service', `refused: ${answer.errorType}`);
      // Told once. That a second bad answer in a row ends the call is our reading of the page on unexpected hang-ups.
      if (mail.type === 'INVALID_LAMBDA_RESPONSE') return endCall(480);
      const error = { type: answer.errorType, message: answer.errorMessage };
      outbox.unshift({ type: 'INVALID_LAMBDA_RESPONSE', leg: mail.leg, error });
      return;
    }
    if (answer.attributes !== 'keep') attributes = answer.attributes;
    if (answer.actions === 'keep') return say('app', 'service', 'carry on');
    say('app', 'service', answer.actions.map(describeAction).join(', ') || 'nothing more');
    if (answer.actions.length === 0 && mail.type === 'NEW_INBOUND_CALL') return endCall(480);
    queue = [...answer.actions];
    queueLeg = mail.leg;
    step();
  };

  // ── actions ────────────────────────────────────────────────────────────────────────────────────────────────────

  const step = () => {
    while (!running) {
      const action = queue.shift();
      if (!action) return;
      acted();
      const leg = legOf(action);
      const [issue] = checkAction(action, 'service');
      if (!leg) failAction(action, undefined, 'The call leg is not connected');
      else if (issue) failAction(action, leg, `${issue.path} ${issue.message}`);
      else if (action.Type === 'Hangup')
        endLeg(leg, Number(action.Parameters?.['SipResponseCode'] ?? 0) as HangupCode);
      else start(action, leg);
    }
  };

  const start = (action: ReceivedAction, leg: SmaLeg) => {
    const process = runAction(stageFor(action, leg), action);
    running = { action, leg, process };
  };

  const legOf = ({ Parameters: { CallId, ParticipantTag } = {} }: ReceivedAction): SmaLeg | undefined => {
    if (CallId !== undefined) return legs.find((leg) => leg.callId === CallId && isAlive(leg));
    if (ParticipantTag !== undefined)
      return legs.findLast((leg) => leg.tag === ParticipantTag && isAlive(leg));
    return queueLeg && isAlive(queueLeg) ? queueLeg : legs.find(isAlive);
  };

  const failAction = (action: ReceivedAction, leg: SmaLeg | undefined, message: string) =>
    finish(action, leg ?? (legs[0] as SmaLeg), actionFailed('InvalidActionParameter', message));

  const finish = (action: ReceivedAction, leg: SmaLeg, result: ActionResult) => {
    running = undefined;
    lastAction = { action, leg, result };
    if (!result.ok) {
      queue = []; // a failed action clears the rest of the list
      report('ACTION_FAILED');
    } else if (queue.length === 0) {
      report('ACTION_SUCCESSFUL');
    }
    if (updateWaiting) {
      emit(updateWaiting);
      updateWaiting = undefined;
    }
    step();
  };

  const report = (type: 'ACTION_SUCCESSFUL' | 'ACTION_FAILED') => {
    if (!lastAction) return;
    const { action, leg, result } = lastAction;
    emit({ type, leg, actionData: { ...dataOf(action, leg), ...result.data } });
  };

  /** The action as events repeat it: with the leg that it worked on. */
  const dataOf = ({ Type, Parameters }: ReceivedAction, leg: SmaLeg): ActionData => ({
    Type,
    Parameters: { ...Parameters, CallId: leg.callId },
  });

  const stageFor = (action: ReceivedAction, leg: SmaLeg): Stage => ({
    time,
    application,
    transactionId,
    leg,
    isOwned: surroundings.isOwned,
    pickUp,
    ring,
    press: (digit) => leg.line?.press(leg.direction === 'Inbound' ? 'callee' : 'caller', digit),
    takeDigits: (key) => {
      takers.set(leg, key);
      return () => takers.delete(leg);
    },
    listen: (rule) => {
      listeners.get(leg)?.stop();
      listeners.set(
        leg,
        listenForDigits(time, rule, (digits) =>
          emit({
            type: 'DIGITS_RECEIVED',
            leg,
            actionData: { ReceivedDigits: digits, ...dataOf(action, leg) },
          }),
        ),
      );
    },
    done: (result) => finish(action, leg, result),
  });

  // ── legs ───────────────────────────────────────────────────────────────────────────────────────────────────────

  const addLeg = (leg: Omit<SmaLeg, 'callId' | 'startedAt'>): SmaLeg => {
    const added: SmaLeg = { ...leg, callId: newId('call'), startedAt: time.now() };
    legs.push(added);
    return added;
  };

  const arrive = (line: Line): LineEnd => {
    const leg = addLeg({
      tag: 'LEG-A',
      direction: 'Inbound',
      from: line.from,
      to: line.to,
      headers: line.headers,
      line,
    });
    say(leg.from, 'service', 'INVITE');
    time.after(0, () => {
      if (!isAlive(leg)) return;
      line.ring();
      say('service', leg.from, '180 Ringing');
    });
    acted = time.after(firstActionWithin, () => endCall(480));
    emit({ type: 'NEW_INBOUND_CALL', leg });
    return {
      over: (why) => {
        say(leg.from, 'service', why === 'hung-up' ? 'BYE' : 'CANCEL');
        lineEnded(leg);
      },
      keyed: (digit) => keyed(leg, digit),
    };
  };

  const place = (request: CallRequest) => {
    const leg = addLeg({
      tag: 'LEG-A',
      direction: 'Outbound',
      from: request.from,
      to: request.to,
      headers: request.headers,
    });
    emit({ type: 'NEW_OUTBOUND_CALL', leg });
    dial(leg, request, {
      ringing: () => emit({ type: 'RINGING', leg }),
      answered: () => emit({ type: 'CALL_ANSWERED', leg }),
      over: (refusal) => legEnded(leg, refusal === 486 ? 486 : 480),
    });
  };

  /** Rings the far end of a leg of ours, and keeps the leg's state in step with the line's. */
  const dial = (
    leg: SmaLeg,
    request: CallRequest,
    told: {
      readonly ringing?: () => void;
      readonly answered: () => void;
      readonly over: (why: Refusal) => void;
    },
  ) => {
    say('service', far(leg), 'INVITE');
    leg.line = surroundings.dial(request, {
      ringing: () => {
        say(far(leg), 'service', '180 Ringing');
        told.ringing?.();
      },
      answered: () => {
        leg.connectedAt = time.now();
        say(far(leg), 'service', '200 OK');
        told.answered();
      },
      over: (why) => {
        if (typeof why === 'number') {
          say(far(leg), 'service', refusals[why]);
          told.over(why);
        } else {
          say(far(leg), 'service', 'BYE');
          lineEnded(leg);
        }
      },
      keyed: (digit) => keyed(leg, digit),
    });
  };

  const pickUp = (leg: SmaLeg) => {
    if (leg.connectedAt !== undefined || leg.endedAt !== undefined) return;
    leg.connectedAt = time.now();
    leg.line?.answer();
    say('service', far(leg), '200 OK');
  };

  const ring: Stage['ring'] = (request, settled) => {
    const trunk = request.trunk?.split('/').pop();
    const leg = addLeg({
      tag: 'LEG-B',
      direction: 'Outbound',
      from: request.from,
      to: request.to,
      headers: request.headers,
      ...(trunk && { voiceConnectorId: trunk }),
    });
    dial(leg, request, {
      answered: () => settled('answered'),
      over: () => {
        close(leg);
        settled('over');
      },
    });
    return {
      giveUp: () => {
        if (leg.connectedAt !== undefined || !isAlive(leg)) return;
        leg.line?.hangUp('caller');
        say('service', far(leg), 'CANCEL');
        close(leg);
        settled('over');
      },
    };
  };

  /** Ends a leg from our side. */
  const endLeg = (leg: SmaLeg, code: HangupCode) => {
    if (!isAlive(leg)) return;
    const unanswered = leg.connectedAt === undefined;
    if (leg.direction === 'Inbound') {
      if (unanswered) leg.line?.refuse(code === 0 ? 480 : code);
      else leg.line?.hangUp('callee');
    } else leg.line?.hangUp('caller');
    say(
      'service',
      far(leg),
      unanswered && leg.direction === 'Inbound' ? refusals[code || 480] : unanswered ? 'CANCEL' : 'BYE',
    );
    legEnded(leg, code);
  };

  /** The other side ended a leg. Nothing ends the leg joined to it: that is the Lambda's duty. */
  const lineEnded = (leg: SmaLeg) => {
    const ringing = running?.action.Type === 'CallAndBridge' && running.leg === leg ? running : undefined;
    if (!ringing) return legEnded(leg, 0);
    const habit = application.callerGivesUp ?? 'hangup';
    if (habit === 'rings-on') {
      close(leg);
      return emitHangup(leg, 0);
    }
    legEnded(leg, 0, habit !== 'action-failed');
    if (habit !== 'hangup') {
      lastAction = { ...ringing, result: actionFailed('CallNotAnswered', 'Call not answered') };
      report('ACTION_FAILED');
    }
  };

  const legEnded = (leg: SmaLeg, code: HangupCode, tell = true) => {
    if (!isAlive(leg)) return;
    close(leg);
    if (running?.leg === leg) {
      const { process } = running;
      running = undefined;
      queue = [];
      process.stop();
      running = undefined;
    }
    if (tell) emitHangup(leg, code);
  };

  const emitHangup = (leg: SmaLeg, SipResponseCode: HangupCode) =>
    emit({
      type: 'HANGUP',
      leg,
      actionData: {
        Type: 'Hangup',
        Parameters: { SipResponseCode, CallId: leg.callId, ParticipantTag: leg.tag },
      },
    });

  /** Stops a leg's clock and writes its record. */
  const close = (leg: SmaLeg) => {
    if (!isAlive(leg)) return;
    leg.endedAt = time.now();
    listeners.get(leg)?.stop();
    listeners.delete(leg);
    takers.delete(leg);
    if (!anyAlive()) acted();
    const record = {
      leg,
      transactionId,
      accountId: application.accountId,
      region: application.region,
      applicationId: application.id,
      ...(sipRuleId && { sipRuleId }),
      trigger:
        leg.tag === 'LEG-B' ? 'CallAndBridge' : sipRuleId ? 'SipRule' : 'CreateSipMediaApplicationCall',
    };
    records.write(recordKey(record), JSON.stringify(recordOf(record)));
  };

  const endCall = (code: HangupCode) => {
    queue = [];
    legs.filter(isAlive).forEach((leg) => endLeg(leg, code));
  };

  const keyed = (leg: SmaLeg, digit: string) => {
    const take = takers.get(leg);
    if (take) return take(digit);
    listeners.get(leg)?.key(digit);
    // Legs that are joined hear each other.
    const other = legs.find(
      (another) => another !== leg && isAlive(another) && another.connectedAt !== undefined,
    );
    other?.line?.press(other.direction === 'Inbound' ? 'callee' : 'caller', digit);
  };

  const update = (callArguments: Readonly<Record<string, string>>) => {
    const leg = legs.find(isAlive);
    if (!leg) return;
    const mail: Mail = {
      type: 'CALL_UPDATE_REQUESTED',
      leg,
      actionData: { Type: 'CallUpdateRequest', Parameters: { Arguments: callArguments } },
    };
    queue = []; // everything queued is dropped
    if (!running) return emit(mail);
    if (!interruptible.has(running.action.Type)) {
      updateWaiting = mail; // what cannot be interrupted finishes first
      return;
    }
    const { action, leg: busy, process } = running;
    running = undefined;
    process.stop();
    emit({ type: 'ACTION_INTERRUPTED', leg: busy, actionData: dataOf(action, busy) });
    emit(mail);
  };

  const inject = (eventType: string) => {
    const leg = legs.find(isAlive);
    if (leg) emit({ type: eventType as InvocationEventType, leg });
  };

  const call: SmaCall = {
    transactionId,
    applicationId: application.id,
    legs,
    invocations: () => sequence,
    update,
    inject,
  };
  return { call, arrive, place };
};

const describeMail = ({ type, actionData, leg, error }: Mail): string => {
  switch (type) {
    case 'ACTION_SUCCESSFUL':
    case 'ACTION_FAILED':
    case 'ACTION_INTERRUPTED':
      return `${type} ${actionData?.Type ?? ''}`;
    case 'HANGUP':
      return `HANGUP ${leg.tag}`;
    case 'INVALID_LAMBDA_RESPONSE':
      return `${type} ${error?.type ?? ''}`;
    default:
      return type;
  }
};

const describeAction = ({ Type, Parameters }: ReceivedAction): string => {
  const sound = Parameters?.['AudioSource'] as { readonly Key?: string } | undefined;
  return sound?.Key ? `${Type} ${sound.Key}` : Type;
};
