import type { OwnedNumber } from '../account';
import { isAttachedTo, type AttachmentPlace } from '../attached-numbers';
import { badRequest, conflict, chimeNotFound } from '../chime-error';
import type { InputOf } from '../chime-operation-types';
import { ruleFor, chimeStatusOf } from '../number-status';
import { inE164, numberOrThrow } from '../owned-numbers';
import { releaseNumber } from '../release-number';
import type { ChimeBehaviours, ChimeService } from '../service';
import { connectorOrThrow } from './voice-connectors';
import { groupOrThrow } from './voice-connector-groups';
import { forEachNumber, type PhoneNumberError } from './phone-number-errors';

/** Numbers that belong to a Voice Connector, or to a group of them. */
export const chimeNumberAssociations = {
  AssociatePhoneNumbersWithVoiceConnector: (service, input) => {
    const { id } = connectorOrThrow(service, input.VoiceConnectorId);
    return { PhoneNumberErrors: associate(service, { kind: 'VoiceConnectorId', id }, input) };
  },
  AssociatePhoneNumbersWithVoiceConnectorGroup: (service, input) => {
    const { id } = groupOrThrow(service, input.VoiceConnectorGroupId);
    return { PhoneNumberErrors: associate(service, { kind: 'VoiceConnectorGroupId', id }, input) };
  },
  DisassociatePhoneNumbersFromVoiceConnector: (service, input) => {
    const { id } = connectorOrThrow(service, input.VoiceConnectorId);
    return {
      PhoneNumberErrors: disassociate(service, { kind: 'VoiceConnectorId', id }, input.E164PhoneNumbers),
    };
  },
  DisassociatePhoneNumbersFromVoiceConnectorGroup: (service, input) => {
    const { id } = groupOrThrow(service, input.VoiceConnectorGroupId);
    return {
      PhoneNumberErrors: disassociate(service, { kind: 'VoiceConnectorGroupId', id }, input.E164PhoneNumbers),
    };
  },
} satisfies ChimeBehaviours;

const associate = (
  service: ChimeService,
  place: AttachmentPlace,
  {
    E164PhoneNumbers,
    ForceAssociate = false,
  }: Pick<InputOf<'AssociatePhoneNumbersWithVoiceConnector'>, 'E164PhoneNumbers' | 'ForceAssociate'>,
): readonly PhoneNumberError[] =>
  forEachNumber(E164PhoneNumbers, inE164, (id) => {
    const number = numberOrThrow(service, id);
    checkUsable(service, number);
    if (isAttachedTo(number, place)) return;
    if (number.attachedTo && !ForceAssociate)
      throw conflict(
        `Cannot associate the phone number "${number.number}": it has an association, expected ForceAssociate to replace it`,
        'PhoneNumberAssociationsExist',
      );
    number.attachedTo = { ...place, at: service.now() };
    number.updatedAt = service.now();
  });

/** Only a number that is there, and of the right product type, can belong to a connector. */
const checkUsable = ({ account, now }: ChimeService, number: OwnedNumber): void => {
  const status = chimeStatusOf(account, number, now());
  if (status === 'AcquireInProgress')
    throw conflict(`Cannot associate the phone number "${number.number}": its order is still in progress`);
  if (status === 'ReleaseInProgress')
    throw badRequest(
      `Cannot associate the phone number "${number.number}": it is in the deletion queue, restore it first`,
    );
  if (ruleFor(account, number.number))
    throw conflict(
      `Cannot associate the phone number "${number.number}": a SIP rule uses it, delete the rule first`,
      'PhoneNumberAssociationsExist',
    );
  if (number.productType !== 'VoiceConnector')
    throw badRequest(
      `Cannot associate the phone number "${number.number}": its product type is ${number.productType}, expected VoiceConnector`,
    );
};

const disassociate = (
  service: ChimeService,
  place: AttachmentPlace,
  numbers: readonly string[],
): readonly PhoneNumberError[] =>
  forEachNumber(numbers, inE164, (id) => {
    const number = numberOrThrow(service, id);
    if (!isAttachedTo(number, place))
      throw chimeNotFound(
        `Cannot disassociate the phone number "${number.number}": it is not associated with "${place.id}"`,
      );
    delete number.attachedTo;
    releaseNumber(service, number.number);
  });
