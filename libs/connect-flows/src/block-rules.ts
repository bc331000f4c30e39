import {
  mustMatch,
  mustBeObject,
  mustBeObjectWith,
  mustBeOneOf,
  type ParameterRule,
  mustBeText,
  mustBeTextMap,
  mustBeTrueOrFalse,
  mustBeWholeNumber,
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
const prompt = { PromptId: mustBeText, Text: mustBeText, SSML: mustBeText, Media: mustBeObject };
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
    required: { StoreInput: mustBeTrueOrFalse },
    optional: {
      ...prompt,
      InputTimeLimitSeconds: mustBeWholeNumber(1, 180),
      InputValidation: mustBeObjectWith({
        CustomValidation: mustBeObjectWith({ MaximumLength: mustBeWholeNumber(1, 100) }),
        PhoneNumberValidation: mustBeObject,
      }),
      InputEncryption: mustBeObject,
      DTMFConfiguration: mustBeObjectWith({
        InputTerminationSequence: mustMatch(/^[0-9*#]{0,5}$/, 'at most five of 0-9, * and #'),
        DisableCancelKey: mustBeTrueOrFalse,
        InterdigitTimeLimitSeconds: mustBeWholeNumber(1, 20),
      }),
    },
    exactlyOne: onePrompt,
    errors: ['InputTimeLimitExceeded', 'NoMatchingCondition', 'InvalidPhoneNumber', general],
    conditions: true,
  },
  DisconnectParticipant: { ends: true },
  EndFlowExecution: { ends: true },
  TransferParticipantToThirdParty: {
    required: { ThirdPartyPhoneNumber: mustBeText },
    optional: {
      ThirdPartyConnectionTimeLimitSeconds: mustBeWholeNumber(0, 600),
      ThirdPartyConnectionTimeoutSeconds: mustBeWholeNumber(0, 600),
      ThirdPartyDTMFDigits: mustMatch(/^[0-9,*#]{0,50}$/, 'at most 50 of 0-9, comma, * and #'),
      ContinueFlowExecution: mustBeTrueOrFalse,
      CallerId: mustBeObjectWith({ Name: mustBeText, Number: mustBeText }),
    },
    errors: ['CallFailed', 'ConnectionTimeLimitExceeded', general],
  },
  InvokeLambdaFunction: {
    required: { LambdaFunctionARN: mustBeText },
    optional: {
      InvocationTimeLimitSeconds: mustBeWholeNumber(1, 8),
      InvocationType: mustBeOneOf('SYNCHRONOUS', 'ASYNCHRONOUS'),
      LambdaInvocationAttributes: mustBeTextMap(),
      ResponseValidation: mustBeObjectWith({ ResponseType: mustBeOneOf('STRING_MAP', 'JSON') }),
    },
    errors: [general],
  },
  UpdateContactAttributes: {
    required: { Attributes: mustBeTextMap(attributeKey, 'letters, digits, dash and underscore') },
    optional: { TargetContact: mustBeOneOf('Current', 'Related') },
    errors: [general],
  },
  UpdateContactData: {
    optional: {
      LanguageCode: mustBeText,
      CustomerId: mustBeText,
      Name: mustBeText,
      Description: mustBeText,
      References: mustBeObject,
      TargetContact: mustBeOneOf('Current', 'Related'),
      WisdomSessionArn: mustBeText,
      SegmentAttributes: mustBeObject,
    },
    errors: [general],
  },
  UpdateContactTargetQueue: {
    optional: { QueueId: mustBeText, AgentId: mustBeText },
    exactlyOne: ['QueueId', 'AgentId'],
    errors: [general],
  },
  TransferContactToQueue: { errors: ['QueueAtCapacity', general] },
  CheckHoursOfOperation: {
    optional: { HoursOfOperationId: mustBeText },
    errors: [general],
    conditions: true,
  },
  Compare: {
    required: { ComparisonValue: mustBeText },
    errors: ['NoMatchingCondition'],
    conditions: true,
  },
  UpdateFlowLoggingBehavior: { required: { FlowLoggingBehavior: mustBeOneOf('Enabled', 'Disabled') } },
  UpdateContactRecordingBehavior: {
    optional: { RecordingBehavior: mustBeObject, AnalyticsBehavior: mustBeObject },
    errors: [general],
  },
  UpdateContactRecordingAndAnalyticsBehavior: {
    optional: {
      VoiceBehavior: mustBeObject,
      ChatBehavior: mustBeObject,
      ScreenRecordingBehavior: mustBeObject,
    },
    errors: [general, 'ChannelMismatch'],
  },
  UpdateContactTextToSpeechVoice: {
    required: { TextToSpeechVoice: mustBeText },
    optional: { TextToSpeechEngine: mustBeText, TextToSpeechStyle: mustBeText },
    errors: [general],
  },
  UpdateContactEventHooks: { required: { EventHooks: mustBeTextMap() }, errors: [general] },
  TransferToFlow: { required: { ContactFlowId: mustBeText }, errors: [general] },
  InvokeFlowModule: { required: { FlowModuleId: mustBeText }, errors: [general] },
  EndFlowModuleExecution: { ends: true },
  Wait: {
    required: { TimeLimitSeconds: mustBeWholeNumber(1, 604_800) },
    optional: { Events: mustBeObject },
    errors: ['ParticipantNotFound', general],
    conditions: true,
  },
};

/** The rule of a block type. undefined: the type is not known here. */
export const blockRule = (type: string): BlockRule | undefined =>
  Object.hasOwn(rules, type) ? rules[type] : undefined;
