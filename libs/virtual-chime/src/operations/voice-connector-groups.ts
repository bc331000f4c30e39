import type { ConnectorGroup } from '../account';
import { numbersAttachedTo } from '../attached-numbers';
import { badRequest, conflict, chimeNotFound } from '../chime-error';
import type { InputOf, OutputOf } from '../chime-operation-types';
import { checkQuota } from '../owned-numbers';
import { chimePageOf } from '../chime-page';
import type { ChimeBehaviours, ChimeService } from '../service';
import { connectorOrThrow } from './voice-connectors';

/** Groups of Voice Connectors, tried in the order of their priority. */
export const chimeConnectorGroups = {
  CreateVoiceConnectorGroup: (service, { Name, VoiceConnectorItems: items = [], CallDistributionType }) => {
    const { account, accountId, region, quotas, now, newId } = service;
    checkOnce(items);
    for (const { VoiceConnectorId } of items)
      // This operation has no NotFoundException (API reference, CreateVoiceConnectorGroup, "Errors").
      if (!account.connectors.has(VoiceConnectorId))
        throw badRequest(
          `Cannot put the Voice Connector "${VoiceConnectorId}" into a group: expected one of the account's`,
        );
    checkQuota('Voice Connector groups', account.groups.size + 1, quotas.voiceConnectorGroups);
    const id = newId();
    const group: ConnectorGroup = {
      id,
      arn: `arn:aws:chime:${region}:${accountId}:vcg/${id}`,
      name: Name,
      items,
      ...(CallDistributionType && { callDistribution: CallDistributionType }),
      tags: [],
      createdAt: now(),
      updatedAt: now(),
    };
    account.groups.set(id, group);
    return { VoiceConnectorGroup: inApiWords(group) };
  },

  GetVoiceConnectorGroup: (service, { VoiceConnectorGroupId }) => ({
    VoiceConnectorGroup: inApiWords(groupOrThrow(service, VoiceConnectorGroupId)),
  }),

  ListVoiceConnectorGroups: ({ account }, input) => {
    const { page, ...next } = chimePageOf([...account.groups.values()], ({ id }) => id, input);
    return { VoiceConnectorGroups: page.map(inApiWords), ...next };
  },

  UpdateVoiceConnectorGroup: (service, input) => {
    const group = groupOrThrow(service, input.VoiceConnectorGroupId);
    const { Name, VoiceConnectorItems, CallDistributionType } = input;
    checkOnce(VoiceConnectorItems);
    for (const { VoiceConnectorId } of VoiceConnectorItems) connectorOrThrow(service, VoiceConnectorId);
    group.name = Name;
    group.items = VoiceConnectorItems;
    if (CallDistributionType) group.callDistribution = CallDistributionType;
    group.updatedAt = service.now();
    return { VoiceConnectorGroup: inApiWords(group) };
  },

  /** Its items and numbers must be gone first (API reference, DeleteVoiceConnectorGroup). */
  DeleteVoiceConnectorGroup: (service, { VoiceConnectorGroupId }) => {
    const { id, items } = groupOrThrow(service, VoiceConnectorGroupId);
    const numbers = numbersAttachedTo(service.account, { kind: 'VoiceConnectorGroupId', id });
    if (items.length > 0 || numbers.length > 0)
      throw conflict(
        `Cannot delete the Voice Connector group "${id}": expected one without Voice Connectors and phone numbers`,
      );
    service.account.groups.delete(id);
    return {};
  },
} satisfies ChimeBehaviours;

/** @throws ChimeError NotFoundException */
export const groupOrThrow = ({ account }: ChimeService, id: string): ConnectorGroup => {
  const found = account.groups.get(id);
  if (!found)
    throw chimeNotFound(`Cannot find the Voice Connector group "${id}": expected one of the account's`);
  return found;
};

const checkOnce = (items: InputOf<'UpdateVoiceConnectorGroup'>['VoiceConnectorItems']): void => {
  if (new Set(items.map(({ VoiceConnectorId }) => VoiceConnectorId)).size < items.length)
    throw badRequest('Cannot group these Voice Connectors: expected each of them once');
};

const inApiWords = (
  it: ConnectorGroup,
): NonNullable<OutputOf<'GetVoiceConnectorGroup'>['VoiceConnectorGroup']> => ({
  VoiceConnectorGroupId: it.id,
  VoiceConnectorGroupArn: it.arn,
  Name: it.name,
  VoiceConnectorItems: it.items,
  ...(it.callDistribution && { CallDistributionType: it.callDistribution }),
  CreatedTimestamp: new Date(it.createdAt),
  UpdatedTimestamp: new Date(it.updatedAt),
});
