import type { Connector } from '../account';
import { conflict, chimeNotFound } from '../chime-error';
import type { OutputOf } from '../chime-operation-types';
import { numbersAttachedTo } from '../attached-numbers';
import { connectorIdFrom } from '../connector-id';
import { hostNameOf } from '../host-name';
import { checkQuota } from '../owned-numbers';
import { chimePageOf } from '../chime-page';
import type { ChimeBehaviours, ChimeService } from '../service';

/** Voice Connectors: the trunks to telephone systems that speak SIP. */
export const chimeConnectors = {
  CreateVoiceConnector: (service, { Name, AwsRegion, RequireEncryption, Tags = [], ...types }) => {
    const { account, accountId, quotas, now } = service;
    checkQuota('Voice Connectors', account.connectors.size + 1, quotas.voiceConnectors);
    const id = connectorIdFrom(service.newId());
    const region = AwsRegion ?? 'us-east-1';
    const connector: Connector = {
      id,
      arn: `arn:aws:chime:${region}:${accountId}:vc/${id}`,
      region,
      name: Name,
      requireEncryption: RequireEncryption,
      ...(types.NetworkType && { networkType: types.NetworkType }),
      ...(types.IntegrationType && { integrationType: types.IntegrationType }),
      tags: Tags,
      usernames: [],
      settings: {},
      createdAt: now(),
      updatedAt: now(),
    };
    account.connectors.set(id, connector);
    return { VoiceConnector: inApiWords(connector) };
  },

  GetVoiceConnector: (service, { VoiceConnectorId }) => ({
    VoiceConnector: inApiWords(connectorOrThrow(service, VoiceConnectorId)),
  }),

  ListVoiceConnectors: ({ account }, input) => {
    const { page, ...next } = chimePageOf([...account.connectors.values()], ({ id }) => id, input);
    return { VoiceConnectors: page.map(inApiWords), ...next };
  },

  UpdateVoiceConnector: (service, { VoiceConnectorId, Name, RequireEncryption }) => {
    const connector = connectorOrThrow(service, VoiceConnectorId);
    connector.name = Name;
    connector.requireEncryption = RequireEncryption;
    connector.updatedAt = service.now();
    return { VoiceConnector: inApiWords(connector) };
  },

  DeleteVoiceConnector: (service, { VoiceConnectorId }) => {
    const { id } = connectorOrThrow(service, VoiceConnectorId);
    const user = userOf(service, id);
    if (user)
      throw conflict(`Cannot delete the Voice Connector "${id}": ${user} it, expected one that nothing uses`);
    service.account.connectors.delete(id);
    return {};
  },
} satisfies ChimeBehaviours;

/** @throws ChimeError NotFoundException */
export const connectorOrThrow = ({ account }: ChimeService, id: string): Connector => {
  const found = account.connectors.get(id);
  if (!found) throw chimeNotFound(`Cannot find the Voice Connector "${id}": expected one of the account's`);
  return found;
};

/** What still uses a connector and so prevents its deletion. The text is to be followed by "it". */
const userOf = (service: ChimeService, id: string): string | undefined => {
  const { groups, rules } = service.account;
  if (numbersAttachedTo(service.account, { kind: 'VoiceConnectorId', id }).length > 0)
    return 'phone numbers are associated with';
  const group = [...groups.values()].find(({ items }) =>
    items.some(({ VoiceConnectorId }) => VoiceConnectorId === id),
  );
  if (group) return `the group "${group.name}" has`;
  const rule = [...rules.values()].find(({ triggerValue }) => triggerValue === hostNameOf(id));
  return rule && `the SIP rule "${rule.name}" is triggered by`;
};

const inApiWords = (it: Connector): NonNullable<OutputOf<'GetVoiceConnector'>['VoiceConnector']> => ({
  VoiceConnectorId: it.id,
  VoiceConnectorArn: it.arn,
  AwsRegion: it.region,
  Name: it.name,
  OutboundHostName: hostNameOf(it.id),
  RequireEncryption: it.requireEncryption,
  ...(it.networkType && { NetworkType: it.networkType }),
  ...(it.integrationType && { IntegrationType: it.integrationType }),
  CreatedTimestamp: new Date(it.createdAt),
  UpdatedTimestamp: new Date(it.updatedAt),
});
