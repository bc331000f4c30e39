import type { Scenario } from '../scenario';
import { digits, guide, hangupAction, pauseAction, playAction, speakAction } from './common';

const attributes = guide('transaction-attributes');
const withAttributes = (TransactionAttributes: unknown, ...actions: unknown[]) => ({
  Actions: actions.map((action) => {
    const [Type, Parameters] = action as readonly [string, object];
    return { Type, Parameters };
  }),
  ...(TransactionAttributes !== undefined && { TransactionAttributes }),
});
const later = (TransactionAttributes: object) => ({ CallDetails: { TransactionAttributes } });
const kept = (title: string, value: unknown): Scenario => ({
  title: `attributes: ${title} survives`,
  source: 'relied on by a sample',
  seen: 'aws-samples/amazon-chime-sdk-pstn-audio-workshop, call-transcribe-recording',
  app: {
    NEW_INBOUND_CALL: withAttributes({ k: value }, pauseAction),
    'ACTION_SUCCESSFUL Pause': [hangupAction],
  },
  shows: { 'ACTION_SUCCESSFUL Pause': later({ k: value as object }) },
});
const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`k${n}`, 'v']));
const rejected = (
  title: string,
  response: Record<string, unknown>,
  error: string,
  seen: string,
): Scenario => ({
  title: `a response ${title} is reported as ${error}`,
  source: seen.includes('issue') ? 'published log' : 'documented',
  seen,
  app: { NEW_INBOUND_CALL: response, [`INVALID_LAMBDA_RESPONSE ${error}`]: [hangupAction] },
  events: ['NEW_INBOUND_CALL', `INVALID_LAMBDA_RESPONSE ${error}`, 'HANGUP LEG-A'],
});

