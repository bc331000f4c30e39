/** The types of events that a SIP media application sends to its Lambda (developer guide, pstn-invocations). */
export const invocationEventTypes = [
  'NEW_INBOUND_CALL',
  'NEW_OUTBOUND_CALL',
  'RINGING',
  'CALL_ANSWERED',
  'ACTION_SUCCESSFUL',
  'ACTION_FAILED',
  'ACTION_INTERRUPTED',
  'DIGITS_RECEIVED',
  'HANGUP',
  'CALL_UPDATE_REQUESTED',
  'INVALID_LAMBDA_RESPONSE',
] as const;

export type InvocationEventType = (typeof invocationEventTypes)[number];

export type ParticipantTag = 'LEG-A' | 'LEG-B';

/** One leg of a call in the service's format. `Status` is missing in several documented and real events. */
export type Participant = {
  readonly CallId: string;
  readonly ParticipantTag: ParticipantTag;
  readonly To: string;
  readonly From: string;
  readonly Direction: 'Inbound' | 'Outbound';
  /** Epoch milliseconds, as text. */
  readonly StartTimeInMilliseconds: string;
  readonly Status?: 'Connected' | 'Disconnected';
  readonly SipHeaders?: Readonly<Record<string, string>>;
};

/** The action of an event, with its result. Errors have several documented shapes. */
export type ActionData = {
  readonly Type: string;
  readonly Parameters?: Readonly<Record<string, unknown>>;
  readonly ReceivedDigits?: string;
  readonly RecordingDestination?: {
    readonly Type: string;
    readonly BucketName: string;
    readonly Key: string;
  };
  readonly ErrorType?: string;
  readonly ErrorMessage?: string;
  /** `Code: text`, from the meeting and call recording actions. */
  readonly Error?: string;
  readonly [other: string]: unknown;
};

/** An event in the service's format, schema version 1.0. */
export type SmaInvocation = {
  readonly SchemaVersion: '1.0';
  readonly Sequence: number;
  readonly InvocationEventType: InvocationEventType;
  readonly ActionData?: ActionData;
  readonly CallDetails: {
    readonly TransactionId: string;
    readonly TransactionAttributes?: Readonly<Record<string, unknown>>;
    readonly AwsAccountId: string;
    readonly AwsRegion: string;
    readonly SipRuleId?: string;
    readonly SipMediaApplicationId: string;
    readonly Participants: readonly Participant[];
  };
  /** Only on INVALID_LAMBDA_RESPONSE. */
  readonly ErrorType?: string;
  readonly ErrorMessage?: string;
};
