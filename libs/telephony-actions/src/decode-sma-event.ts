import { actionIn, recordingIn } from './decode/action';
import { errorIn, refusalIn } from './decode/error';
import { legsIn, tagIn } from './decode/legs';
import { type Correct, fieldNamed, fieldsIn, numberIn, textIn, textMapIn, unwrapped } from './decode/wire';
import { type InvocationEventType, invocationEventTypes, type ParticipantTag } from './invocation';
import { type JsonFields, isObject } from './rules/rule';
import type { SmaCall, SmaEvent, SmaEventBody, SmaLeg } from './sma-event';

/** A decoded event, and the corrections that were made, for the log. No correction contains a phone number. */
export type Decoded = { readonly event: SmaEvent; readonly corrections: readonly string[] };

/**
 * Decodes an event of a SIP media application in any shape that the developer guide shows; the guide contradicts itself in many
 * places. Undocumented events and errors are accepted too: they must never end a healthy call.
 *
 * @throws Error if the input does not name a call: it has no CallDetails or no TransactionId
 */
export const decodeSmaEvent = (input: unknown): Decoded => {
  const corrections: string[] = [];
  const correct: Correct = (what) => corrections.push(what);

  const written = fieldsIn(unwrapped(input, correct));
  const call = callIn(written, correct);
  const happening = happeningIn(written, call.legs, correct);
  return {
    event: { ...call, ...happening, legs: legsAfter(call.legs, happening, correct) },
    corrections,
  };
};

const callIn = (event: JsonFields, correct: Correct): SmaCall => {
  const details = event['CallDetails'];
  if (!isObject(details)) throw unnamed('CallDetails');
  const transactionId = textIn(details['TransactionId']);
  if (!transactionId) throw unnamed('CallDetails.TransactionId');
  const ruleId = textIn(details['SipRuleId']);
  const application = fieldNamed(details, 'SipMediaApplicationId', 'SipApplicationId', correct);
  return {
    transactionId,
    sequence: sequenceIn(event['Sequence'], correct),
    attributes: textMapIn(details['TransactionAttributes'], 'TransactionAttributes', correct),
    legs: legsIn(details['Participants'], correct),
    accountId: textIn(details['AwsAccountId']) ?? '',
    region: textIn(details['AwsRegion']) ?? '',
    sipMediaApplicationId: textIn(application) ?? '',
    ...(ruleId !== undefined && { sipRuleId: ruleId }),
  };
};

const unnamed = (field: string): Error =>
  new Error(`Cannot read the event: expected one of a SIP media application, which has ${field}`);

const sequenceIn = (value: unknown, correct: Correct): number => {
  const sequence = numberIn(value);
  if (sequence !== value) correct(`read Sequence as ${sequence ?? 0}`);
  return sequence ?? 0;
};

const happeningIn = (event: JsonFields, legs: readonly SmaLeg[], correct: Correct): SmaEventBody => {
  const name = textIn(fieldNamed(event, 'InvocationEventType', 'InvocationEvent', correct)) ?? '';
  const type = typeNamed(name, correct);
  const data = fieldsIn(unwrapped(event['ActionData'], correct));
  const action = actionIn(data, correct);
  switch (type) {
    case undefined:
      return { type: 'UNKNOWN', name };
    case 'NEW_INBOUND_CALL':
    case 'RINGING':
    case 'CALL_ANSWERED':
      return { type };
    case 'NEW_OUTBOUND_CALL':
      return { type, arguments: textMapIn(action.parameters['Arguments'], 'Arguments', correct) };
    case 'ACTION_SUCCESSFUL':
      return { type, action, ...resultsIn(data, correct) };
    case 'ACTION_FAILED':
      return { type, action, error: errorIn(data, event, correct) };
    case 'ACTION_INTERRUPTED':
      return { type, action };
    case 'DIGITS_RECEIVED':
      return { type, action, digits: textIn(data['ReceivedDigits']) ?? '' };
    case 'HANGUP':
      return hangupIn(data, action.parameters, legs, correct);
    case 'CALL_UPDATE_REQUESTED':
      return { type, arguments: textMapIn(action.parameters['Arguments'], 'Arguments', correct) };
    case 'INVALID_LAMBDA_RESPONSE':
      return { type, error: refusalIn(event, correct) };
  }
};

// The guide also has NEW_INCOMING_CALL, and in running text NewInboundCall and ActionFailed.
const typeNamed = (name: string, correct: Correct): InvocationEventType | undefined => {
  const inCapitals = name.replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase();
  const meant = inCapitals === 'NEW_INCOMING_CALL' ? 'NEW_INBOUND_CALL' : inCapitals;
  const type = invocationEventTypes.find((known) => known === meant);
  if (type && type !== name) correct(`read the event ${name} as ${type}`);
  return type;
};

const resultsIn = (data: JsonFields, correct: Correct) => {
  const digits = textIn(data['ReceivedDigits']);
  const recording = recordingIn(data, correct);
  const recordingTerminator = textIn(data['RecordingTerminatorUsed']);
  const callRecording = textIn(fieldsIn(data['CallRecordingDestination'])['Location']);
  const intent = data['IntentResult'];
  return {
    ...(digits && { digits }), // ReceiveDigits succeeds at once, with no digits yet
    ...(recording && { recording }),
    ...(recordingTerminator && { recordingTerminator }),
    ...(callRecording && { callRecording }),
    ...(isObject(intent) && { intent }),
  };
};

const hangupIn = (
  data: JsonFields,
  parameters: JsonFields,
  legs: readonly SmaLeg[],
  correct: Correct,
): SmaEventBody => {
  if (data['Type'] !== 'Hangup') correct('treated the ActionData of HANGUP as Hangup');
  const named = tagIn(parameters['ParticipantTag'], 'ParticipantTag', () => {});
  const callId =
    textIn(parameters['CallId']) ??
    legs.find((leg) => leg.tag === named)?.callId ??
    (named ? undefined : legs.find((leg) => !leg.connected)?.callId);
  const tag = named ?? legs.find((leg) => leg.callId === callId)?.tag ?? (callId && tagLeftOutOf(legs));
  return {
    type: 'HANGUP',
    ...(callId !== undefined && { callId }),
    ...(tag && { tag }),
    sipResponseCode: numberIn(parameters['SipResponseCode']) ?? 0,
  };
};

/** The tag of the leg that is missing beside a single leg; undefined if there is not one leg. */
const tagLeftOutOf = ([only, another]: readonly SmaLeg[]): ParticipantTag | undefined =>
  only && !another ? (only.tag === 'LEG-A' ? 'LEG-B' : 'LEG-A') : undefined;

/** The leg of a HANGUP event has ended, even if its status says otherwise. */
const legsAfter = (legs: readonly SmaLeg[], happening: SmaEventBody, correct: Correct): readonly SmaLeg[] =>
  legs.map((leg) => {
    if (happening.type !== 'HANGUP' || leg.callId !== happening.callId || !leg.connected) return leg;
    correct(`read the ${leg.tag} of HANGUP as disconnected`);
    return { ...leg, connected: false };
  });