export const responses: readonly Scenario[] = [
  kept('a text', 'v'),
  kept('a number', 7),
  kept('a boolean', true),
  kept('a nested object', { caller: { name: 'Ann', tries: 2 } }),
  kept('a list', ['a', 'b']),
  {
    title: 'attributes: a response without them keeps the old ones',
    source: 'documented',
    seen: attributes,
    app: {
      NEW_INBOUND_CALL: withAttributes({ k: 'v' }, pauseAction),
      'ACTION_SUCCESSFUL Pause': withAttributes(undefined, playAction),
      'ACTION_SUCCESSFUL PlayAudio': [hangupAction],
    },
    shows: { 'ACTION_SUCCESSFUL PlayAudio': later({ k: 'v' }) },
  },
  {
    title: 'attributes: null keeps the old ones',
    source: 'documented',
    seen: attributes,
    app: {
      NEW_INBOUND_CALL: withAttributes({ k: 'v' }, pauseAction),
      'ACTION_SUCCESSFUL Pause': withAttributes(null, playAction),
      'ACTION_SUCCESSFUL PlayAudio': [hangupAction],
    },
    shows: { 'ACTION_SUCCESSFUL PlayAudio': later({ k: 'v' }) },
  },
  {
    title: 'attributes: another set replaces the old one',
    source: 'documented',
    seen: attributes,
    app: {
      NEW_INBOUND_CALL: withAttributes({ k: 'v' }, pauseAction),
      'ACTION_SUCCESSFUL Pause': withAttributes({ other: 'w' }, playAction),
      'ACTION_SUCCESSFUL PlayAudio': withAttributes(undefined, hangupAction),
    },
    shows: {
      'HANGUP LEG-A': later({ other: 'w' }),
      'ACTION_SUCCESSFUL PlayAudio': { CallDetails: { TransactionAttributes: { other: 'w' } } },
    },
  },
  {
    title: 'attributes: 100 pairs are accepted',
    source: 'documented',
    seen: attributes,
    app: { NEW_INBOUND_CALL: withAttributes(many(100), hangupAction) },
    events: ['NEW_INBOUND_CALL', 'HANGUP LEG-A'],
  },
  rejected(
    'with 101 attributes',
    withAttributes(many(101), hangupAction),
    'TransactionAttributesInvalidMapSize',
    attributes,
  ),
  rejected(
    'with more than 20 KB of attributes',
    withAttributes({ k: 'x'.repeat(21_000) }, hangupAction),
    'TransactionAttributesInvalidMapSize',
    attributes,
  ),
  rejected(
    'with more than 20 KB of attributes in nested objects',
    withAttributes({ k: { deep: ['x'.repeat(21_000)] } }, hangupAction),
    'TransactionAttributesInvalidMapSize',
    attributes,
  ),
  rejected(
    'with another schema version',
    { SchemaVersion: '2.0', Actions: [] },
    'SchemaVersionMismatch',
    guide('invoke-on-call-leg'),
  ),
  rejected(
    'for an API gateway',
    { SchemaVersion: undefined, statusCode: 200, body: '{}' },
    'SchemaVersionMismatch',
    'aws-samples/amazon-chime-sdk-click-to-call issue 125',
  ),
  rejected(
    'with 11 actions',
    withAttributes(undefined, ...Array.from({ length: 11 }, () => pauseAction)),
    'InvalidLambdaResponse',
    guide('invoke-on-call-leg'),
  ),
  rejected(
    'with an unknown action',
    withAttributes(undefined, ['Answer', {}]),
    'InvalidLambdaResponse',
    guide('unexpected-hangups'),
  ),
  rejected(
    'whose actions are not a list',
    { Actions: { Type: 'Hangup' } },
    'InvalidLambdaResponse',
    guide('unexpected-hangups'),
  ),
  {
    title: 'ten actions in one response run',
    source: 'documented',
    seen: guide('invoke-on-call-leg'),
    app: {
      NEW_INBOUND_CALL: Array.from({ length: 10 }, () => pauseAction),
      'ACTION_SUCCESSFUL Pause': [hangupAction],
    },
    events: ['NEW_INBOUND_CALL', 'ACTION_SUCCESSFUL Pause', 'HANGUP LEG-A'],
  },
  {
    title: 'a second invalid response in a row ends the call with 480',
    source: 'our guess',
    app: {
      NEW_INBOUND_CALL: { SchemaVersion: '9' },
      'INVALID_LAMBDA_RESPONSE SchemaVersionMismatch': { SchemaVersion: '9' },
    },
    events: ['NEW_INBOUND_CALL', 'INVALID_LAMBDA_RESPONSE SchemaVersionMismatch', 'HANGUP LEG-A'],
    shows: { 'HANGUP LEG-A': { ActionData: { Parameters: { SipResponseCode: 480 } } } },
  },
  {
    title: 'a null list keeps the queued actions',
    source: 'documented',
    seen: guide('use-case-2'),
    app: {
      NEW_INBOUND_CALL: [
        [
          'ReceiveDigits',
          {
            InputDigitsRegex: '^1$',
            InBetweenDigitsDurationInMilliseconds: 100,
            FlushDigitsDurationInMilliseconds: 200,
          },
        ],
        pauseAction,
        pauseAction,
        pauseAction,
      ],
      DIGITS_RECEIVED: { Actions: null },
      'ACTION_SUCCESSFUL Pause': [hangupAction],
    },
    dialling: { keys: [{ afterSeconds: 0.5, digits: '1' }] },
    events: ['NEW_INBOUND_CALL', 'DIGITS_RECEIVED', 'ACTION_SUCCESSFUL Pause', 'HANGUP LEG-A'],
    transcript: ['3.011 service → app ACTION_SUCCESSFUL Pause'],
  },
  {
    title: 'an empty list clears the queued actions',
    source: 'documented',
    seen: guide('use-case-2'),
    app: {
      NEW_INBOUND_CALL: [
        [
          'ReceiveDigits',
          {
            InputDigitsRegex: '^1$',
            InBetweenDigitsDurationInMilliseconds: 100,
            FlushDigitsDurationInMilliseconds: 200,
          },
        ],
        pauseAction,
        playAction,
        playAction,
      ],
      DIGITS_RECEIVED: [],
      'ACTION_SUCCESSFUL Pause': [hangupAction],
    },
    dialling: { keys: [{ afterSeconds: 0.5, digits: '1' }] },
    events: ['NEW_INBOUND_CALL', 'DIGITS_RECEIVED', 'ACTION_SUCCESSFUL Pause', 'HANGUP LEG-A'],
    never: ['ACTION_SUCCESSFUL PlayAudio'],
  },
  {
    title: 'a new call that is answered with no actions times out after 30 s with 480',
    source: 'documented',
    seen: guide('timeouts'),
    app: {},
    events: ['NEW_INBOUND_CALL', 'HANGUP LEG-A'],
    transcript: ['30 service → +14155550199 480 Temporarily Unavailable'],
  },
  {
    title: 'a Lambda that fails is invoked once more',
    source: 'documented',
    seen: guide('timeouts'),
    app: { NEW_INBOUND_CALL: 'fails' },
    counts: { invocations: 2, legs: 1, legsAlive: 0 },
    transcript: ['0.01 service → +14155550199 480 Temporarily Unavailable'],
  },
  {
    title: 'attributes: an empty set clears the old ones',
    source: 'relied on by a sample',
    seen: 'suitespot/ivr-with-amazon-chime-pstn-audio',
    app: {
      NEW_INBOUND_CALL: withAttributes({ k: 'v' }, pauseAction),
      'ACTION_SUCCESSFUL Pause': withAttributes({}, playAction),
      'ACTION_SUCCESSFUL PlayAudio': [hangupAction],
    },
    hides: { 'ACTION_SUCCESSFUL PlayAudio': ['TransactionAttributes'] },
  },
  {
    title: 'a response without a list of actions is valid, and keeps the queued actions',
    source: 'relied on by a sample',
    seen: 'aws-samples/amazon-chime-sdk, pstn-audio-lambdas',
    app: {
      NEW_INBOUND_CALL: [digits, speakAction],
      'ACTION_SUCCESSFUL PlayAudioAndGetDigits': {},
      'ACTION_SUCCESSFUL Speak': [hangupAction],
    },
    dialling: { keys: [{ afterSeconds: 1, digits: '1' }] },
    inOrder: ['ACTION_SUCCESSFUL PlayAudioAndGetDigits', 'ACTION_SUCCESSFUL Speak', 'HANGUP LEG-A'],
    never: ['INVALID_LAMBDA_RESPONSE InvalidLambdaResponse'],
  },
  {
    title: 'a new call that is answered without a list of actions times out after 30 s with 480',
    source: 'relied on by a sample',
    seen: 'aws-samples/amazon-chime-sdk, pstn-audio-lambdas',
    app: { NEW_INBOUND_CALL: {} },
    events: ['NEW_INBOUND_CALL', 'HANGUP LEG-A'],
    transcript: ['30 service → +14155550199 480 Temporarily Unavailable'],
  },
];
