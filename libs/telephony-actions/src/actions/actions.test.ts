import { checkAction } from '../check-action';
import { actionRules, type SmaAction, type SmaActionType } from '../sma-action';
import {
  callAndBridge,
  hangup,
  joinChimeMeeting,
  modifyChimeMeetingAttendees,
  pause,
  pauseCallRecording,
  playAudio,
  playAudioAndGetDigits,
  receiveDigits,
  recordAudio,
  resumeCallRecording,
  sendDigits,
  speak,
  speakAndGetDigits,
  startBotConversation,
  startCallRecording,
  stopCallRecording,
  voiceFocus,
} from '.';

const file = { bucket: 'prompts', key: 'hello.wav' };
const s3 = { Type: 'S3', BucketName: 'prompts', Key: 'hello.wav' };
const gathering = {
  inputDigitsRegex: '^\\d+$',
  minNumberOfDigits: 1,
  maxNumberOfDigits: 4,
  terminatorDigits: '#*',
  inBetweenDigitsDurationSeconds: 2.5,
  repeat: 3,
  repeatDurationSeconds: 5,
};
const gathered = {
  InputDigitsRegex: '^\\d+$',
  MinNumberOfDigits: 1,
  MaxNumberOfDigits: 4,
  TerminatorDigits: ['#', '*'],
  InBetweenDigitsDurationInMilliseconds: 2500,
  Repeat: 3,
  RepeatDurationInMilliseconds: 5000,
};
const spoken = {
  text: 'Hi.',
  engine: 'neural',
  languageCode: 'en-US',
  textType: 'text',
  voiceId: 'Amy',
} as const;
const said = { Text: 'Hi.', Engine: 'neural', LanguageCode: 'en-US', TextType: 'text', VoiceId: 'Amy' };
const bot = 'arn:aws:lex:us-east-1:111122223333:bot-alias/BOT1/ALIAS1';

