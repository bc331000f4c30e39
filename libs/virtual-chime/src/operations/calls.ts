import { badRequest, ChimeError, chimeNotFound } from '../chime-error';
import { chimeStatusOf } from '../number-status';
import { findNumber, inE164 } from '../owned-numbers';
import type { ChimeBehaviours, Calls, ChimeService } from '../service';
import { applicationOrThrow } from './sip-media-applications';

/** Calls that a SIP media application places, and messages to its calls. */
export const chimeCalls = {
  CreateSipMediaApplicationCall: (service, input) => {
    const { SipMediaApplicationId: id, FromPhoneNumber, ToPhoneNumber } = input;
    // This operation has no NotFoundException (API reference, CreateSipMediaApplicationCall, "Errors").
    const application = service.account.applications.get(id);
    if (!application)
      throw badRequest(
        `Cannot place a call by the SIP media application "${id}": expected one of the account's`,
      );
    const transactionId = callsOrThrow(service).place(
      { applicationId: id, region: application.region, lambdaArn: application.lambdaArn },
      {
        from: ownNumber(service, FromPhoneNumber),
        to: inE164(ToPhoneNumber),
        headers: input.SipHeaders ?? {},
        arguments: input.ArgumentsMap ?? {},
      },
    );
    return { SipMediaApplicationCall: { TransactionId: transactionId } };
  },

  UpdateSipMediaApplicationCall: (service, { SipMediaApplicationId, TransactionId, Arguments }) => {
    applicationOrThrow(service, SipMediaApplicationId);
    if (!callsOrThrow(service).update(SipMediaApplicationId, TransactionId, Arguments))
      throw chimeNotFound(`Cannot update the call "${TransactionId}": expected a call that is up`);
    return { SipMediaApplicationCall: { TransactionId } };
  },
} satisfies ChimeBehaviours;

const callsOrThrow = ({ calls }: ChimeService): Calls => {
  if (!calls)
    throw new ChimeError(
      'ServiceUnavailableException',
      'Cannot place or update calls: this virtual Chime has no phone network, expected the option calls',
    );
  return calls;
};

/** Calls come from the account's own numbers (API reference, CreateSipMediaApplicationCall, FromPhoneNumber). */
const ownNumber = (service: ChimeService, text: string): string => {
  const found = findNumber(service, text);
  const status = found && chimeStatusOf(service.account, found, service.now());
  if (!found || (status !== 'Assigned' && status !== 'Unassigned'))
    throw badRequest(`Cannot place a call from "${inE164(text)}": expected a number of the account`);
  return found.number;
};
