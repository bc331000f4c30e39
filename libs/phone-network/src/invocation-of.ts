import type { SmaInvocation } from '@dialplane/telephony-actions';
import type { CallIdentity } from './call-records';
import type { QueuedEvent } from './event-queue';
import type { Attributes } from './read-response';
import { participant, type SimulatedLeg } from './simulated-leg';

export type ToldInvocation = {
  readonly mail: QueuedEvent;
  readonly sequence: number;
  readonly call: CallIdentity;
  readonly attributes: Attributes;
  readonly legs: readonly SimulatedLeg[];
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
