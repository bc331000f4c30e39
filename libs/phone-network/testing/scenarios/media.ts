import type { Scenario, ScenarioAction } from '../scenario';
import {
  digits,
  guide,
  hangupAction,
  listen,
  playAction,
  recordAction,
  sound,
  spokenDigits,
  startRecording,
  stopRecording,
} from './common';

const changed = ([type, parameters]: ScenarioAction, change: object): ScenarioAction => [
  type,
  { ...parameters, ...change },
];
const asks = guide('play-audio-get-digits');
const received = (ReceivedDigits: string) => ({ ActionData: { ReceivedDigits } });
const asking = (title: string, action: ScenarioAction, keys: string, rest: Partial<Scenario>): Scenario => ({
  title,
  source: 'documented',
  seen: asks,
  app: {
    NEW_INBOUND_CALL: [action],
    [`ACTION_SUCCESSFUL ${action[0]}`]: [hangupAction],
    [`ACTION_FAILED ${action[0]}`]: [hangupAction],
  },
  dialling: keys ? { keys: [{ afterSeconds: 1, digits: keys }] } : {},
  ...rest,
});
const recorded = (title: string, action: ScenarioAction, rest: Partial<Scenario>): Scenario => ({
  title,
  source: 'documented',
  seen: guide('record-audio'),
  app: { NEW_INBOUND_CALL: [action], 'ACTION_SUCCESSFUL RecordAudio': [hangupAction] },
  ...rest,
});
const recording = (title: string, actions: readonly ScenarioAction[], failing: string): Scenario => ({
  title,
  source: 'documented',
  seen: guide('start-call-recording'),
  app: { NEW_INBOUND_CALL: [playAction, ...actions], [`ACTION_FAILED ${failing}`]: [hangupAction] },
  events: ['NEW_INBOUND_CALL', `ACTION_FAILED ${failing}`, 'HANGUP LEG-A'],
});

