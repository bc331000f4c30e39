import type { ConnectorSettings } from '../account';
import { badRequest, chimeNotFound } from '../chime-error';
import type { InputOf } from '../chime-operation-types';
import type { ChimeBehaviours, ChimeService } from '../service';
import { connectorOrThrow } from './voice-connectors';

/** The settings of a Voice Connector: calls to the PBX and from it, logs, streams, emergency calls. */
export const chimeConnectorSettings = {
  PutVoiceConnectorOrigination: (service, { VoiceConnectorId, Origination }) => {
    if (Origination.Routes === undefined && Origination.Disabled === undefined)
      throw badRequest('Cannot set the origination of a Voice Connector: expected Routes or Disabled');
    return { Origination: set(service, VoiceConnectorId, 'origination', withPorts(Origination)) };
  },
  GetVoiceConnectorOrigination: (service, { VoiceConnectorId }) => ({
    Origination: get(service, VoiceConnectorId, 'origination'),
  }),
  DeleteVoiceConnectorOrigination: (service, { VoiceConnectorId }) =>
    remove(service, VoiceConnectorId, 'origination'),

  PutVoiceConnectorTermination: (service, { VoiceConnectorId, Termination }) => {
    for (const block of Termination.CidrAllowedList ?? []) checkBlock(block);
    return { Termination: set(service, VoiceConnectorId, 'termination', { CpsLimit: 1, ...Termination }) };
  },
  GetVoiceConnectorTermination: (service, { VoiceConnectorId }) => ({
    Termination: get(service, VoiceConnectorId, 'termination'),
  }),
  DeleteVoiceConnectorTermination: (service, { VoiceConnectorId }) =>
    remove(service, VoiceConnectorId, 'termination'),
  /** No PBX ever sent us a SIP OPTIONS ping. */
  GetVoiceConnectorTerminationHealth: (service, { VoiceConnectorId }) => {
    get(service, VoiceConnectorId, 'termination');
    return { TerminationHealth: {} };
  },

  PutVoiceConnectorLoggingConfiguration: (service, { VoiceConnectorId, LoggingConfiguration }) => ({
    LoggingConfiguration: set(service, VoiceConnectorId, 'logging', { ...noLogs, ...LoggingConfiguration }),
  }),
  /** Logs are off until they are set, so there is always an answer. */
  GetVoiceConnectorLoggingConfiguration: (service, { VoiceConnectorId }) => ({
    LoggingConfiguration: connectorOrThrow(service, VoiceConnectorId).settings.logging ?? noLogs,
  }),

  PutVoiceConnectorStreamingConfiguration: (service, { VoiceConnectorId, StreamingConfiguration }) => ({
    StreamingConfiguration: set(service, VoiceConnectorId, 'streaming', StreamingConfiguration),
  }),
  GetVoiceConnectorStreamingConfiguration: (service, { VoiceConnectorId }) => ({
    StreamingConfiguration: get(service, VoiceConnectorId, 'streaming'),
  }),
  DeleteVoiceConnectorStreamingConfiguration: (service, { VoiceConnectorId }) =>
    remove(service, VoiceConnectorId, 'streaming'),

  PutVoiceConnectorEmergencyCallingConfiguration: (service, input) => ({
    EmergencyCallingConfiguration: set(
      service,
      input.VoiceConnectorId,
      'emergencyCalling',
      input.EmergencyCallingConfiguration,
    ),
  }),
  GetVoiceConnectorEmergencyCallingConfiguration: (service, { VoiceConnectorId }) => ({
    EmergencyCallingConfiguration: get(service, VoiceConnectorId, 'emergencyCalling'),
  }),
  DeleteVoiceConnectorEmergencyCallingConfiguration: (service, { VoiceConnectorId }) =>
    remove(service, VoiceConnectorId, 'emergencyCalling'),
} satisfies ChimeBehaviours;

type Setting = keyof ConnectorSettings;

const noLogs = { EnableSIPLogs: false, EnableMediaMetricLogs: false };

const set = <S extends Setting>(
  service: ChimeService,
  id: string,
  setting: S,
  value: NonNullable<ConnectorSettings[S]>,
): NonNullable<ConnectorSettings[S]> => {
  const connector = connectorOrThrow(service, id);
  connector.settings = { ...connector.settings, [setting]: value };
  return value;
};

const get = <S extends Setting>(
  service: ChimeService,
  id: string,
  setting: S,
): NonNullable<ConnectorSettings[S]> => {
  const value = connectorOrThrow(service, id).settings[setting];
  if (!value)
    throw chimeNotFound(
      `Cannot find the ${words[setting]} of the Voice Connector "${id}": it has not been set`,
    );
  return value;
};

/** Removing a setting that does not exist succeeds. */
const remove = (service: ChimeService, id: string, setting: Setting): object => {
  const connector = connectorOrThrow(service, id);
  const { [setting]: _removed, ...rest } = connector.settings;
  connector.settings = rest;
  return {};
};

const words: Readonly<Record<Setting, string>> = {
  origination: 'origination',
  termination: 'termination',
  logging: 'logging configuration',
  streaming: 'streaming configuration',
  emergencyCalling: 'emergency calling configuration',
};

type Origination = InputOf<'PutVoiceConnectorOrigination'>['Origination'];

/** "Defaults to 5060" (API reference, "OriginationRoute", Port). */
const withPorts = (origination: Origination): Origination => ({
  ...origination,
  ...(origination.Routes && { Routes: origination.Routes.map((route) => ({ Port: 5060, ...route })) }),
});

/** Blocks of IPv4 addresses from /27 to /32, as the Terraform provider has it too (voice_connector_termination.go). */
const checkBlock = (block: string): void => {
  const [, ...parts] = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(block) ?? [];
  const [length = 0, ...address] = parts.map(Number).reverse();
  if (address.length !== 4 || address.some((byte) => byte > 255) || length < 27 || length > 32)
    throw badRequest(
      `Cannot allow calls from "${block}": expected an IPv4 block from /27 to /32, such as 192.0.2.1/32`,
    );
};
