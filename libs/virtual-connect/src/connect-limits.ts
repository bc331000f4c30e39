import {
  ContactFlowType,
  HoursOfOperationDays,
  InstanceAttributeType,
  PhoneNumberCountryCode,
  PhoneNumberType,
} from '@aws-sdk/client-connect';
import type { Limit, LimitOf } from '@dialplane/virtual-aws';

/** The attributes of an instance. */
export const instanceAttributes: readonly string[] = Object.values(InstanceAttributeType);

const text = (least: number, most: number): Limit => ({
  allows: (value) => String(value).length >= least && String(value).length <= most,
  expected: `text of ${least} to ${most} characters`,
});
const oneOf = (values: Readonly<Record<string, string>>): Limit => ({
  allows: (value) => Object.values(values).includes(String(value)),
  expected: `one of ${Object.values(values).join(', ')}`,
});
const between = (least: number, most: number): Limit => ({
  allows: (value) => Number(value) >= least && Number(value) <= most,
  expected: `from ${least} to ${most}`,
});
const pattern = (expression: RegExp, expected: string): Limit => ({
  allows: (value) => expression.test(String(value)),
  expected,
});
const items = (least: number, most: number): Limit => ({
  allows: (value) => {
    const size = typeof value === 'object' && value ? Object.keys(value).length : 0;
    return size >= least && size <= most;
  },
  expected: `${least} to ${most} of them`,
});

/** Limits of members from the Amazon Connect API reference, for the operations that are simulated. */
const limits: Readonly<Record<string, Limit>> = {
  InstanceAlias: pattern(/^(?!d-)[\da-zA-Z][-\da-zA-Z]{0,61}$/, '1 to 62 letters, digits and dashes'),
  AttributeType: oneOf(InstanceAttributeType),
  Name: text(1, 127),
  'CreateContactFlowRequest.Type': oneOf(ContactFlowType),
  Content: text(1, 256_000),
  Description: text(0, 500),
  MaxContacts: { allows: (value) => Number(value) >= 0, expected: '0 or more' },
  Day: oneOf(HoursOfOperationDays),
  Hours: between(0, 23),
  Minutes: between(0, 59),
  'CreateHoursOfOperationRequest.Config': items(1, 100),
  FunctionArn: text(1, 140),
  PhoneNumber: pattern(/^\+[1-9]\d{1,14}$/, 'E.164, such as +12065550142'),
  PhoneNumberCountryCode: oneOf(PhoneNumberCountryCode),
  'SearchAvailablePhoneNumbersRequest.PhoneNumberType': oneOf(PhoneNumberType),
  PhoneNumberDescription: text(0, 500),
  PhoneNumberPrefix: pattern(/^\+?[0-9]{1,11}$/, 'a plus and digits'),
  'SearchAvailablePhoneNumbersRequest.MaxResults': between(1, 10),
  'ListInstancesRequest.MaxResults': between(1, 10),
  'ListLambdaFunctionsRequest.MaxResults': between(1, 25),
  MaxResults: between(1, 1000),
  Tags: items(1, 50),
  tags: items(1, 50),
  tagKeys: items(1, 50),
};

export const connectLimitOf: LimitOf = (structure, member) =>
  limits[`${structure}.${member}`] ?? limits[member];
