import { addAttributes, type ConnectContact } from '@dialplane/phone-network';
import { connectError, invalid, connectNotFound } from '../connect-error';
import {
  type ConnectBehaviours,
  type ConnectService,
  idIn,
  instanceArn,
  instanceOrThrow,
} from '../connect-service';

const contactOrThrow = (service: ConnectService, InstanceId: string, id: string): ConnectContact => {
  const arn = instanceArn(service, instanceOrThrow(service, InstanceId).id);
  const found = service.contacts.get(id);
  if (!found || found.instanceArn !== arn) throw connectNotFound('contact', id);
  return found;
};

/** Contacts, while and after they run, and their attributes. */
export const connectContacts = {
  DescribeContact: (service, { InstanceId, ContactId }) => {
    const it = contactOrThrow(service, InstanceId, ContactId);
    return {
      Contact: {
        Arn: `${it.instanceArn}/contact/${it.contactId}`,
        Id: it.contactId,
        InitialContactId: it.contactId,
        InitiationMethod: 'INBOUND',
        Channel: 'VOICE',
        QueueInfo: it.queue && { Id: idIn(it.queue.arn) },
        InitiationTimestamp: new Date(it.startedAt),
        DisconnectTimestamp: it.endedAt === undefined ? undefined : new Date(it.endedAt),
        LastUpdateTimestamp: new Date(service.now()),
        CustomerEndpoint: { Type: 'TELEPHONE_NUMBER', Address: it.customer },
        SystemEndpoint: { Type: 'TELEPHONE_NUMBER', Address: it.system },
        Attributes: Object.fromEntries(it.attributes),
      },
    };
  },

  GetContactAttributes: (service, { InstanceId, InitialContactId }) => ({
    Attributes: Object.fromEntries(contactOrThrow(service, InstanceId, InitialContactId).attributes),
  }),

  UpdateContactAttributes: (service, { InstanceId, InitialContactId, Attributes }) => {
    const contact = contactOrThrow(service, InstanceId, InitialContactId);
    const badKey = Object.keys(Attributes).find((key) => !/^[A-Za-z0-9_-]+$/.test(key));
    if (badKey !== undefined)
      throw invalid(`Cannot set the attribute "${badKey}": expected letters, digits, dashes and underscores`);
    if (!addAttributes(contact, Attributes))
      throw connectError('InvalidRequestException', 'Cannot set the attributes: together they exceed 32 KB');
    return {};
  },
} satisfies ConnectBehaviours;
