import type { SmaInvocation } from '@dialplane/telephony-actions';
import type { CallIdentity } from './call-records';
import type { Mail } from './mailbox';
import { participant, type SmaLeg } from './sma-leg';

export type ToldInvocation = {
  readonly mail: Mail;
  readonly sequence: number;
  readonly call: CallIdentity;
  readonly attributes: Readonly<Record<string, string>>;
  readonly legs: readonly SmaLeg[];
};

/** The event as the Lambda gets it: the documented shape (developer guide, page pstn-invocations). */
export const invocationOf = ({ mail, sequence, call, attributes, legs }: ToldInvocation): SmaInvocation => ({
  SchemaVersion: '1.0',
  Sequence: sequence,
  InvocationEventType: mail.type,
  ...(mail.actionData && { ActionData: mail.actionData }),
  ...(mail.error && { ErrorType: mail.error.type, ErrorMessage: mail.error.message }),
  CallDetails: {
    TransactionId: call.transactionId,
    ...(Object.keys(attributes).length > 0 && { TransactionAttributes: attributes }),
    AwsAccountId: call.accountId,
    AwsRegion: call.region,
    ...(call.sipRuleId && { SipRuleId: call.sipRuleId }),
    SipMediaApplicationId: call.applicationId,
    Participants: legs.map(participant),
  },
});
