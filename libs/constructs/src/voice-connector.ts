import { isIP } from 'node:net';
import { ChimeVoiceConnector } from '@cdktf/provider-aws/lib/chime-voice-connector';
import { ChimeVoiceConnectorOrigination } from '@cdktf/provider-aws/lib/chime-voice-connector-origination';
import { Construct } from 'constructs';
import { physicalName } from './physical-name';

/** A host of yours that calls from the telephone network are sent to. */
export type ConnectorRoute = {
  /** Its IP address. Chime would take a domain name too, but Terraform's provider 5.100.0 refuses one. */
  readonly host: string;
  /** @default 5061, where SIP over TLS is spoken (RFC 3261, section 19.1.2) */
  readonly port?: number;
  /** From 1, which is tried first, to 100. @default 1 */
  readonly priority?: number;
  /** Its share among hosts of the same priority, from 1 to 100. @default 1 */
  readonly weight?: number;
};

export type VoiceConnectorProps = {
  readonly region: string;
  /** Where calls to its numbers go, at most ten (API reference, "Origination"). @default nowhere: they are turned away */
  readonly routes?: readonly ConnectorRoute[];
};

/**
 * An Amazon Chime Voice Connector: a SIP trunk that numbers can be attached to. It speaks TLS and SRTP only.
 *
 * Limits: API reference, "OriginationRoute".
 *
 * @throws when a route's host is not an IP address
 */
export class VoiceConnector extends Construct {
  /** The way out, for what this construct has no word for. */
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
          protocol: 'TCP', // what TLS runs on: a connector that requires encryption takes no UDP
        })),
      });
  }
}

const addressed = (route: ConnectorRoute): ConnectorRoute => {
  if (!isIP(route.host))
    throw new Error(`Cannot send calls to "${route.host}": expected an IP address, such as 192.0.2.1`);
  return route;
};
