import type { FlowAction, FlowCondition, Transitions } from './flow-document';

/** A block without its identifier, as the functions below build it. */
export type Block = Omit<FlowAction, 'Identifier'>;

/** Where to go next, and where if the block fails. Both are identifiers of blocks. */
export type Branches = { readonly next: string; readonly failed: string };

type Errors = NonNullable<Transitions['Errors']>;

const errorTo = (NextAction: string, ErrorType = 'NoMatchingError'): Errors => [{ NextAction, ErrorType }];

const block = (
  Type: string,
  Parameters: FlowAction['Parameters'],
  Transitions: FlowAction['Transitions'],
): Block => ({ Type, Parameters, Transitions });

const to = ({ next, failed }: Branches): Transitions => ({ NextAction: next, Errors: errorTo(failed) });

const seconds = (value: number): string => String(value);

/** Reads a text to the caller. References such as `$.Attributes.name` are filled in. */
export const say = (Text: string, { next, failed = next }: { next: string; failed?: string }): Block =>
  block('MessageParticipant', { Text }, to({ next, failed }));

/** Writes what the flow does to CloudWatch. Off by default, since the log contains attributes. */
export const logFlow = (enabled: boolean, next: string): Block =>
  block(
    'UpdateFlowLoggingBehavior',
    { FlowLoggingBehavior: enabled ? 'Enabled' : 'Disabled' },
    { NextAction: next },
  );

/** The voice of everything that is said afterwards, such as `Danielle`. */
export const useVoice = (TextToSpeechVoice: string, next: string): Block =>
  block(
    'UpdateContactTextToSpeechVoice',
    { TextToSpeechVoice, TextToSpeechEngine: 'Neural', TextToSpeechStyle: 'None' },
    { NextAction: next },
  );

/** What a Lambda block needs. */
export type LambdaCall = {
  readonly functionArn: string;
  /** `Details.Parameters` of the event. */
  readonly parameters: Readonly<Record<string, string>>;
  /** 1 to 8 seconds. @default 3, as in Connect */
  readonly withinSeconds?: number;
  /** `STRING_MAP` for a flat object of text, `JSON` for any object. @default STRING_MAP */
  readonly answer?: 'STRING_MAP' | 'JSON';
};

/** Invokes a Lambda function. Its answer is read as `$.External.name`. */
export const invokeLambda = (
  { functionArn, parameters, withinSeconds = 3, answer = 'STRING_MAP' }: LambdaCall,
  branches: Branches,
): Block =>
  block(
    'InvokeLambdaFunction',
    {
      LambdaFunctionARN: functionArn,
      InvocationTimeLimitSeconds: seconds(withinSeconds),
      LambdaInvocationAttributes: parameters,
      ResponseValidation: { ResponseType: answer },
    },
    to(branches),
  );

/** Sets contact attributes, all or none of them. */
export const setAttributes = (Attributes: Readonly<Record<string, string>>, branches: Branches): Block =>
  block('UpdateContactAttributes', { Attributes, TargetContact: 'Current' }, to(branches));

/** Branches on the text of a value. */
export const compare = (
  ComparisonValue: string,
  { equals, otherwise }: { readonly equals: Readonly<Record<string, string>>; readonly otherwise: string },
): Block =>
  block(
    'Compare',
    { ComparisonValue },
    {
      NextAction: otherwise,
      Conditions: Object.entries(equals).map(([value, next]) => isEqual(value, next)),
      Errors: errorTo(otherwise, 'NoMatchingCondition'),
    },
  );

const isEqual = (value: string, NextAction: string): FlowCondition => ({
  NextAction,
  Condition: { Operator: 'Equals', Operands: [value] },
});

/** Asks for digits, which are then `$.StoredCustomerInput`. */
export const askForDigits = (
  Text: string,
  { most, withinSeconds, ...branches }: Branches & { readonly most: number; readonly withinSeconds: number },
): Block =>
  block(
    'GetParticipantInput',
    {
      Text,
      StoreInput: 'True',
      InputTimeLimitSeconds: seconds(withinSeconds),
      InputValidation: { CustomValidation: { MaximumLength: String(most) } },
      DTMFConfiguration: { DisableCancelKey: 'False' },
    },
    to(branches),
  );

/** Offers a choice of keys. */
export const menu = (
  Text: string,
  {
    keys,
    withinSeconds,
    otherwise,
  }: {
    readonly keys: Readonly<Record<string, string>>;
    readonly withinSeconds: number;
    readonly otherwise: string;
  },
): Block =>
  block(
    'GetParticipantInput',
    { Text, StoreInput: 'False', InputTimeLimitSeconds: seconds(withinSeconds) },
    {
      NextAction: otherwise,
      Conditions: Object.entries(keys).map(([key, next]) => isEqual(key, next)),
      Errors: ['InputTimeLimitExceeded', 'NoMatchingCondition', 'NoMatchingError'].flatMap((type) =>
        errorTo(otherwise, type),
      ),
    },
  );

/** Branches on whether the business is open. Without an id, the hours of the target queue are used. */
export const checkHoursOfOperation = (
  hoursId: string | undefined,
  { open, closed, failed }: { readonly open: string; readonly closed: string; readonly failed: string },
): Block =>
  block('CheckHoursOfOperation', hoursId === undefined ? {} : { HoursOfOperationId: hoursId }, {
    NextAction: failed,
    Conditions: [isEqual('True', open), isEqual('False', closed)],
    Errors: errorTo(failed),
  });

export const setQueue = (QueueId: string, branches: Branches): Block =>
  block('UpdateContactTargetQueue', { QueueId }, to(branches));

/** Puts the contact into the queue that was set. `next` is used only if the queue cannot take it. */
export const transferToQueue = ({
  full,
  failed,
}: {
  readonly full: string;
  readonly failed: string;
}): Block =>
  block(
    'TransferContactToQueue',
    {},
    { NextAction: failed, Errors: [...errorTo(full, 'QueueAtCapacity'), ...errorTo(failed)] },
  );

/** Transfers the call to a number and ends the flow. The third party sees the customer's own number. */
export const transferToNumber = (
  ThirdPartyPhoneNumber: string,
  { withinSeconds, failed }: { readonly withinSeconds: number; readonly failed: string },
): Block =>
  block(
    'TransferParticipantToThirdParty',
    {
      ThirdPartyPhoneNumber,
      ThirdPartyConnectionTimeLimitSeconds: seconds(withinSeconds),
      ContinueFlowExecution: 'False',
    },
    to({ next: failed, failed }),
  );

export const disconnect = (): Block => block('DisconnectParticipant', {}, {});
