import { isIP } from 'node:net';
import { ChimeVoiceConnector } from '@cdktf/provider-aws/lib/chime-voice-connector';
import { ChimeVoiceConnectorOrigination } from '@cdktf/provider-aws/lib/chime-voice-connector-origination';
import { Construct } from 'constructs';
import { physicalName } from './names';

/** A host that receives the calls from the telephone network. */
export type ConnectorRoute = {
  /** Its IP address. Chime also accepts a domain name, but version 5.100.0 of Terraform's provider does not. */
  readonly host: string;
  /** @default 5061, the port of SIP over TLS (RFC 3261, section 19.1.2) */
  readonly port?: number;
  /** From 1, the highest priority, to 100. @default 1 */
  readonly priority?: number;
  /** Its share of the calls among hosts of the same priority, from 1 to 100. @default 1 */
  readonly weight?: number;
};

export type VoiceConnectorProps = {
  readonly region: string;
  /** The hosts that receive calls to its numbers, at most ten (API reference, "Origination"). @default calls are rejected */
  readonly routes?: readonly ConnectorRoute[];
};

/**
 * An Amazon Chime Voice Connector: a SIP trunk that numbers can be attached to. It accepts TLS and SRTP only.
 *
 * Limits: API reference, "OriginationRoute".
 *
 * @throws when a route's host is not an IP address
 */
export class VoiceConnector extends Construct {
  /** The wrapped resource, for settings that this construct does not offer. */
  readonly connector: ChimeVoiceConnector;

  constructor(scope: Construct, id: string, { region, routes = [] }: VoiceConnectorProps) {
    super(scope, id);
    this.connector = new ChimeVoiceConnector(this, 'connector', {
      name: physicalName(this, id, 256),
      awsRegion: region,
      requireEncryption: true,
    });
    if (routes.length > 0)
      new ChimeVoiceConnectorOrigination(this, 'origination', {
        voiceConnectorId: this.connector.id,
        route: routes.map(addressed).map(({ host, port = 5061, priority = 1, weight = 1 }) => ({
          host,
          port,
          priority,
          weight,
          protocol: 'TCP', // TLS runs on TCP, and a connector that requires encryption does not accept UDP
        })),
      });
  }
}

const addressed = (route: ConnectorRoute): ConnectorRoute => {
  if (!isIP(route.host))
    throw new Error(`Cannot send calls to "${route.host}": expected an IP address, such as 192.0.2.1`);
  return route;
};
