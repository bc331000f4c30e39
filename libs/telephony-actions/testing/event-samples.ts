import type { Participant, SmaInvocation } from '../src/invocation';

/** The caller's leg, as NEW_INBOUND_CALL shows it: without a status. */
export const legA: Participant = {
  CallId: 'c-a',
  ParticipantTag: 'LEG-A',
  To: '+12065550100',
  From: '+12065550199',
  Direction: 'Inbound',
  StartTimeInMilliseconds: '1700000000000',
};
export const connectedA: Participant = { ...legA, Status: 'Connected' };
export const connectedB: Participant = {
  ...connectedA,
  CallId: 'c-b',
  ParticipantTag: 'LEG-B',
  Direction: 'Outbound',
};

/** An event in its canonical shape, with the caller's leg unless told otherwise. */
export const invocation = (
  event: Partial<SmaInvocation> & Pick<SmaInvocation, 'InvocationEventType'>,
  ...participants: readonly Participant[]
): SmaInvocation => ({
  SchemaVersion: '1.0',
  Sequence: 3,
  CallDetails: {
    TransactionId: 't-1',
    AwsAccountId: '111122223333',
    AwsRegion: 'us-east-1',
    SipRuleId: 'r-1',
    SipMediaApplicationId: 'sma-1',
    TransactionAttributes: { k: 'v' },
    Participants: participants.length > 0 ? participants : [connectedA],
  },
  ...event,
});

const bridging = {
  Type: 'CallAndBridge',
  Parameters: {
    CallTimeoutSeconds: 30,
    CallerIdNumber: '+12065550100',
    Endpoints: [{ BridgeEndpointType: 'PSTN', Uri: '+12065550111' }],
    CallId: 'c-a',
  },
};
const recording = {
  Type: 'RecordAudio',
  Parameters: {
    CallId: 'c-a',
    DurationInSeconds: 10,
    RecordingTerminators: ['#'],
    RecordingDestination: { Type: 'S3', BucketName: 'recordings' },
  },
};

/** One event of every kind that the developer guide shows, in its canonical shape. */
export const events = {
  newCall: invocation({ Sequence: 1, InvocationEventType: 'NEW_INBOUND_CALL' }, legA),
  newOutboundCall: invocation({ Sequence: 1, InvocationEventType: 'NEW_OUTBOUND_CALL' }),
  ringing: invocation({ InvocationEventType: 'RINGING' }),
  answered: invocation({ InvocationEventType: 'CALL_ANSWERED' }),
  bridged: invocation(
    { InvocationEventType: 'ACTION_SUCCESSFUL', ActionData: bridging },
    connectedA,
    connectedB,
  ),
  noAnswer: invocation({
    InvocationEventType: 'ACTION_FAILED',
    ActionData: { ...bridging, ErrorType: 'CallNotAnswered', ErrorMessage: 'Call not answered' },
  }),
  legEnded: invocation(
    {
      InvocationEventType: 'HANGUP',
      ActionData: {
        Type: 'Hangup',
        Parameters: { SipResponseCode: 0, CallId: 'c-b', ParticipantTag: 'LEG-B' },
      },
    },
    connectedA,
    { ...connectedB, Status: 'Disconnected' },
  ),
  digits: invocation({
    InvocationEventType: 'DIGITS_RECEIVED',
    ActionData: {
      ReceivedDigits: '11#',
      Type: 'ReceiveDigits',
      Parameters: {
        CallId: 'c-a',
        InputDigitsRegex: '^\\d{2}#$',
        InBetweenDigitsDurationInMilliseconds: 5000,
        FlushDigitsDurationInMilliseconds: 10000,
      },
    },
  }),
  update: invocation({
    InvocationEventType: 'CALL_UPDATE_REQUESTED',
    ActionData: { Type: 'CallUpdateRequest', Parameters: { Arguments: { k: 'v' } } },
  }),
  interrupted: invocation({
    InvocationEventType: 'ACTION_INTERRUPTED',
    ActionData: { Type: 'Pause', Parameters: { CallId: 'c-a', DurationInMilliseconds: 3000 } },
  }),
  badReply: invocation({
    InvocationEventType: 'INVALID_LAMBDA_RESPONSE',
    ErrorType: 'SchemaVersionMismatch',
    ErrorMessage: 'Schema version mismatch.',
  }),
  recorded: invocation({
    InvocationEventType: 'ACTION_SUCCESSFUL',
    ActionData: {
      ...recording,
      RecordingDestination: { Type: 'S3', BucketName: 'recordings', Key: 'c-a-0.wav' },
      RecordingTerminatorUsed: '#',
    },
  }),
  gathered: invocation({
    InvocationEventType: 'ACTION_SUCCESSFUL',
    ActionData: {
      Type: 'PlayAudioAndGetDigits',
      Parameters: { CallId: 'c-a', Repeat: 3, RepeatDurationInMilliseconds: 10000 },
      ReceivedDigits: '1234',
    },
  }),
  muteFailed: invocation(
    {
      InvocationEventType: 'ACTION_FAILED',
      ActionData: {
        Type: 'ModifyChimeMeetingAttendees',
        Parameters: { Operation: 'Mute', MeetingId: 'm-1', CallId: 'c-b', AttendeeList: ['a-1'] },
        ErrorType: 'InvalidActionParameter',
        ErrorMessage: 'Invalid action on the call',
        ErrorList: ['a-1 is not part of this meeting'],
      },
    },
    connectedA,
    connectedB,
  ),
  recordingStarted: invocation({
    InvocationEventType: 'ACTION_SUCCESSFUL',
    ActionData: {
      Type: 'StartCallRecording',
      Parameters: { CallId: 'c-a', Track: 'BOTH', Destination: { Type: 'S3', Location: 'recordings' } },
      CallRecordingDestination: { Type: 'S3', Location: 'recordings/2026/01/05/c-a.wav' },
    },
  }),
  understood: invocation({
    InvocationEventType: 'ACTION_SUCCESSFUL',
    ActionData: {
      CallId: 'c-a',
      Type: 'StartBotConversation',
      Parameters: { BotAliasArn: 'arn:aws:lex:us-east-1:111122223333:bot-alias/BOT1/ALIAS1' },
      IntentResult: { SessionId: 'c-a', SessionState: { Intent: { Name: 'Sales', State: 'Fulfilled' } } },
    },
  }),
  voiceFocusFailed: invocation({
    InvocationEventType: 'ACTION_FAILED',
    ActionData: {
      Type: 'VoiceFocus',
      Parameters: { CallId: 'c-a', Enable: true },
      ErrorType: 'SystemException',
      ErrorMessage: 'System error while running action',
    },
  }),
} satisfies Readonly<Record<string, SmaInvocation>>;
