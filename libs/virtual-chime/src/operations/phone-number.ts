import { classify, countryOf, type E164 } from '@dialplane/phone-numbers';
import type { ChimeAccount, OwnedNumber } from '../account';
import type { OutputOf } from '../chime-operation-types';
import { goneAt, ruleFor, chimeStatusOf } from '../number-status';
import type { ChimeService } from '../service';

/** A number as the API shows it. */
export type PhoneNumberOutput = NonNullable<OutputOf<'GetPhoneNumber'>['PhoneNumber']>;

/** A number of the account, in the API's format. */
export const phoneNumberOutput = ({ account, now }: ChimeService, it: OwnedNumber): PhoneNumberOutput => {
  const Status = chimeStatusOf(account, it, now());
  const country = countryOf(it.number as E164);
  return {
    PhoneNumberId: it.number,
    E164PhoneNumber: it.number,
    ...(country && { Country: country }),
    Type: classify(it.number) === 'toll-free' ? 'TollFree' : 'Local',
    ProductType: it.productType,
    ...(Status && { Status }),
    Capabilities: {
      InboundCall: true,
      OutboundCall: true,
      InboundSMS: false,
      OutboundSMS: false,
      InboundMMS: false,
      OutboundMMS: false,
    },
    Associations: associations(account, it),
    ...(it.callingName !== undefined && { CallingName: it.callingName }),
    CallingNameStatus: callingNameStatus(it, now()),
    ...(it.name !== undefined && { Name: it.name }),
    ...(it.orderId && { OrderId: it.orderId }),
    CreatedTimestamp: new Date(it.createdAt),
    UpdatedTimestamp: new Date(it.updatedAt),
    ...(it.deletedAt !== undefined && { DeletionTimestamp: new Date(goneAt(it.deletedAt)) }),
  };
};

const associations = (
  account: ChimeAccount,
  { number, attachedTo }: OwnedNumber,
): PhoneNumberOutput['Associations'] => {
  const rule = ruleFor(account, number);
  return [
    ...(attachedTo
      ? [{ Name: attachedTo.kind, Value: attachedTo.id, AssociatedTimestamp: new Date(attachedTo.at) }]
      : []),
    ...(rule
      ? [{ Name: 'SipRuleId' as const, Value: rule.id, AssociatedTimestamp: new Date(rule.createdAt) }]
      : []),
  ];
};

/** Whether a new calling name is still on its way to the carriers. */
export const callingNameStatus = (
  { callingName, callingNameDoneAt = 0 }: OwnedNumber,
  now: number,
): 'Unassigned' | 'UpdateInProgress' | 'UpdateSucceeded' => {
  if (now < callingNameDoneAt) return 'UpdateInProgress';
  return callingName ? 'UpdateSucceeded' : 'Unassigned';
};
