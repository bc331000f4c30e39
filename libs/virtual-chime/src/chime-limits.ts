import {
  NotificationTarget,
  OriginationRouteProtocol,
  PhoneNumberAssociationName,
  PhoneNumberProductType,
  PhoneNumberType,
  SipRuleTriggerType,
  VoiceConnectorAwsRegion,
} from '@aws-sdk/client-chime-sdk-voice';
import type { Limit, LimitOf } from '@dialplane/virtual-aws';

/**
 * The limit of a member, from the "Pattern", "Length Constraints", "Valid Range" and "Valid Values" lines of the API
 * reference (docs.aws.amazon.com/chime-sdk/latest/APIReference/API_Operations_Amazon_Chime_SDK_Voice.html). Most members have
 * the same limit in every structure; the others are listed with their structure.
 */
export const limitOf: LimitOf = (structure, member) => limits[`${structure}.${member}`] ?? limits[member];

const text = (pattern: RegExp, expected: string): Limit => ({
  allows: (value) => pattern.test(String(value)),
  expected,
});
const oneOf = (values: Readonly<Record<string, string>>): Limit => ({
  allows: (value) => Object.values(values).includes(String(value)),
  expected: `one of ${Object.values(values).join(', ')}`,
});
const between = (least: number, most: number): Limit => ({
  allows: (value) => Number(value) >= least && Number(value) <= most,
  expected: `from ${least} to ${most}`,
});
const atLeast = (least: number): Limit => ({
  allows: (value) => Number(value) >= least,
  expected: `${least} or more`,
});
const items = (least: number, most: number): Limit => ({
  allows: (value) => {
    const size = typeof value === 'object' && value ? Object.keys(value).length : 0;
    return size >= least && size <= most;
  },
  expected: most === Infinity ? `a list of ${least} or more` : `${least} to ${most} of them`,
});
const each = (limit: Limit, count: Limit = items(0, Infinity)): Limit => ({
  allows: (value) => Array.isArray(value) && count.allows(value) && value.every(limit.allows),
  expected: `${count.expected}, each ${limit.expected}`,
});

const e164 = text(/^\+?[1-9]\d{1,14}$/, 'E.164, such as +12065550142');
const notBlank = text(/\S/, 'text that is not blank');
const name = text(/^[a-zA-Z0-9 _.-]{1,256}$/, '1 to 256 of a-z, A-Z, 0-9, space, _, . and -');
const callingName = text(/^$|^[a-zA-Z0-9 ]{2,15}$/, '2 to 15 letters, digits and spaces, or empty');
const phoneNumberName = text(
  /^(?=.{0,256}$)(?:$|[a-zA-Z0-9,._-]+(?:\s+[a-zA-Z0-9,._-]+)*$)/,
  'at most 256 letters, digits, commas, dots, underscores and dashes, in words',
);
const country = text(/^[A-Z]{2}$/, 'two letters, such as US');
const arn = text(/^arn[/:\-_.a-zA-Z0-9]{1,1021}$/, 'an ARN of at most 1024 characters');
const lambdaArn = text(
  /^arn:(aws[a-zA-Z-]*)?:lambda:[a-z]{2}((-gov)|(-iso(b?)))?-[a-z]+-\d:\d{12}:function:[a-zA-Z0-9-_]+(:(\$LATEST|[a-zA-Z0-9-_]+))?$/,
  'the ARN of a Lambda function',
);
const region = oneOf(VoiceConnectorAwsRegion);
const page = between(1, 100);

const limits: Readonly<Record<string, Limit>> = {
  // Identifiers and names
  PhoneNumberId: notBlank,
  VoiceConnectorId: notBlank,
  VoiceConnectorGroupId: notBlank,
  SipMediaApplicationId: notBlank,
  SipRuleId: notBlank,
  TransactionId: notBlank,
  PhoneNumberOrderId: notBlank,
  Name: name,
  ResourceARN: arn,
  ConfigurationArn: arn,
  LambdaArn: lambdaArn,
  AwsRegion: region,

  // Phone numbers
  E164PhoneNumbers: each(e164, items(1, Infinity)),
  FromPhoneNumber: e164,
  ToPhoneNumber: e164,
  DefaultPhoneNumber: e164,
  EmergencyPhoneNumber: e164,
  TestPhoneNumber: e164,
  ProductType: oneOf(PhoneNumberProductType),
  CallingName: callingName,
  'CreatePhoneNumberOrderRequest.Name': phoneNumberName,
  'UpdatePhoneNumberRequest.Name': phoneNumberName,
  'UpdatePhoneNumberRequestItem.Name': phoneNumberName,
  PhoneNumberIds: items(1, Infinity),
  UpdatePhoneNumberRequestItems: items(1, Infinity),
  FilterName: oneOf(PhoneNumberAssociationName),
  Country: country,
  CallingCountry: country,
  PhoneNumberType: oneOf(PhoneNumberType),
  TollFreePrefix: text(/^8(00|33|44|55|66|77|88)$/, '800, 833, 844, 855, 866, 877 or 888'),

  // SIP media applications and rules
  Endpoints: items(1, 1),
  TriggerType: oneOf(SipRuleTriggerType),
  TriggerValue: notBlank,
  TargetApplications: items(1, 25),
  // The reference gives no upper bound. There can be at most 25 targets.
  'SipRuleTargetApplication.Priority': between(1, 25),
  SipHeaders: items(0, 20),
  ArgumentsMap: items(0, 20),
  Arguments: items(0, 20),

  // Voice Connectors
  'VoiceConnectorItem.Priority': between(1, 99),
  Routes: items(1, 20),
  Port: between(0, 65_535),
  Protocol: oneOf(OriginationRouteProtocol),
  'OriginationRoute.Priority': between(1, 100),
  Weight: between(1, 100),
  CpsLimit: atLeast(1),
  CallingRegions: each(country),
  DataRetentionInHours: atLeast(0),
  StreamingNotificationTargets: items(1, 3),
  NotificationTarget: oneOf(NotificationTarget),

  // Pages and tags
  MaxResults: page,
  'SearchAvailablePhoneNumbersRequest.MaxResults': between(1, 500),
  NextToken: text(/^[^]{0,65535}$/, 'at most 65535 characters'),
  Tags: items(1, 50),
  TagKeys: each(text(/^[^]{1,128}$/, '1 to 128 characters'), items(1, 50)),
  'Tag.Key': text(/^[^]{1,128}$/, '1 to 128 characters'),
  'Tag.Value': text(/^[^]{0,256}$/, 'at most 256 characters'),
};
