import type { SmaActionType } from '../src/sma-action';

/** Values on both sides of one limit. */
export type Samples = {
  /** The action whose parameters are changed; `answer` changes the answer, `action` replaces the action. */
  readonly in: SmaActionType | 'answer' | 'action' | 'call';
  /** What is changed, dotted. Empty: all of it. */
  readonly at: string;
  /** What else has to be changed for it to make sense. */
  readonly with?: Readonly<Record<string, unknown>>;
  readonly good: readonly unknown[];
  /** Refused by us and by the service. `undefined` leaves it out. */
  readonly bad: readonly unknown[];
  /** Refused by us, read by the service. */
  readonly disputed?: readonly unknown[];
};

const file = { Type: 'S3', BucketName: 'prompts', Key: 'hello.wav' };

/** A right set of parameters for every action. */
export const rightParameters: Readonly<Record<SmaActionType, Readonly<Record<string, unknown>>>> = {
  CallAndBridge: {
    CallerIdNumber: '+12065550100',
    Endpoints: [{ BridgeEndpointType: 'PSTN', Uri: '+12065550111' }],
  },
  Hangup: {},
  JoinChimeMeeting: { JoinToken: 'j-1' },
  ModifyChimeMeetingAttendees: { Operation: 'Mute', MeetingId: 'm-1', AttendeeList: ['a-1'] },
  Pause: { DurationInMilliseconds: 1000 },
  PauseCallRecording: { CallId: 'c-a' },
  PlayAudio: { AudioSource: file },
  PlayAudioAndGetDigits: {
    AudioSource: file,
    FailureAudioSource: file,
    RepeatDurationInMilliseconds: 1000,
  },
  ReceiveDigits: {
    InputDigitsRegex: '^\\d{2}#$',
    InBetweenDigitsDurationInMilliseconds: 1000,
    FlushDigitsDurationInMilliseconds: 10000,
  },
  RecordAudio: {
    RecordingTerminators: ['#'],
    RecordingDestination: { Type: 'S3', BucketName: 'recordings' },
  },
  ResumeCallRecording: { CallId: 'c-a' },
  SendDigits: { CallId: 'c-a', Digits: '1,2' },
  Speak: { CallId: 'c-a', Text: 'Hello.' },
  SpeakAndGetDigits: {
    CallId: 'c-a',
    SpeechParameters: { Text: 'Your number?' },
    FailureSpeechParameters: { Text: 'Sorry.' },
    RepeatDurationInMilliseconds: 1000,
  },
  StartBotConversation: { BotAliasArn: 'arn:aws:lex:us-east-1:111122223333:bot-alias/BOT1/ALIAS1' },
  StartCallRecording: {
    CallId: 'c-a',
    Track: 'BOTH',
    Destination: { Type: 'S3', Location: 'recordings/sales' },
  },
  StopCallRecording: { CallId: 'c-a' },
  VoiceFocus: { CallId: 'c-a', Enable: true },
};

const arn = 'arn:aws:chime:us-east-1:111122223333:vc/abc123';
const trunk = { BridgeEndpointType: 'AWS', Arn: arn, Uri: 'desk' };
const toTrunk = { Endpoints: [trunk] };
const welcome = (dialogAction: object) => ({
  SessionState: { DialogAction: dialogAction },
  WelcomeMessages: [{ Content: 'Hello.', ContentType: 'PlainText' }],
});
const elicit = welcome({ Type: 'ElicitIntent' });
const attributes = (count: number, value: unknown = 'v') =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, value]));
// {"k":"…"} is 8 bytes around its value.
const bytes = (size: number) => ({ k: 'v'.repeat(size - 8) });
const letters = (count: number) => 'x'.repeat(count);
const hangups = (count: number) => Array.from({ length: count }, () => ({ Type: 'Hangup', Parameters: {} }));

// {"SessionState":{"SessionAttributes":{"k":"…"}}} is 47 bytes around its value.
const configuration = (size: number) => ({ SessionState: { SessionAttributes: { k: letters(size - 47) } } });
const headers = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`X-H${index}`, 'v']));

const wholeAbove0 = { good: [1, 5000], bad: [0, -1, 1.5, 'soon', null], disputed: ['3000'] };

