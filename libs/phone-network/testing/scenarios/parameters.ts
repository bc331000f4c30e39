import type { Scenario, ScenarioAction } from '../scenario';
import {
  bridge,
  digits,
  guide,
  hangupAction,
  listen,
  pauseAction,
  playAction,
  recordAction,
  sound,
  speakAction,
  spokenDigits,
} from './common';

const actionPage = guide('the page of the action');
const debugging = guide('unexpected-action-fail');

const fails = (what: string, action: ScenarioAction, ErrorType: string, seen: string): Scenario => ({
  title: `${action[0]} with ${what} fails with ${ErrorType}`,
  source: 'documented',
  seen,
  app: { NEW_INBOUND_CALL: [action], [`ACTION_FAILED ${action[0]}`]: [hangupAction] },
  events: ['NEW_INBOUND_CALL', `ACTION_FAILED ${action[0]}`, 'HANGUP LEG-A'],
  shows: { [`ACTION_FAILED ${action[0]}`]: { ActionData: { ErrorType } } },
});
const changed = ([type, parameters = {}]: ScenarioAction, change: object): ScenarioAction => [
  type,
  Object.fromEntries(Object.entries({ ...parameters, ...change }).filter(([, value]) => value !== undefined)),
];
const legNamed = (name: string, leg: Record<string, unknown>, action: ScenarioAction): Scenario => ({
  title: `${action[0]} with ${name} works on the leg of the event`,
  source: ['Speak', 'SpeakAndGetDigits', 'Hangup'].includes(action[0])
    ? 'relied on by a sample'
    : 'our guess',
  ...(['Speak', 'SpeakAndGetDigits', 'Hangup'].includes(action[0]) && {
    seen: 'aws-samples/amazon-chime-sma-bridging and amazon-chime-sdk-pstn-audio-workshop',
  }),
  app: { NEW_INBOUND_CALL: [changed(action, leg)], [`ACTION_SUCCESSFUL ${action[0]}`]: [hangupAction] },
  dialling: {
    keys: [
      { afterSeconds: 1, digits: '1' },
      { afterSeconds: 2, digits: '#' },
    ],
  },
  inOrder: [
    'NEW_INBOUND_CALL',
    ...(action[0] === 'Hangup' ? [] : [`ACTION_SUCCESSFUL ${action[0]}`]),
    'HANGUP LEG-A',
  ],
  never: [`ACTION_FAILED ${action[0]}`],
});
const repeats = (action: ScenarioAction, parameters: object): Scenario => ({
  title: `the success of ${action[0]} repeats its parameters with defaults and the CallId`,
  source: 'published log',
  seen: 'its address was not kept',
  app: {
    NEW_INBOUND_CALL: [action],
    [`ACTION_SUCCESSFUL ${action[0]}`]: [hangupAction, ['Hangup', { ParticipantTag: 'LEG-B' }]],
  },
  dialling: {
    keys: [
      { afterSeconds: 1, digits: '1' },
      { afterSeconds: 2, digits: '#' },
    ],
  },
  shows: {
    [`ACTION_SUCCESSFUL ${action[0]}`]: {
      ActionData: { Type: action[0], Parameters: { ...action[1], ...parameters, CallId: 'call-1' } },
    },
  },
});

const javaLog = { source: 'published log', seen: 'docwho2/java-chime-voicesdk-sma, README' } as const;

