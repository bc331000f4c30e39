import type { Call, CallEvent, FailureReason, CallEventBody, Leg, Step } from '@dialplane/call-control';
import { callerOf, dialledNumber } from '@dialplane/phone-numbers';
import { readDiversionHeader } from './read-diversion-header';
import type { ReportedAction, SmaError, SmaEvent, SmaEventBody, SmaLeg } from './sma-event';

/** A Chime event in vendor-neutral terms. */
export const toCallEvent = (event: SmaEvent): CallEvent => {
  const happening = happeningOf(event, event.legs);
  const call: Call = {
    id: event.transactionId,
    legs: [...event.legs.map(legOf), ...leftOut(event, happening)],
    memory: event.attributes,
  };
  return { ...happening, call, sequence: event.sequence };
};

/** The leg of a HANGUP that is not listed. One that ended normally was connected; one that only rang is never listed. */
const leftOut = (event: SmaEvent, happening: CallEventBody): readonly Leg[] =>
  event.type === 'HANGUP' &&
  event.sipResponseCode === 0 &&
  happening.kind === 'leg-ended' &&
  !event.legs.some(({ callId }) => callId === happening.leg.id)
    ? [happening.leg]
    : [];

const legOf = ({ callId, tag, connected }: Pick<SmaLeg, 'callId' | 'tag' | 'connected'>): Leg => ({
  id: callId,
  role: tag === 'LEG-A' ? 'caller' : 'callee',
  up: connected,
});

const happeningOf = (event: SmaEventBody, legs: readonly SmaLeg[]): CallEventBody => {
  switch (event.type) {
    case 'NEW_INBOUND_CALL':
      return arrivalOf(legs.find(({ tag }) => tag === 'LEG-A'));
    case 'NEW_OUTBOUND_CALL':
      return { kind: 'placing', stage: 'started' };
    case 'RINGING':
      return { kind: 'placing', stage: 'ringing' };
    case 'CALL_ANSWERED':
      return { kind: 'answered' };
    case 'ACTION_SUCCESSFUL':
      return {
        kind: 'steps-done',
        step: stepOf(event.action),
        ...(event.digits !== undefined && { digits: event.digits }),
        ...(event.recording && { recording: `s3://${event.recording.bucket}/${event.recording.key}` }),
      };
    case 'ACTION_FAILED':
      return {
        kind: 'step-failed',
        step: stepOf(event.action),
        reason: reasonOf(event.action, event.error),
        detail: wordsOf(event.error),
      };
    case 'ACTION_INTERRUPTED':
      return { kind: 'step-interrupted' };
    case 'DIGITS_RECEIVED':
      return { kind: 'digits', digits: event.digits };
    case 'HANGUP': {
      const { callId = event.tag, tag } = event;
      const ended = legs.find((leg) => leg.callId === callId);
      if (ended) return { kind: 'leg-ended', leg: legOf(ended) };
      return callId !== undefined && tag && !legs.some((leg) => leg.tag === tag)
        ? { kind: 'leg-ended', leg: legOf({ callId, tag, connected: false }) }
        : { kind: 'unknown', name: event.type };
    }
    case 'CALL_UPDATE_REQUESTED':
      return { kind: 'update', arguments: event.arguments };
    case 'INVALID_LAMBDA_RESPONSE':
      return { kind: 'response-rejected', detail: wordsOf(event.error) };
    case 'UNKNOWN':
      return { kind: 'unknown', name: event.name };
  }
};

const arrivalOf = (leg: SmaLeg | undefined): CallEventBody => {
  const dialled = dialledNumber(leg?.to ?? '');
  return {
    kind: 'arrival',
    dialled,
    from: callerOf(leg?.from ?? '', dialled),
    diversions: readDiversionHeader(leg?.sipHeaders['diversion'], dialled),
  };
};

const steps: Readonly<Record<string, Step['kind']>> = {
  PlayAudio: 'play',
  Speak: 'play',
  PlayAudioAndGetDigits: 'ask',
  SpeakAndGetDigits: 'ask',
  ReceiveDigits: 'listen',
  CallAndBridge: 'bridge',
  RecordAudio: 'record',
  SendDigits: 'send-digits',
  Pause: 'pause',
  Hangup: 'end',
};

const stepOf = ({ type }: ReportedAction): Step['kind'] | 'other' => named(steps, type) ?? 'other';

const reasons: Readonly<Record<string, FailureReason>> = {
  CallNotAnswered: 'not-answered',
  ActionExecutionThrottled: 'unavailable',
  SystemException: 'unavailable',
  AccessDenied: 'rejected',
  ErrorJoiningMeeting: 'rejected',
  InvalidActionParameter: 'rejected',
  InvalidAudioSource: 'rejected',
  InvalidDigitsReceived: 'no-input',
  MissingRequiredActionParameter: 'rejected',
  NoAccessToDestination: 'rejected',
  NoAccessTODestination: 'rejected', // the guide's older spelling
  ResourceAccessDenied: 'rejected',
  ResourceNotFound: 'rejected',
};

// No page says which error type follows when every attempt to collect digits fails; the example on play-audio-get-digits
// shows InvalidAudioSource. Our own checks keep parameters valid, so a caller who entered nothing is by far the likelier cause.
const sayNothingOfAsking: ReadonlySet<string> = new Set(['InvalidActionParameter', 'InvalidAudioSource']);

const reasonOf = (action: ReportedAction, { type }: SmaError): FailureReason => {
  const reason = named(reasons, type);
  const noInput = stepOf(action) === 'ask' && (!reason || sayNothingOfAsking.has(type));
  return noInput ? 'no-input' : (reason ?? 'unknown');
};

// A name comes from outside, so it may be a property that every object has, such as "constructor".
const named = <T>(table: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;

const wordsOf = ({ type, message, list }: SmaError): string =>
  [type, message, ...list].filter(Boolean).join(': ');