/** Samples for every rule. */
export const samples: Readonly<Record<string, Samples>> = {
  'response/object': {
    in: 'answer',
    at: '',
    good: [{ SchemaVersion: '1.0', Actions: [], TransactionAttributes: {} }],
    bad: ['{}', null, [], 7],
  },
  'response/schema-version': { in: 'answer', at: 'SchemaVersion', good: ['1.0'], bad: [undefined, '1.1', 1] },
  'response/actions': { in: 'answer', at: 'Actions', good: [[], null, undefined], bad: ['Hangup', {}, 1] },
  'response/action-count': { in: 'answer', at: 'Actions', good: [hangups(10)], bad: [hangups(11)] },
  'response/attributes': {
    in: 'answer',
    at: 'TransactionAttributes',
    good: [{}, undefined],
    bad: ['k=v', []],
    disputed: [null],
  },
  'response/attribute-text': {
    in: 'answer',
    at: 'TransactionAttributes.k',
    good: ['', 'v'],
    bad: [],
    disputed: [1, null, {}, ['a'], true],
  },
  'response/attribute-count': {
    in: 'answer',
    at: 'TransactionAttributes',
    good: [attributes(10)],
    bad: [attributes(101)],
    disputed: [attributes(11), attributes(100)],
  },
  'response/attribute-size': {
    in: 'answer',
    at: 'TransactionAttributes',
    good: [bytes(20_000)],
    bad: [bytes(20_481), { k: '€'.repeat(6825) }],
    disputed: [bytes(20_001), bytes(20_480)],
  },
  'action/object': {
    in: 'action',
    at: '',
    good: [{ Type: 'Hangup', Parameters: {} }],
    bad: ['Hangup', null, []],
  },
  'action/type': {
    in: 'action',
    at: 'Type',
    good: ['Hangup'],
    bad: [undefined, 'Answer', 'AnswerCall', 'RecordMeeting', 'hangup', 'toString', 7],
  },
  'action/parameters': {
    in: 'action',
    at: 'Parameters',
    good: [{}],
    bad: ['none', null, []],
    disputed: [undefined],
  },
  'action/known-parameters': {
    in: 'CallAndBridge',
    at: 'Endpoints',
    good: [[trunk]],
    bad: [],
    disputed: [[{ ...trunk, SipHeaders: { 'X-A': 'b' } }]],
  },
  'call/invocations': { in: 'call', at: 'Sequence', good: [1, 1000], bad: [1001] },

  'leg/call-id': { in: 'Hangup', at: 'CallId', good: ['c-a'], bad: [7, null], disputed: [''] },
  'leg/participant-tag': {
    in: 'Hangup',
    at: 'ParticipantTag',
    good: ['LEG-A', 'LEG-B'],
    bad: ['LEG-C', 'A', 1],
    disputed: ['Leg-A', 'Leg-B', ''],
  },
  'leg/one-name': {
    in: 'Hangup',
    at: 'ParticipantTag',
    with: { CallId: 'c-a' },
    good: [undefined],
    bad: [],
    disputed: ['LEG-A'],
  },
  'leg/caller-only': {
    in: 'JoinChimeMeeting',
    at: 'ParticipantTag',
    good: ['LEG-A'],
    bad: ['LEG-B'],
    disputed: ['Leg-A'],
  },
  'leg/call-id-required': {
    in: 'StopCallRecording',
    at: 'CallId',
    good: ['c-a'],
    bad: [],
    disputed: [undefined, ''],
  },

  's3/object': { in: 'PlayAudio', at: 'AudioSource', good: [file], bad: [undefined, 'hello.wav', []] },
  's3/type': { in: 'PlayAudio', at: 'AudioSource.Type', good: ['S3'], bad: [undefined, 's3', 'HTTP'] },
  's3/bucket': {
    in: 'PlayAudio',
    at: 'AudioSource.BucketName',
    good: ['abc', letters(63), 'a.b-c'],
    bad: [undefined, '', 7],
    disputed: ['ab', letters(64), 'Prompts', '-abc'],
  },
  's3/key': {
    in: 'PlayAudio',
    at: 'AudioSource.Key',
    good: ['a', letters(1024)],
    bad: [undefined, '', letters(1025), '€'.repeat(342)],
  },
  'keys/list': {
    in: 'RecordAudio',
    at: 'RecordingTerminators',
    good: [['#'], []],
    bad: [undefined, '#', { 0: '#' }],
  },
  'keys/key': {
    in: 'PlayAudio',
    at: 'PlaybackTerminators',
    good: [[...'0123456789*#']],
    bad: [['12'], ['A'], [''], [1]],
  },

  'call-and-bridge/timeout': {
    in: 'CallAndBridge',
    at: 'CallTimeoutSeconds',
    good: [1, 120, undefined],
    bad: [0, 121, 1.5, '121', Number.NaN],
    disputed: ['30'],
  },
  'call-and-bridge/caller-id': {
    in: 'CallAndBridge',
    at: 'CallerIdNumber',
    good: ['+12065550100'],
    bad: [undefined, '2065550100', '+0123', '+1206555010012345', 'anonymous'],
  },
  'call-and-bridge/one-endpoint': {
    in: 'CallAndBridge',
    at: 'Endpoints',
    good: [[trunk]],
    bad: [undefined, [], [trunk, trunk], trunk],
  },
  'call-and-bridge/endpoint': {
    in: 'CallAndBridge',
    at: 'Endpoints',
    good: [[trunk]],
    bad: [['+12065550111'], [null]],
  },
  'call-and-bridge/endpoint-type': {
    in: 'CallAndBridge',
    at: 'Endpoints.0.BridgeEndpointType',
    good: ['PSTN'],
    bad: [undefined, 'SIP', 'pstn'],
  },
  'call-and-bridge/arn': {
    in: 'CallAndBridge',
    at: 'Endpoints.0.Arn',
    with: toTrunk,
    good: [arn, 'arn:aws-us-gov:chime:us-gov-west-1:111122223333:vc/abc'],
    bad: [undefined, 'abc123', 'arn:aws:s3:::bucket'],
    disputed: ['arn:aws:voiceconnector:us-east-1:111122223333:vc/abc123'],
  },
  'call-and-bridge/arn-of-a-trunk': {
    in: 'CallAndBridge',
    at: 'Endpoints.0.Arn',
    good: [undefined],
    bad: [],
    disputed: [arn],
  },
  'call-and-bridge/phone': {
    in: 'CallAndBridge',
    at: 'Endpoints.0.Uri',
    good: ['+12065550111'],
    bad: [undefined, '12065550111', 'tel:+12065550111', '911'],
  },
  'call-and-bridge/trunk-user': {
    in: 'CallAndBridge',
    at: 'Endpoints.0.Uri',
    with: toTrunk,
    good: ['x', letters(30)],
    bad: [undefined, '', letters(37)],
    disputed: [letters(31), letters(36)],
  },
  'call-and-bridge/trunk-user-characters': {
    in: 'CallAndBridge',
    at: 'Endpoints.0.Uri',
    with: toTrunk,
    good: ['aZ09&=+$/%-_!~*().'],
    bad: ['a@b', 'a b', 'a;b', 'ä'],
  },

  'sip-headers/map': {
    in: 'CallAndBridge',
    at: 'SipHeaders',
    with: toTrunk,
    good: [{}, { 'X-A': 'b' }],
    bad: ['X-A: b', [], null],
  },
  'sip-headers/trunk-only': {
    in: 'CallAndBridge',
    at: 'SipHeaders',
    good: [undefined],
    bad: [],
    disputed: [{ 'X-A': 'b' }],
  },
  'sip-headers/count': {
    in: 'CallAndBridge',
    at: 'SipHeaders',
    with: toTrunk,
    good: [headers(20)],
    bad: [],
    disputed: [headers(21)],
  },
  'sip-headers/name': {
    in: 'CallAndBridge',
    at: 'SipHeaders',
    with: toTrunk,
    good: [{ 'x-a': 'b' }, { 'X-Account-Id': '7' }],
    bad: [
      { From: 'b' },
      { 'X-': 'b' },
      { XA: 'b' },
      { 'AX-B': 'c' },
      { Diversions: 'b' },
      { 'My-Diversion': 'b' },
    ],
  },
  'sip-headers/token': {
    in: 'CallAndBridge',
    at: 'SipHeaders',
    with: toTrunk,
    good: [{ 'X-a.b_c~': 'd' }],
    bad: [{ 'X-a b': 'c' }, { 'X-a:': 'b' }, { 'X-\r\nY': 'b' }],
  },
  'sip-headers/reserved': {
    in: 'CallAndBridge',
    at: 'SipHeaders',
    with: toTrunk,
    good: [{ 'X-AMZ': 'b' }, { 'X-A-x-amzn': 'b' }],
    bad: [{ 'X-AMZN': 'b' }, { 'x-amzn-trace': 'b' }],
  },
  'sip-headers/length': {
    in: 'CallAndBridge',
    at: 'SipHeaders',
    with: toTrunk,
    good: [{ 'X-A': letters(2043) }],
    bad: [{ 'X-A': letters(2049) }],
    disputed: [{ 'X-A': letters(2044) }, { 'X-A': letters(2048) }],
  },
  'sip-headers/text': {
    in: 'CallAndBridge',
    at: 'SipHeaders',
    with: toTrunk,
    good: [{ 'X-A': '' }],
    bad: [{ 'X-A': 1 }, { 'X-A': 'b\r\nFrom: c' }, { 'X-A': null }],
  },
  'sip-headers/user-to-user': {
    in: 'CallAndBridge',
    at: 'SipHeaders',
    with: toTrunk,
    good: [{ 'User-to-User': '616D61;encoding=hex' }, { 'user-to-user': '00;encoding=hex' }],
    bad: [
      { 'User-to-User': 'hello' },
      { 'User-to-User': '616;encoding=hex' },
      { 'User-to-User': ';encoding=hex' },
    ],
  },
  'sip-headers/diversion': {
    in: 'CallAndBridge',
    at: 'SipHeaders',
    with: toTrunk,
    good: [
      { Diversion: 'sip:+12065550100@example.com;reason=unconditional' },
      { diversion: '<sip:+12065550100@example.com>;reason=no-answer,<sip:a@b>' },
      { Diversion: 'tel:+12065550100' },
    ],
    bad: [{ Diversion: '+12065550100' }, { Diversion: 'sip:@example.com' }, { Diversion: '' }],
  },

  'hangup/sip-response-code': {
    in: 'Hangup',
    at: 'SipResponseCode',
    good: [0, 480, 486, undefined],
    bad: [200, 603, 487, 'busy', null],
    disputed: ['0', '486'],
  },
  'pause/duration': {
    in: 'Pause',
    at: 'DurationInMilliseconds',
    good: [100, 30_000],
    bad: [undefined, ...wholeAbove0.bad],
    disputed: [1, 50, 99, 30_001, 31_000, '500'],
  },
  'play-audio/repeat': { in: 'PlayAudio', at: 'Repeat', ...wholeAbove0 },

  'gathering/regex': {
    in: 'PlayAudioAndGetDigits',
    at: 'InputDigitsRegex',
    good: ['^\\d{2}#$'],
    bad: ['', '(', 7],
  },
  'gathering/min-digits': {
    in: 'PlayAudioAndGetDigits',
    at: 'MinNumberOfDigits',
    good: [0, 5],
    bad: [-1, 0.5, 'two', ' '],
    disputed: ['3'],
  },
  'gathering/max-digits': { in: 'SpeakAndGetDigits', at: 'MaxNumberOfDigits', ...wholeAbove0 },
  'gathering/max-above-min': {
    in: 'SpeakAndGetDigits',
    at: 'MaxNumberOfDigits',
    with: { MinNumberOfDigits: 3 },
    good: [4, undefined],
    bad: [2],
    disputed: [3],
  },
  'gathering/between-digits': {
    in: 'PlayAudioAndGetDigits',
    at: 'InBetweenDigitsDurationInMilliseconds',
    ...wholeAbove0,
  },
  'gathering/repeat': { in: 'PlayAudioAndGetDigits', at: 'Repeat', ...wholeAbove0 },
  'gathering/repeat-duration': {
    in: 'SpeakAndGetDigits',
    at: 'RepeatDurationInMilliseconds',
    ...wholeAbove0,
    bad: [undefined, ...wholeAbove0.bad],
  },
  'receive-digits/regex': {
    in: 'ReceiveDigits',
    at: 'InputDigitsRegex',
    good: ['^\\d{2}#$'],
    bad: [undefined, '', '['],
  },
  'receive-digits/between-digits': {
    in: 'ReceiveDigits',
    at: 'InBetweenDigitsDurationInMilliseconds',
    ...wholeAbove0,
    bad: [undefined, ...wholeAbove0.bad],
  },
  'receive-digits/flush': {
    in: 'ReceiveDigits',
    at: 'FlushDigitsDurationInMilliseconds',
    ...wholeAbove0,
    bad: [undefined, ...wholeAbove0.bad],
  },

  'record-audio/duration': { in: 'RecordAudio', at: 'DurationInSeconds', ...wholeAbove0, disputed: ['10'] },
  'record-audio/silence-duration': {
    in: 'RecordAudio',
    at: 'SilenceDurationInSeconds',
    good: [1, 1000],
    bad: [0, 1001, 'long'],
    disputed: ['5'],
  },
  'record-audio/silence-threshold': {
    in: 'RecordAudio',
    at: 'SilenceThreshold',
    with: { SilenceDurationInSeconds: 3 },
    good: [1, 1000],
    bad: [0, 1001],
    disputed: ['200'],
  },
  'record-audio/silence-threshold-alone': {
    in: 'RecordAudio',
    at: 'SilenceThreshold',
    good: [undefined],
    bad: [],
    disputed: [200],
  },
  'record-audio/destination': {
    in: 'RecordAudio',
    at: 'RecordingDestination',
    good: [{ Type: 'S3', BucketName: 'recordings' }],
    bad: [undefined, 'recordings', []],
  },
  'record-audio/prefix': {
    in: 'RecordAudio',
    at: 'RecordingDestination.Prefix',
    good: ['', letters(979)],
    bad: [letters(980), 7],
  },
  'record-audio/prefix-characters': {
    in: 'RecordAudio',
    at: 'RecordingDestination.Prefix',
    good: ["a/Z0!-_.*'()"],
    bad: ['a b', 'a:b', 'ä', 'a\\b'],
  },

  'send-digits/length': {
    in: 'SendDigits',
    at: 'Digits',
    good: ['1', '1'.repeat(50)],
    bad: [undefined, '', '1'.repeat(129), 123],
    disputed: ['1'.repeat(51), '1'.repeat(128)],
  },
  'send-digits/characters': {
    in: 'SendDigits',
    at: 'Digits',
    good: ['0123456789*#ABCD,'],
    bad: ['E', 'a', '1 2', '1w2'],
  },
  'send-digits/tone': {
    in: 'SendDigits',
    at: 'ToneDurationInMilliseconds',
    good: [50, 24000],
    bad: [49, 24001, 99.5],
    disputed: ['250'],
  },

  'speech/text': {
    in: 'Speak',
    at: 'Text',
    good: ['a', letters(1000)],
    bad: [undefined, '', letters(1001), 7],
  },
  'speech/engine': { in: 'Speak', at: 'Engine', good: ['standard', 'neural'], bad: ['Neural', 'generative'] },
  'speech/language': {
    in: 'Speak',
    at: 'LanguageCode',
    good: ['en-US', 'arb', 'cmn-CN', 'en-GB-WLS'],
    bad: ['english', 'en_US', ''],
  },
  'speech/text-type': { in: 'Speak', at: 'TextType', good: ['text'], bad: ['SSML', 'html'] },
  'speech/ssml': {
    in: 'SpeakAndGetDigits',
    at: 'SpeechParameters.Text',
    with: { SpeechParameters: { TextType: 'ssml' } },
    good: ['<speak>Hello <break/></speak>', ' <speak version="1.1">Hi</speak> '],
    bad: [
      'Hello',
      '<speak>Hello',
      '<speaker>Hello</speaker>',
      'So <speak>Hi</speak>',
      '<speak>Hi</speak> so',
    ],
  },
  'speech/voice': {
    in: 'SpeakAndGetDigits',
    at: 'SpeechParameters.VoiceId',
    good: ['Joanna', 'Zhiyu'],
    bad: ['', 'joanna', 'Joanna Neural'],
  },
  'speak-and-get-digits/speech': {
    in: 'SpeakAndGetDigits',
    at: 'FailureSpeechParameters',
    good: [{ Text: 'Sorry.' }],
    bad: [undefined, 'Sorry.'],
  },

  'join-chime-meeting/join-token': {
    in: 'JoinChimeMeeting',
    at: 'JoinToken',
    good: ['j-1'],
    bad: [undefined, '', 7],
  },
  'join-chime-meeting/meeting-id': {
    in: 'JoinChimeMeeting',
    at: 'MeetingId',
    good: ['m-1', undefined],
    bad: ['', 7],
  },
  'modify-chime-meeting-attendees/operation': {
    in: 'ModifyChimeMeetingAttendees',
    at: 'Operation',
    good: ['Mute', 'Unmute'],
    bad: [undefined, 'mute', 'Kick'],
  },
  'modify-chime-meeting-attendees/meeting-id': {
    in: 'ModifyChimeMeetingAttendees',
    at: 'MeetingId',
    good: ['m-1'],
    bad: [undefined, ''],
  },
  'modify-chime-meeting-attendees/attendee-count': {
    in: 'ModifyChimeMeetingAttendees',
    at: 'AttendeeList',
    good: [['a-1'], Array.from({ length: 100 }, () => 'a')],
    bad: [undefined, [], Array.from({ length: 101 }, () => 'a'), 'a-1'],
  },
  'modify-chime-meeting-attendees/attendee': {
    in: 'ModifyChimeMeetingAttendees',
    at: 'AttendeeList',
    good: [['a-1']],
    bad: [[''], [7]],
  },

  'start-bot-conversation/bot': {
    in: 'StartBotConversation',
    at: 'BotAliasArn',
    good: ['arn:aws:lex:eu-west-2:111122223333:bot-alias/A1/B2'],
    bad: [undefined, 'bot', 'arn:aws:lex:eu-west-2:111122223333:bot/A1'],
  },
  'start-bot-conversation/locale': {
    in: 'StartBotConversation',
    at: 'LocaleId',
    good: ['en_US', 'es_419'],
    bad: ['en-US', 'english'],
  },
  'start-bot-conversation/configuration': {
    in: 'StartBotConversation',
    at: 'Configuration',
    good: [{}, elicit],
    bad: ['{}', []],
  },
  'start-bot-conversation/configuration-size': {
    in: 'StartBotConversation',
    at: 'Configuration',
    good: [configuration(10_000)],
    bad: [configuration(10_241)],
    disputed: [configuration(10_001), configuration(10_240)],
  },
  'start-bot-conversation/session-state': {
    in: 'StartBotConversation',
    at: 'Configuration.SessionState',
    with: { Configuration: {} },
    good: [{}],
    bad: ['open', []],
  },
  'start-bot-conversation/session-attributes': {
    in: 'StartBotConversation',
    at: 'Configuration',
    good: [{ SessionState: { SessionAttributes: { k: 'v' } } }],
    bad: [{ SessionState: { SessionAttributes: 'k' } }],
  },
  'start-bot-conversation/session-attribute': {
    in: 'StartBotConversation',
    at: 'Configuration',
    good: [{ SessionState: { SessionAttributes: { k: '' } } }],
    bad: [{ SessionState: { SessionAttributes: { k: 1 } } }],
  },
  'start-bot-conversation/dialog-action': {
    in: 'StartBotConversation',
    at: 'Configuration',
    good: [{ SessionState: { DialogAction: { Type: 'Delegate' } } }],
    bad: [{ SessionState: { DialogAction: { Type: 'Close' } } }],
  },
  'start-bot-conversation/welcome': {
    in: 'StartBotConversation',
    at: 'Configuration.WelcomeMessages',
    with: { Configuration: elicit },
    good: [[]],
    bad: ['Hello.', {}],
  },
  'start-bot-conversation/welcome-elicits': {
    in: 'StartBotConversation',
    at: 'Configuration',
    good: [elicit],
    bad: [welcome({ Type: 'Delegate' }), welcome({}), { WelcomeMessages: [] }],
  },
  'start-bot-conversation/welcome-content': {
    in: 'StartBotConversation',
    at: 'Configuration.WelcomeMessages.0.Content',
    with: { Configuration: elicit },
    good: ['Hello.', undefined],
    bad: ['', 7],
  },
  'start-bot-conversation/welcome-type': {
    in: 'StartBotConversation',
    at: 'Configuration.WelcomeMessages.0.ContentType',
    with: { Configuration: elicit },
    good: ['PlainText', 'SSML'],
    bad: [undefined, 'Text'],
  },

  'start-call-recording/track': {
    in: 'StartCallRecording',
    at: 'Track',
    good: ['BOTH', 'INCOMING', 'OUTGOING'],
    bad: [undefined, 'both', 'MIXED'],
  },
  'start-call-recording/destination': {
    in: 'StartCallRecording',
    at: 'Destination',
    good: [{ Type: 'S3', Location: 'recordings' }],
    bad: [undefined, 'recordings'],
  },
  'start-call-recording/destination-type': {
    in: 'StartCallRecording',
    at: 'Destination.Type',
    good: ['S3'],
    bad: [undefined, 'Kinesis'],
  },
  'start-call-recording/location': {
    in: 'StartCallRecording',
    at: 'Destination.Location',
    good: ['recordings', 'recordings/sales/english'],
    bad: [undefined, '', 's3://recordings', 'a b'],
  },
  'voice-focus/enable': {
    in: 'VoiceFocus',
    at: 'Enable',
    good: [true, false],
    bad: [undefined, 'on', 1],
    disputed: ['True', 'false'],
  },
};
