import { friend, ourNumber, type ScenarioAction, trunk } from '../scenario';

export const sound = { Type: 'S3', BucketName: 'prompts', Key: 'hello.wav' };
export const playAction: ScenarioAction = ['PlayAudio', { AudioSource: sound }];
export const pauseAction: ScenarioAction = ['Pause', { DurationInMilliseconds: 1000 }];
export const speakAction: ScenarioAction = ['Speak', { Text: 'Hello there' }];
export const hangupAction: ScenarioAction = ['Hangup', {}];
export const hangupB: ScenarioAction = ['Hangup', { ParticipantTag: 'LEG-B' }];
export const bridge: ScenarioAction = [
  'CallAndBridge',
  { CallerIdNumber: ourNumber, Endpoints: [{ BridgeEndpointType: 'PSTN', Uri: friend }] },
];
export const bridgeToTrunk: ScenarioAction = [
  'CallAndBridge',
  { CallerIdNumber: ourNumber, Endpoints: [{ BridgeEndpointType: 'AWS', Arn: trunk, Uri: 'desk' }] },
];
export const digits: ScenarioAction = [
  'PlayAudioAndGetDigits',
  {
    AudioSource: sound,
    FailureAudioSource: sound,
    InputDigitsRegex: '^[12]$',
    MaxNumberOfDigits: 1,
    RepeatDurationInMilliseconds: 3000,
  },
];
export const spokenDigits: ScenarioAction = [
  'SpeakAndGetDigits',
  {
    SpeechParameters: { Text: 'Press one' },
    FailureSpeechParameters: { Text: 'Sorry' },
    InputDigitsRegex: '^[12]$',
    MaxNumberOfDigits: 1,
    RepeatDurationInMilliseconds: 3000,
  },
];
export const recordAction: ScenarioAction = [
  'RecordAudio',
  {
    DurationInSeconds: 10,
    RecordingTerminators: ['#'],
    RecordingDestination: { Type: 'S3', BucketName: 'recordings', Prefix: 'messages' },
  },
];
export const listen: ScenarioAction = [
  'ReceiveDigits',
  {
    InputDigitsRegex: '^\\d{2}#$',
    InBetweenDigitsDurationInMilliseconds: 1000,
    FlushDigitsDurationInMilliseconds: 5000,
  },
];
export const joinMeeting: ScenarioAction = ['JoinChimeMeeting', { JoinToken: 'token', MeetingId: 'meeting' }];
export const bot: ScenarioAction = [
  'StartBotConversation',
  { BotAliasArn: 'arn:aws:lex:us-east-1:111122223333:bot-alias/ABCDEFGHIJ/KLMNOPQRST' },
];
export const startRecording: ScenarioAction = [
  'StartCallRecording',
  { Track: 'BOTH', Destination: { Type: 'S3', Location: 'recordings/calls' } },
];
export const stopRecording: ScenarioAction = ['StopCallRecording', {}];
export const muteAll: ScenarioAction = [
  'ModifyChimeMeetingAttendees',
  { Operation: 'Mute', MeetingId: 'meeting', AttendeeList: ['attendee'] },
];

export const guide = (page: string): string => `Chime SDK developer guide, ${page}`;
