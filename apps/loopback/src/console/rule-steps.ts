import type { Schemas } from './schemas';

type RuleStep = Schemas['RuleStep'];
type Json = Readonly<Record<string, unknown>>;

/** An exchange, and when it was, in milliseconds since the call's first message. */
type TimedExchange = Schemas['Exchange'];

/** Why a call proceeded as it did: one sentence for each exchange that decided something. */
export const ruleSteps = (exchanges: readonly TimedExchange[]): readonly RuleStep[] =>
  exchanges.flatMap((it, exchange) => {
    const step = stepOf(it);
    return step ? [{ at: it.at, exchange, ...step }] : [];
  });

const stepOf = (exchange: TimedExchange): Pick<RuleStep, 'rule' | 'sentence'> | undefined => {
  if (exchange.error !== undefined)
    return { rule: 'handler-failed', sentence: `The handler ${exchange.handler} failed: ${exchange.error}` };
  switch (exchange.handler) {
    case 'forwarding-sma':
      return smaStep(exchange.event as Json, exchange.response as Json);
    case 'dnis-lookup':
      return lookupStep(exchange.response as Json);
    case 'legacy-ivr':
      return checkOutStep(exchange.response as Json);
    default:
      return undefined;
  }
};

const smaStep = (event: Json, response: Json): Pick<RuleStep, 'rule' | 'sentence'> | undefined => {
  const action = event['ActionData'] as { readonly Type?: string; readonly Parameters?: Json } | undefined;
  const then = nextOf(response);
  switch (event['InvocationEventType']) {
    case 'NEW_INBOUND_CALL':
      return then === undefined ? undefined : { rule: 'first-answer', sentence: `So ${then}.` };
    case 'ACTION_SUCCESSFUL':
      if (action?.Type === 'CallAndBridge')
        return {
          rule: 'answered',
          sentence: `${targetOf(action.Parameters)} answered${then ? `: ${then}` : ', and the parties talk'}.`,
        };
      return then === undefined
        ? undefined
        : { rule: 'next', sentence: `${nameOf(action?.Type)} is over: ${then}.` };
    case 'ACTION_FAILED': {
      const why = failures[String(action?.Parameters?.['ErrorType'] ?? event['ErrorType'] ?? errorOf(event))];
      return {
        rule: 'target-failed',
        sentence: `${action?.Type === 'CallAndBridge' ? targetOf(action.Parameters) : nameOf(action?.Type)} ${why ?? 'failed'}${then ? `: ${then}` : ''}.`,
      };
    }
    case 'HANGUP':
      return then === undefined
        ? undefined
        : { rule: 'leg-ended', sentence: `${legOf(action?.Parameters)} has left: ${then}.` };
    case 'INVALID_LAMBDA_RESPONSE':
      return {
        rule: 'response-rejected',
        sentence: `The service rejected the response${then ? `: ${then}` : ''}.`,
      };
    default:
      return undefined;
  }
};

const errorOf = (event: Json): unknown => {
  const data = event['ActionData'] as Json | undefined;
  return data?.['ErrorType'] ?? (data?.['Error'] as Json | undefined)?.['Type'];
};

/** Error types of CallAndBridge (Chime SDK developer guide, page call-and-bridge). */
const failures: Readonly<Record<string, string>> = {
  CallNotAnswered: 'did not answer',
  CallRejected: 'was busy or declined',
  InvalidNumber: 'cannot be reached',
};

const legOf = (parameters: Json | undefined): string =>
  parameters?.['ParticipantTag'] === 'LEG-A' ? 'The caller' : 'The called party';

const targetOf = (parameters: Json | undefined): string => {
  const [endpoint] = (parameters?.['Endpoints'] as readonly { readonly Uri?: string }[] | undefined) ?? [];
  return endpoint?.Uri ?? 'The target';
};

const nameOf = (type: string | undefined): string =>
  type === 'RecordAudio' ? 'The message' : type === 'PlayAudio' ? 'The prompt' : (type ?? 'The action');

/** What a response makes happen, in a few words. */
const nextOf = (response: Json | undefined): string | undefined => {
  const actions =
    (response?.['Actions'] as readonly { readonly Type: string; readonly Parameters?: Json }[]) ?? [];
  const said = actions.flatMap(({ Type, Parameters }) => {
    switch (Type) {
      case 'CallAndBridge':
        return [`${targetOf(Parameters)} rings`];
      case 'PlayAudio':
        return [`the caller hears "${keyOf(Parameters)}"`];
      case 'RecordAudio':
        return ['the caller may leave a message'];
      case 'Hangup':
        return [
          `${Parameters?.['ParticipantTag'] === 'LEG-B' ? 'the called party' : 'the caller'} is disconnected${Parameters?.['SipResponseCode'] === '486' ? ' with busy' : ''}`,
        ];
      default:
        return [];
    }
  });
  return said.length > 0 ? said.join(', then ') : undefined;
};

const keyOf = (parameters: Json | undefined): string =>
  String((parameters?.['AudioSource'] as Json | undefined)?.['Key'] ?? '').replace(/\.wav$/, '');

const lookupStep = (response: Json) =>
  response['status'] === 'Success'
    ? {
        rule: 'context-delivered',
        sentence: 'The number was reserved for this caller, so the flow gets the context.',
      }
    : {
        rule: 'no-context',
        sentence: 'No reservation is for this call, so the flow gets no context.',
      };

const checkOutStep = (response: Json) =>
  response['status'] === 'Success'
    ? {
        rule: 'checked-out',
        sentence: 'The legacy platform reserved a pool number, and transfers the call to it.',
      }
    : {
        rule: 'not-checked-out',
        sentence: `The legacy platform could not reserve a pool number: ${String(response['reason'])}.`,
      };