export const media: readonly Scenario[] = [
  asking('PlayAudioAndGetDigits returns the digits', digits, '1', {
    shows: { 'ACTION_SUCCESSFUL PlayAudioAndGetDigits': received('1') },
  }),
  asking('SpeakAndGetDigits returns the digits', spokenDigits, '2', {
    seen: guide('speak-and-get-digits'),
    shows: { 'ACTION_SUCCESSFUL SpeakAndGetDigits': received('2') },
  }),
  ...[digits, spokenDigits].map((action) =>
    asking(`${action[0]} without any key fails with InvalidDigitsReceived`, action, '', {
      source: 'relied on by a sample',
      seen: 'aws-samples/amazon-chime-sdk-sma-meeting-dialer',
      shows: { [`ACTION_FAILED ${action[0]}`]: { ActionData: { ErrorType: 'InvalidDigitsReceived' } } },
    }),
  ),
  ...[digits, spokenDigits].map((action) =>
    asking(`${action[0]} with a wrong key fails with InvalidDigitsReceived`, action, '9', {
      source: 'relied on by a sample',
      seen: 'aws-samples/amazon-chime-sdk-sma-meeting-dialer',
      shows: { [`ACTION_FAILED ${action[0]}`]: { ActionData: { ErrorType: 'InvalidDigitsReceived' } } },
    }),
  ),
  asking('a question is asked as often as Repeat says', changed(digits, { Repeat: 3 }), '', {
    // three times a prompt of 3 s, a wait of 3 s and the failure prompt of 3 s
    transcript: ['27.01 service → app ACTION_FAILED PlayAudioAndGetDigits'],
  }),
  asking('the failure prompt is played after each failed attempt', changed(digits, { Repeat: 2 }), '9', {
    // the wrong key after 1 s, the failure prompt, then the second attempt with its failure prompt
    transcript: ['13.01 service → app ACTION_FAILED PlayAudioAndGetDigits'],
  }),
  asking('a later attempt can succeed', changed(digits, { Repeat: 2 }), '', {
    dialling: {
      keys: [
        { afterSeconds: 1, digits: '9' },
        { afterSeconds: 6, digits: '2' },
      ],
    },
    shows: { 'ACTION_SUCCESSFUL PlayAudioAndGetDigits': received('2') },
  }),
  asking('a key stops the question', digits, '1', {
    transcript: ['1.01 service → app ACTION_SUCCESSFUL PlayAudioAndGetDigits'],
  }),
  asking(
    'the terminator ends the input and is not part of the digits',
    changed(digits, { InputDigitsRegex: '^\\d+$', MaxNumberOfDigits: 9 }),
    '123#',
    { shows: { 'ACTION_SUCCESSFUL PlayAudioAndGetDigits': received('123') } },
  ),
  asking(
    'fewer digits than the minimum fail',
    changed(digits, { InputDigitsRegex: '^\\d+$', MinNumberOfDigits: 3, MaxNumberOfDigits: 5 }),
    '12#',
    {
      shows: {
        'ACTION_FAILED PlayAudioAndGetDigits': { ActionData: { ErrorType: 'InvalidDigitsReceived' } },
      },
    },
  ),
  {
    title: 'ReceiveDigits succeeds at once without digits',
    source: 'documented',
    seen: guide('listen-to-digits'),
    app: { NEW_INBOUND_CALL: [listen], 'ACTION_SUCCESSFUL ReceiveDigits': [hangupAction] },
    shows: { 'ACTION_SUCCESSFUL ReceiveDigits': received('') },
  },
  {
    title: 'ReceiveDigits reports a match as DIGITS_RECEIVED',
    source: 'documented',
    seen: guide('listen-to-digits'),
    app: { NEW_INBOUND_CALL: [listen, playAction, playAction, playAction], DIGITS_RECEIVED: [hangupAction] },
    dialling: { keys: [{ afterSeconds: 1, digits: '12#' }] },
    inOrder: ['NEW_INBOUND_CALL', 'DIGITS_RECEIVED'],
    shows: { DIGITS_RECEIVED: received('12#') },
  },
  {
    title: 'ReceiveDigits reports digits without a match after the flush time',
    source: 'documented',
    seen: guide('listen-to-digits'),
    app: { NEW_INBOUND_CALL: [listen, playAction, playAction, playAction], DIGITS_RECEIVED: [hangupAction] },
    dialling: { keys: [{ afterSeconds: 1, digits: '9' }] },
    shows: { DIGITS_RECEIVED: received('9') },
    transcript: ['6.011 service → app DIGITS_RECEIVED'],
  },
  {
    title: 'digits before the first ReceiveDigits are discarded',
    source: 'documented',
    seen: guide('listen-to-digits'),
    app: {
      NEW_INBOUND_CALL: [playAction],
      'ACTION_SUCCESSFUL PlayAudio': [listen],
      'ACTION_SUCCESSFUL ReceiveDigits': [hangupAction],
    },
    dialling: { keys: [{ afterSeconds: 1, digits: '12#' }] },
    never: ['DIGITS_RECEIVED'],
  },
  {
    title: 'a terminator stops PlayAudio and all its repeats',
    source: 'documented',
    seen: guide('play-audio'),
    app: {
      NEW_INBOUND_CALL: [changed(playAction, { Repeat: 10, PlaybackTerminators: ['1'] })],
      'ACTION_SUCCESSFUL PlayAudio': [hangupAction],
    },
    dialling: { keys: [{ afterSeconds: 1, digits: '1' }] },
    transcript: ['1.01 service → app ACTION_SUCCESSFUL PlayAudio'],
  },
  {
    title: 'another key does not stop PlayAudio',
    source: 'documented',
    seen: guide('play-audio'),
    app: {
      NEW_INBOUND_CALL: [changed(playAction, { PlaybackTerminators: ['1'] })],
      'ACTION_SUCCESSFUL PlayAudio': [hangupAction],
    },
    dialling: { keys: [{ afterSeconds: 1, digits: '2' }] },
    transcript: ['3.01 service → app ACTION_SUCCESSFUL PlayAudio'],
  },
  {
    title: 'PlayAudio repeats a file',
    source: 'documented',
    seen: guide('play-audio'),
    app: {
      NEW_INBOUND_CALL: [changed(playAction, { Repeat: 3 })],
      'ACTION_SUCCESSFUL PlayAudio': [hangupAction],
    },
    transcript: ['9.01 service → app ACTION_SUCCESSFUL PlayAudio'],
  },
  {
    title: 'PlayAudio of an object that does not exist fails with InvalidAudioSource',
    source: 'documented',
    seen: guide('unexpected-action-fail'),
    app: { NEW_INBOUND_CALL: [playAction], 'ACTION_FAILED PlayAudio': [hangupAction] },
    application: { promptSeconds: () => undefined },
    events: ['NEW_INBOUND_CALL', 'ACTION_FAILED PlayAudio', 'HANGUP LEG-A'],
    shows: { 'ACTION_FAILED PlayAudio': { ActionData: { ErrorType: 'InvalidAudioSource' } } },
  },
  {
    title: 'PlayAudioAndGetDigits with a question that does not exist fails with InvalidAudioSource',
    source: 'documented',
    seen: guide('unexpected-action-fail'),
    app: { NEW_INBOUND_CALL: [digits], 'ACTION_FAILED PlayAudioAndGetDigits': [hangupAction] },
    application: { promptSeconds: () => undefined },
    shows: { 'ACTION_FAILED PlayAudioAndGetDigits': { ActionData: { ErrorType: 'InvalidAudioSource' } } },
  },
  recorded('RecordAudio ends at a terminator and reports it', recordAction, {
    dialling: { keys: [{ afterSeconds: 4, digits: '#' }] },
    shows: {
      'ACTION_SUCCESSFUL RecordAudio': {
        ActionData: { RecordingTerminatorUsed: '#', RecordingDestination: { BucketName: 'recordings' } },
      },
    },
  }),
  recorded('RecordAudio ends at its maximum length', recordAction, {
    transcript: ['10.01 service → app ACTION_SUCCESSFUL RecordAudio'],
    shows: {
      'ACTION_SUCCESSFUL RecordAudio': {
        ActionData: { RecordingDestination: { Type: 'S3', Key: /^messages\// } },
      },
    },
  }),
  recorded(
    'RecordAudio ends after silence',
    changed(recordAction, { DurationInSeconds: 60, SilenceDurationInSeconds: 3 }),
    {
      transcript: ['11.01 service → app ACTION_SUCCESSFUL RecordAudio'],
    },
  ),
  recording(
    'StartCallRecording a second time on a leg fails',
    [startRecording, startRecording],
    'StartCallRecording',
  ),
  recording(
    'StartCallRecording after StopCallRecording fails',
    [startRecording, stopRecording, startRecording],
    'StartCallRecording',
  ),
  recording('StopCallRecording without StartCallRecording fails', [stopRecording], 'StopCallRecording'),
  recording(
    'PauseCallRecording without StartCallRecording fails',
    [['PauseCallRecording', {}]],
    'PauseCallRecording',
  ),
  recording(
    'ResumeCallRecording without StartCallRecording fails',
    [['ResumeCallRecording', {}]],
    'ResumeCallRecording',
  ),
  {
    title: 'a call recording can be paused and resumed more than once',
    source: 'documented',
    seen: guide('pause-call-recording'),
    app: {
      NEW_INBOUND_CALL: [
        playAction,
        startRecording,
        ['PauseCallRecording', {}],
        ['ResumeCallRecording', {}],
        ['PauseCallRecording', {}],
        ['ResumeCallRecording', {}],
        stopRecording,
      ],
      'ACTION_SUCCESSFUL StopCallRecording': [hangupAction],
    },
    events: ['NEW_INBOUND_CALL', 'ACTION_SUCCESSFUL StopCallRecording', 'HANGUP LEG-A'],
  },
  {
    title: 'StartCallRecording reports its destination',
    source: 'documented',
    seen: guide('start-call-recording'),
    app: {
      NEW_INBOUND_CALL: [playAction, startRecording],
      'ACTION_SUCCESSFUL StartCallRecording': [hangupAction],
    },
    shows: {
      'ACTION_SUCCESSFUL StartCallRecording': {
        ActionData: { CallRecordingDestination: { Type: 'S3', Location: 'recordings/calls' } },
      },
    },
  },
  {
    title: 'a recording of the call can be played by its key',
    source: 'relied on by a sample',
    seen: 'aws-samples/amazon-chime-sdk-pstn-audio-workshop, call-make-recording',
    application: { promptSeconds: (key) => (key === 'hello.wav' ? 3 : undefined) },
    app: {
      NEW_INBOUND_CALL: [recordAction],
      'ACTION_SUCCESSFUL RecordAudio': [
        ['PlayAudio', { AudioSource: { ...sound, Key: 'messages/transaction-1_call-1.wav' } }],
      ],
      'ACTION_SUCCESSFUL PlayAudio': [hangupAction],
    },
    dialling: { keys: [{ afterSeconds: 4, digits: '#' }] },
    events: [
      'NEW_INBOUND_CALL',
      'ACTION_SUCCESSFUL RecordAudio',
      'ACTION_SUCCESSFUL PlayAudio',
      'HANGUP LEG-A',
    ],
  },
  {
    title: 'a recording plays as long as it is',
    source: 'our guess',
    app: {
      NEW_INBOUND_CALL: [recordAction],
      'ACTION_SUCCESSFUL RecordAudio': [
        ['PlayAudio', { AudioSource: { ...sound, Key: 'messages/transaction-1_call-1.wav' } }],
      ],
      'ACTION_SUCCESSFUL PlayAudio': [hangupAction],
    },
    transcript: ['20.02 service → app ACTION_SUCCESSFUL PlayAudio'],
  },
  {
    title: 'a pattern without anchors matches any part of the digits',
    source: 'relied on by a sample',
    seen: 'aws-samples/amazon-chime-sdk-sma-meeting-dialer',
    app: {
      NEW_INBOUND_CALL: [
        [
          spokenDigits[0],
          { ...spokenDigits[1], InputDigitsRegex: '[0-9]', MinNumberOfDigits: 6, MaxNumberOfDigits: 6 },
        ],
      ],
      'ACTION_SUCCESSFUL SpeakAndGetDigits': [hangupAction],
    },
    dialling: { keys: [{ afterSeconds: 1, digits: '123456' }] },
    shows: { 'ACTION_SUCCESSFUL SpeakAndGetDigits': { ActionData: { ReceivedDigits: '123456' } } },
  },
  {
    title: 'digits are asked for without a pattern',
    source: 'relied on by a sample',
    seen: 'suitespot/ivr-with-amazon-chime-pstn-audio',
    app: {
      NEW_INBOUND_CALL: [
        [
          'SpeakAndGetDigits',
          {
            SpeechParameters: { Text: 'Press a key' },
            FailureSpeechParameters: { Text: 'Timeout' },
            MinNumberOfDigits: 1,
            MaxNumberOfDigits: 1,
            RepeatDurationInMilliseconds: 10_000,
          },
        ],
      ],
      'ACTION_SUCCESSFUL SpeakAndGetDigits': [hangupAction],
    },
    dialling: { keys: [{ afterSeconds: 1, digits: '7' }] },
    shows: { 'ACTION_SUCCESSFUL SpeakAndGetDigits': { ActionData: { ReceivedDigits: '7' } } },
  },
  {
    title: 'ReceiveDigits reports a key again and again',
    source: 'relied on by a sample',
    seen: 'aws-samples/amazon-chime-sdk-pstn-audio-voice-focus',
    app: {
      NEW_INBOUND_CALL: [playAction, [listen[0], { ...listen[1], InputDigitsRegex: '[01]$' }]],
      'ACTION_SUCCESSFUL ReceiveDigits': [],
    },
    dialling: {
      hangsUpAfterSeconds: 30,
      keys: [
        { afterSeconds: 5, digits: '0' },
        { afterSeconds: 15, digits: '1' },
      ],
    },
    events: [
      'NEW_INBOUND_CALL',
      'ACTION_SUCCESSFUL ReceiveDigits',
      'DIGITS_RECEIVED',
      'DIGITS_RECEIVED',
      'HANGUP LEG-A',
    ],
    shows: { DIGITS_RECEIVED: { ActionData: { Type: 'ReceiveDigits', ReceivedDigits: '1' } } },
  },
  {
    title: 'a comma in SendDigits is a pause of half a second',
    source: 'documented',
    seen: guide('send-digits'),
    app: {
      NEW_INBOUND_CALL: [['SendDigits', { Digits: '1,,2' }]],
      'ACTION_SUCCESSFUL SendDigits': [hangupAction],
    },
    transcript: ['1.51 service → app ACTION_SUCCESSFUL SendDigits'],
  },
];
