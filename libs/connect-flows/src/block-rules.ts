import {
  matching,
  object,
  objectWith,
  oneOf,
  type ParameterRule,
  text,
  textMap,
  trueOrFalse,
  wholeNumber,
} from './parameter-rule';

/** What the flow language says of a block type. */
export type BlockRule = {
  readonly required?: Readonly<Record<string, ParameterRule>>;
  readonly optional?: Readonly<Record<string, ParameterRule>>;
  /** Exactly one of these parameters is present. */
  readonly exactlyOne?: readonly string[];
  /** The error types that the block may have branches for. */
  readonly errors?: readonly string[];
  /** Whether it may have conditions. @default false */
  readonly conditions?: boolean;
  /** Ends the contact or the flow: it has no next action. @default false */
  readonly ends?: boolean;
};

const general = 'NoMatchingError';
const prompt = { PromptId: text, Text: text, SSML: text, Media: object };
const onePrompt = ['PromptId', 'Text', 'SSML', 'Media'];

/** UpdateContactAttributes (API reference): letters, digits, dash and underscore, in ASCII. */
export const attributeKey = /^[A-Za-z0-9_-]{1,32767}$/;

/**
 * The block types that are known here, from the "Flow language" section of the Amazon Connect API reference. A type that
 * is missing is not wrong: `readFlow` reports it as not known.
 */
const rules: Readonly<Record<string, BlockRule>> = {
  MessageParticipant: { optional: prompt, exactlyOne: onePrompt, errors: [general] },
  GetParticipantInput: {
    required: { StoreInput: trueOrFalse },
    optional: {
      ...prompt,
      InputTimeLimitSeconds: wholeNumber(1, 180),
      InputValidation: objectWith({
        CustomValidation: objectWith({ MaximumLength: wholeNumber(1, 100) }),
        PhoneNumberValidation: object,
      }),
      InputEncryption: object,
      DTMFConfiguration: objectWith({
        InputTerminationSequence: matching(/^[0-9*#]{0,5}$/, 'at most five of 0-9, * and #'),
        DisableCancelKey: trueOrFalse,
        InterdigitTimeLimitSeconds: wholeNumber(1, 20),
      }),
    },
    exactlyOne: onePrompt,
    errors: ['InputTimeLimitExceeded', 'NoMatchingCondition', 'InvalidPhoneNumber', general],
    conditions: true,
  },
  DisconnectParticipant: { ends: true },
  EndFlowExecution: { ends: true },
  TransferParticipantToThirdParty: {
    required: { ThirdPartyPhoneNumber: text },
    optional: {
      ThirdPartyConnectionTimeLimitSeconds: wholeNumber(0, 600),
      ThirdPartyConnectionTimeoutSeconds: wholeNumber(0, 600),
      ThirdPartyDTMFDigits: matching(/^[0-9,*#]{0,50}$/, 'at most 50 of 0-9, comma, * and #'),
      ContinueFlowExecution: trueOrFalse,
      CallerId: objectWith({ Name: text, Number: text }),
    },
    errors: ['CallFailed', 'ConnectionTimeLimitExceeded', general],
  },
  InvokeLambdaFunction: {
    required: { LambdaFunctionARN: text },
    optional: {
      InvocationTimeLimitSeconds: wholeNumber(1, 8),
      InvocationType: oneOf('SYNCHRONOUS', 'ASYNCHRONOUS'),
      LambdaInvocationAttributes: textMap(),
      ResponseValidation: objectWith({ ResponseType: oneOf('STRING_MAP', 'JSON') }),
    },
    errors: [general],
  },
  UpdateContactAttributes: {
    required: { Attributes: textMap(attributeKey, 'letters, digits, dash and underscore') },
    optional: { TargetContact: oneOf('Current', 'Related') },
    errors: [general],
  },
  UpdateContactData: {
    optional: {
      LanguageCode: text,
      CustomerId: text,
      Name: text,
      Description: text,
      References: object,
      TargetContact: oneOf('Current', 'Related'),
      WisdomSessionArn: text,
      SegmentAttributes: object,
    },
    errors: [general],
  },
  UpdateContactTargetQueue: {
    optional: { QueueId: text, AgentId: text },
    exactlyOne: ['QueueId', 'AgentId'],
    errors: [general],
  },
  TransferContactToQueue: { errors: ['QueueAtCapacity', general] },
  CheckHoursOfOperation: { optional: { HoursOfOperationId: text }, errors: [general], conditions: true },
  Compare: {
    required: { ComparisonValue: text },
    errors: ['NoMatchingCondition'],
    conditions: true,
  },
  UpdateFlowLoggingBehavior: { required: { FlowLoggingBehavior: oneOf('Enabled', 'Disabled') } },
  UpdateContactRecordingBehavior: {
    optional: { RecordingBehavior: object, AnalyticsBehavior: object },
    errors: [general],
  },
  UpdateContactRecordingAndAnalyticsBehavior: {
    optional: { VoiceBehavior: object, ChatBehavior: object, ScreenRecordingBehavior: object },
    errors: [general, 'ChannelMismatch'],
  },
  UpdateContactTextToSpeechVoice: {
    required: { TextToSpeechVoice: text },
    optional: { TextToSpeechEngine: text, TextToSpeechStyle: text },
    errors: [general],
  },
  UpdateContactEventHooks: { required: { EventHooks: textMap() }, errors: [general] },
  TransferToFlow: { required: { ContactFlowId: text }, errors: [general] },
  InvokeFlowModule: { required: { FlowModuleId: text }, errors: [general] },
  EndFlowModuleExecution: { ends: true },
  Wait: {
    required: { TimeLimitSeconds: wholeNumber(1, 604_800) },
    optional: { Events: object },
    errors: ['ParticipantNotFound', general],
    conditions: true,
  },
};

/** The rule of a block type. undefined: the type is not known here. */
export const blockRule = (type: string): BlockRule | undefined =>
  Object.hasOwn(rules, type) ? rules[type] : undefined;