/** Every builder with every option, and what the service reads. */
const built: readonly { readonly build: () => SmaAction; readonly parameters: object }[] = [
  {
    build: () =>
      callAndBridge({
        callerIdNumber: '+12065550100',
        callTimeoutSeconds: 20,
        ringbackTone: file,
        trunk: {
          arn: 'arn:aws:chime:us-east-1:111122223333:vc/abc',
          user: 'desk',
          sipHeaders: { 'X-A': 'b' },
        },
      }),
    parameters: {
      CallerIdNumber: '+12065550100',
      CallTimeoutSeconds: 20,
      RingbackTone: s3,
      Endpoints: [
        { BridgeEndpointType: 'AWS', Arn: 'arn:aws:chime:us-east-1:111122223333:vc/abc', Uri: 'desk' },
      ],
      SipHeaders: { 'X-A': 'b' },
    },
  },
  {
    build: () => hangup({ participantTag: 'LEG-B', sipResponseCode: 480 }),
    parameters: { ParticipantTag: 'LEG-B', SipResponseCode: 480 },
  },
  {
    build: () => joinChimeMeeting({ participantTag: 'LEG-A', joinToken: 'j-1', meetingId: 'm-1' }),
    parameters: { ParticipantTag: 'LEG-A', JoinToken: 'j-1', MeetingId: 'm-1' },
  },
  {
    build: () =>
      modifyChimeMeetingAttendees({
        callId: 'c-b',
        operation: 'Mute',
        meetingId: 'm-1',
        attendeeList: ['a-1'],
      }),
    parameters: { CallId: 'c-b', Operation: 'Mute', MeetingId: 'm-1', AttendeeList: ['a-1'] },
  },
  {
    build: () => pause({ callId: 'c-a', durationSeconds: 0.25 }),
    parameters: { CallId: 'c-a', DurationInMilliseconds: 250 },
  },
  {
    build: () => playAudio({ callId: 'c-a', audioSource: file, playbackTerminators: '1#', repeat: 2 }),
    parameters: { CallId: 'c-a', AudioSource: s3, PlaybackTerminators: ['1', '#'], Repeat: 2 },
  },
  {
    build: () => playAudioAndGetDigits({ audioSource: file, failureAudioSource: file, ...gathering }),
    parameters: { AudioSource: s3, FailureAudioSource: s3, ...gathered },
  },
  {
    build: () =>
      receiveDigits({
        callId: 'c-a',
        inputDigitsRegex: '^1$',
        inBetweenDigitsDurationSeconds: 1,
        flushDigitsDurationSeconds: 2,
      }),
    parameters: {
      CallId: 'c-a',
      InputDigitsRegex: '^1$',
      InBetweenDigitsDurationInMilliseconds: 1000,
      FlushDigitsDurationInMilliseconds: 2000,
    },
  },
  {
    build: () =>
      recordAudio({
        callId: 'c-a',
        recordingDestination: { bucket: 'recordings', prefix: 'sales/' },
        recordingTerminators: '#',
        durationSeconds: 60,
        silenceDurationSeconds: 3,
        silenceThreshold: 100,
      }),
    parameters: {
      CallId: 'c-a',
      RecordingDestination: { Type: 'S3', BucketName: 'recordings', Prefix: 'sales/' },
      RecordingTerminators: ['#'],
      DurationInSeconds: 60,
      SilenceDurationInSeconds: 3,
      SilenceThreshold: 100,
    },
  },
  {
    build: () => sendDigits({ callId: 'c-b', digits: '1,2#', toneDurationMilliseconds: 100 }),
    parameters: { CallId: 'c-b', Digits: '1,2#', ToneDurationInMilliseconds: 100 },
  },
  { build: () => speak({ callId: 'c-a', ...spoken }), parameters: { CallId: 'c-a', ...said } },
  {
    build: () =>
      speakAndGetDigits({
        callId: 'c-a',
        speech: spoken,
        failureSpeech: { text: 'Sorry.' },
        ...gathering,
      }),
    parameters: {
      CallId: 'c-a',
      SpeechParameters: said,
      FailureSpeechParameters: { Text: 'Sorry.' },
      ...gathered,
    },
  },
  {
    build: () =>
      startBotConversation({
        callId: 'c-a',
        botAliasArn: bot,
        localeId: 'en_GB',
        configuration: { SessionState: { DialogAction: { Type: 'Delegate' } } },
      }),
    parameters: {
      CallId: 'c-a',
      BotAliasArn: bot,
      LocaleId: 'en_GB',
      Configuration: { SessionState: { DialogAction: { Type: 'Delegate' } } },
    },
  },
  {
    build: () => startCallRecording({ callId: 'c-a', track: 'BOTH', location: 'recordings/sales' }),
    parameters: {
      CallId: 'c-a',
      Track: 'BOTH',
      Destination: { Type: 'S3', Location: 'recordings/sales' },
    },
  },
  { build: () => stopCallRecording({ callId: 'c-a' }), parameters: { CallId: 'c-a' } },
  { build: () => pauseCallRecording({ callId: 'c-a' }), parameters: { CallId: 'c-a' } },
  { build: () => resumeCallRecording({ callId: 'c-a' }), parameters: { CallId: 'c-a' } },
  { build: () => voiceFocus({ callId: 'c-a', enable: false }), parameters: { CallId: 'c-a', Enable: false } },
];

const named = built.map(({ build, parameters }) => ({ type: build().Type, build, parameters }));

it.each(named)('$type says $parameters, which is right to send', ({ build, parameters }) => {
  const action = build();

  expect(action.Parameters).toStrictEqual(parameters);
  expect(checkAction(action, 'sender')).toEqual([]);
});

it('has a builder for every action', () => {
  const types: SmaActionType[] = named.map(({ type }) => type);

  expect(types.sort()).toEqual(Object.keys(actionRules).sort());
});

it('builds a fresh action each time, so that no call leaks into another', () => {
  const options = { audioSource: file };

  expect(playAudio(options)).not.toBe(playAudio(options));
  expect(playAudio(options).Parameters.AudioSource).not.toBe(playAudio(options).Parameters.AudioSource);
});

it('leaves out the options that are not given', () => {
  expect(playAudio({ audioSource: file }).Parameters).toStrictEqual({ AudioSource: s3 });
  expect(playAudio({ audioSource: file, participantTag: 'LEG-B' }).Parameters).toStrictEqual({
    AudioSource: s3,
    ParticipantTag: 'LEG-B',
  });
  expect(speak({ callId: 'c-a', text: 'Hi.' }).Parameters).toStrictEqual({ CallId: 'c-a', Text: 'Hi.' });
  expect(
    playAudioAndGetDigits({ audioSource: file, failureAudioSource: file, repeatDurationSeconds: 5 })
      .Parameters,
  ).toStrictEqual({ AudioSource: s3, FailureAudioSource: s3, RepeatDurationInMilliseconds: 5000 });
});
