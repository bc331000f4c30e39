import { badRequest } from '../chime-error';
import type { ChimeBehaviours } from '../service';
import { connectorOrThrow } from './voice-connectors';

/** Who may make calls through a Voice Connector. Passwords are checked, and not stored. */
export const chimeTerminationCredentials = {
  PutVoiceConnectorTerminationCredentials: (service, { VoiceConnectorId, Credentials = [] }) => {
    const connector = connectorOrThrow(service, VoiceConnectorId);
    const names = Credentials.map(({ Username, Password }) => {
      if (!Username || !Password)
        throw badRequest('Cannot set credentials: expected a Username and a Password in each');
      return Username;
    });
    connector.usernames = [...new Set([...connector.usernames, ...names])];
    return {};
  },
  ListVoiceConnectorTerminationCredentials: (service, { VoiceConnectorId }) => ({
    Usernames: connectorOrThrow(service, VoiceConnectorId).usernames,
  }),
  DeleteVoiceConnectorTerminationCredentials: (service, { VoiceConnectorId, Usernames }) => {
    const connector = connectorOrThrow(service, VoiceConnectorId);
    connector.usernames = connector.usernames.filter((name) => !Usernames.includes(name));
    return {};
  },
} satisfies ChimeBehaviours;