export const parameters: readonly Scenario[] = [
  // Missing
  fails('no Text', ['Speak', {}], 'MissingRequiredActionParameter', guide('speak')),
  fails(
    '1,001 characters',
    ['Speak', { Text: 'x'.repeat(1001) }],
    'MissingRequiredActionParameter',
    guide('speak'),
  ),
  fails('no Enable', ['VoiceFocus', {}], 'MissingRequiredActionParameter', guide('voice-focus')),
  fails('no duration', ['Pause', {}], 'MissingRequiredActionParameter', actionPage),
  fails(
    'no destination',
    changed(recordAction, { RecordingDestination: undefined }),
    'MissingRequiredActionParameter',
    actionPage,
  ),
  fails(
    'no repeat duration',
    changed(digits, { RepeatDurationInMilliseconds: undefined }),
    'MissingRequiredActionParameter',
    actionPage,
  ),
  fails(
    'no caller ID',
    changed(bridge, { CallerIdNumber: undefined }),
    'MissingRequiredActionParameter',
    actionPage,
  ),
  fails('no digits', ['SendDigits', {}], 'MissingRequiredActionParameter', actionPage),
  fails('no bot', ['StartBotConversation', {}], 'MissingRequiredActionParameter', actionPage),
  fails(
    'no join token',
    ['JoinChimeMeeting', { MeetingId: 'm' }],
    'MissingRequiredActionParameter',
    actionPage,
  ),
  // Wrong
  fails('0 ms', ['Pause', { DurationInMilliseconds: 0 }], 'InvalidActionParameter', guide('pause')),
  fails(
    'a bad source',
    ['PlayAudio', { AudioSource: { ...sound, Type: 'HTTP' } }],
    'InvalidAudioSource',
    debugging,
  ),
  fails(
    'an empty key',
    ['PlayAudio', { AudioSource: { ...sound, Key: '' } }],
    'InvalidAudioSource',
    debugging,
  ),
  fails(
    'a bad question',
    changed(digits, { AudioSource: { ...sound, BucketName: '' } }),
    'InvalidAudioSource',
    debugging,
  ),
  fails(
    'a bad failure prompt',
    changed(digits, { FailureAudioSource: { ...sound, Key: '' } }),
    'InvalidAudioSource',
    debugging,
  ),
  fails(
    'a bad ringback tone',
    changed(bridge, { RingbackTone: { ...sound, Key: '' } }),
    'InvalidAudioSource',
    debugging,
  ),
  fails('a repeat of 0', changed(playAction, { Repeat: 0 }), 'InvalidActionParameter', guide('play-audio')),
  fails(
    'a word as terminator',
    changed(playAction, { PlaybackTerminators: ['12'] }),
    'InvalidActionParameter',
    guide('play-audio'),
  ),
  fails('a ring of 121 s', changed(bridge, { CallTimeoutSeconds: 121 }), 'InvalidActionParameter', debugging),
  fails(
    'two endpoints',
    changed(bridge, {
      Endpoints: [...(bridge[1]?.['Endpoints'] as object[]), ...(bridge[1]?.['Endpoints'] as object[])],
    }),
    'InvalidActionParameter',
    debugging,
  ),
  fails(
    'a local number',
    changed(bridge, { Endpoints: [{ BridgeEndpointType: 'PSTN', Uri: '5550111' }] }),
    'InvalidActionParameter',
    debugging,
  ),
  fails(
    'headers to a phone',
    changed(bridge, { SipHeaders: { 'X-AMZN-A': 'b' } }),
    'InvalidActionParameter',
    guide('sip-headers'),
  ),
  fails('129 digits', ['SendDigits', { Digits: '1'.repeat(129) }], 'InvalidActionParameter', debugging),
  fails(
    'a tone of 49 ms',
    ['SendDigits', { Digits: '1', ToneDurationInMilliseconds: 49 }],
    'InvalidActionParameter',
    guide('send-digits'),
  ),
  fails('a letter', ['SendDigits', { Digits: '1x' }], 'InvalidActionParameter', guide('send-digits')),
  fails(
    'another response code',
    ['Hangup', { SipResponseCode: 404 }],
    'InvalidActionParameter',
    guide('hangup'),
  ),
  fails(
    'a tag that does not exist',
    ['PlayAudio', { ...playAction[1], ParticipantTag: 'LEG-C' }],
    'InvalidActionParameter',
    debugging,
  ),
  fails(
    'an unknown leg',
    ['PlayAudio', { ...playAction[1], CallId: 'none' }],
    'InvalidActionParameter',
    debugging,
  ),
  fails(
    'a leg that is not there yet',
    ['PlayAudio', { ...playAction[1], ParticipantTag: 'LEG-B' }],
    'InvalidActionParameter',
    debugging,
  ),
  fails(
    'a broken regular expression',
    changed(listen, { InputDigitsRegex: '(' }),
    'InvalidActionParameter',
    guide('listen-to-digits'),
  ),
  fails(
    'a silence of 1,001 s',
    changed(recordAction, { SilenceDurationInSeconds: 1001 }),
    'InvalidActionParameter',
    guide('record-audio'),
  ),
  fails(
    'a tag of the other leg',
    ['JoinChimeMeeting', { JoinToken: 'j', ParticipantTag: 'LEG-B' }],
    'InvalidActionParameter',
    guide('join-chime-meeting'),
  ),
  // Numbers as text, and names of legs
  {
    title: 'numbers are accepted as text',
    source: 'documented',
    seen: guide('pause'),
    app: {
      NEW_INBOUND_CALL: [['Pause', { DurationInMilliseconds: '1000' }]],
      'ACTION_SUCCESSFUL Pause': [['Hangup', { SipResponseCode: '0' }]],
    },
    events: ['NEW_INBOUND_CALL', 'ACTION_SUCCESSFUL Pause', 'HANGUP LEG-A'],
  },
  ...[
    playAction,
    pauseAction,
    speakAction,
    spokenDigits,
    digits,
    recordAction,
    listen,
    ['Hangup', {}] as const,
  ].flatMap((action) => [
    legNamed('no leg', {}, action),
    legNamed('an empty CallId', { CallId: '' }, action),
  ]),
  ...[playAction, pauseAction, ['Hangup', {}] as const].map((action) =>
    legNamed('an empty ParticipantTag', { ParticipantTag: '' }, action),
  ),
  legNamed('the tag Leg-A', { ParticipantTag: 'Leg-A' }, playAction),
  legNamed('both a CallId and a tag', { CallId: 'call-1', ParticipantTag: 'LEG-B' }, playAction),
  // Events repeat the action
  repeats(playAction, { Repeat: 1 }),
  repeats(speakAction, { Engine: 'standard', TextType: 'text', VoiceId: 'Joanna' }),
  repeats(digits, { MinNumberOfDigits: 0, Repeat: 1 }),
  repeats(recordAction, { SilenceThreshold: 200 }),
  repeats(bridge, { CallTimeoutSeconds: 30 }),
  repeats(['SendDigits', { Digits: '1,2' }], { ToneDurationInMilliseconds: 250 }),
  ...[digits, spokenDigits].flatMap((action): Scenario[] => [
    {
      title: `an event repeats the wait of ${action[0]} between two attempts as its wait between two keys`,
      ...javaLog,
      app: { NEW_INBOUND_CALL: [action], [`ACTION_SUCCESSFUL ${action[0]}`]: [hangupAction] },
      dialling: { keys: [{ afterSeconds: 1, digits: '1' }] },
      shows: {
        [`ACTION_SUCCESSFUL ${action[0]}`]: {
          ActionData: { Parameters: { InBetweenDigitsDurationInMilliseconds: 3000 } },
        },
      },
    },
    {
      title: `an event does not repeat a default of TerminatorDigits for ${action[0]}`,
      ...javaLog,
      app: { NEW_INBOUND_CALL: [action], [`ACTION_SUCCESSFUL ${action[0]}`]: [hangupAction] },
      dialling: { keys: [{ afterSeconds: 1, digits: '1' }] },
      hides: { [`ACTION_SUCCESSFUL ${action[0]}`]: ['TerminatorDigits'] },
    },
  ]),
  {
    title: 'an event repeats both the CallId and the tag if the action named both',
    ...javaLog,
    app: {
      NEW_INBOUND_CALL: [['PlayAudio', { ...playAction[1], CallId: 'call-1', ParticipantTag: 'LEG-A' }]],
      'ACTION_SUCCESSFUL PlayAudio': [hangupAction],
    },
    shows: {
      'ACTION_SUCCESSFUL PlayAudio': {
        ActionData: { Parameters: { CallId: 'call-1', ParticipantTag: 'LEG-A' } },
      },
    },
  },
  ...['True', 'true', 'False'].map((Enable): Scenario => ({
    title: `VoiceFocus accepts the text ${Enable}`,
    source: 'relied on by a sample',
    seen: 'aws-samples/amazon-chime-sdk-pstn-audio-voice-focus',
    app: {
      NEW_INBOUND_CALL: [playAction, ['VoiceFocus', { Enable, CallId: 'call-1' }]],
      'ACTION_SUCCESSFUL VoiceFocus': [hangupAction],
    },
    events: ['NEW_INBOUND_CALL', 'ACTION_SUCCESSFUL VoiceFocus', 'HANGUP LEG-A'],
  })),
  {
    title: 'parameters that an action does not have are ignored',
    source: 'relied on by a sample',
    seen: 'aws-samples/amazon-chime-sdk-pstn-audio-workshop, call-and-bridge',
    app: {
      NEW_INBOUND_CALL: [[bridge[0], { ...bridge[1], CustomSipHeaders: { String: 'String' } }]],
      'ACTION_SUCCESSFUL CallAndBridge': [hangupAction, ['Hangup', { ParticipantTag: 'LEG-B' }]],
    },
    inOrder: ['NEW_INBOUND_CALL', 'ACTION_SUCCESSFUL CallAndBridge'],
  },
  {
    title: 'an event repeats the tag of a leg instead of its CallId',
    source: 'published log',
    seen: 'its address was not kept',
    app: {
      NEW_INBOUND_CALL: [['PlayAudio', { ...playAction[1], ParticipantTag: 'LEG-A' }]],
      'ACTION_SUCCESSFUL PlayAudio': [hangupAction],
    },
    shows: {
      'ACTION_SUCCESSFUL PlayAudio': { ActionData: { Parameters: { ParticipantTag: 'LEG-A', Repeat: 1 } } },
    },
  },
];
