import type { ChimeAccount, Connector, OwnedNumber, SipRule } from './account';
import { ruleFor, chimeStatusOf } from './number-status';
import { hostNameOf } from './host-name';
import { findNumber } from './owned-numbers';
import type { RouteTarget } from './route-target';
import type { ChimeService } from './service';

/** Where a call to a number goes. */
export type NumberRoute =
  | {
      readonly kind: 'application';
      readonly sipRuleId: string;
      /** By priority: the next is tried when one fails. */
      readonly targets: readonly RouteTarget[];
    }
  | {
      readonly kind: 'connector';
      readonly connectorId: string;
      readonly connectorArn: string;
      /** By priority, and the heavier first. At least one. */
      readonly origination: readonly OriginationRoute[];
    }
  /** The caller hears that the number is not in service. `because` is a clause such as "its SIP rule is disabled". */
  | { readonly kind: 'none'; readonly because: string };

/** A SIP host that a Voice Connector sends calls to. */
export type OriginationRoute = {
  readonly host: string;
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP';
  readonly priority: number;
  readonly weight: number;
};

/** Where a call to a number goes now. undefined: the account has no such number. */
export const chimeRouteOf = (service: ChimeService, number: string): NumberRoute | undefined => {
  const found = findNumber(service, number);
  if (!found) return undefined;
  switch (chimeStatusOf(service.account, found, service.now())) {
    case 'AcquireInProgress':
      return unanswered('its order is still in progress');
    case 'ReleaseInProgress':
      return unanswered('it is in the deletion queue');
    default:
      return routeByRule(service.account, found.number) ?? routeByConnector(service.account, found);
  }
};

/** Where a call goes that a PBX sends to the outbound host name of a Voice Connector. */
export type HostRoute =
  | Exclude<NumberRoute, { readonly kind: 'connector' }>
  /** To the telephone network: the connector places the call, since no SIP rule has its host name. */
  | { readonly kind: 'telephone-network' };

/** Where a call to a host name goes now. undefined: no Voice Connector of the account has it. */
export const chimeRouteOfHost = ({ account }: ChimeService, host: string): HostRoute | undefined => {
  const connector = [...account.connectors.values()].find(({ id }) => hostNameOf(id) === host.toLowerCase());
  if (!connector) return undefined;
  const rule = [...account.rules.values()].find(
    ({ triggerType, triggerValue }) =>
      triggerType === 'RequestUriHostname' && triggerValue === hostNameOf(connector.id),
  );
  return rule ? routeOfRule(account, rule) : { kind: 'telephone-network' };
};

const routeByRule = (account: ChimeAccount, number: string): NumberRoute | undefined => {
  const rule = ruleFor(account, number);
  return rule && routeOfRule(account, rule);
};

const routeOfRule = (
  account: ChimeAccount,
  rule: SipRule,
): Exclude<NumberRoute, { readonly kind: 'connector' }> => {
  if (rule.disabled) return unanswered(`its SIP rule "${rule.name}" is disabled`);
  const targets = [...rule.targets]
    .sort((a, b) => a.priority - b.priority)
    .flatMap(({ applicationId, region }) => {
      const application = account.applications.get(applicationId);
      return application ? [{ applicationId, region, lambdaArn: application.lambdaArn }] : [];
    });
  return { kind: 'application', sipRuleId: rule.id, targets };
};

const routeByConnector = ({ connectors, groups }: ChimeAccount, { attachedTo }: OwnedNumber): NumberRoute => {
  if (!attachedTo) return unanswered('neither a SIP rule nor a Voice Connector has it');
  if (attachedTo.kind === 'VoiceConnectorId') return routeOfConnector(connectors.get(attachedTo.id));
  const [first] = [...(groups.get(attachedTo.id)?.items ?? [])]
    .sort((a, b) => (a.Priority ?? 1) - (b.Priority ?? 1))
    .map(({ VoiceConnectorId }) => routeOfConnector(connectors.get(VoiceConnectorId)))
    .filter(({ kind }) => kind === 'connector');
  return first ?? unanswered('no Voice Connector of its group takes calls');
};

const routeOfConnector = (connector: Connector | undefined): NumberRoute => {
  const { Disabled = false, Routes = [] } = connector?.settings.origination ?? {};
  if (!connector || Disabled || Routes.length === 0)
    return unanswered(
      `its Voice Connector "${connector?.name ?? ''}" has no origination route that is enabled`,
    );
  const origination = Routes.map(({ Host = '', Port = 5060, Protocol, Priority = 1, Weight = 1 }) => ({
    host: Host,
    port: Port,
    protocol: Protocol ?? 'TCP',
    priority: Priority,
    weight: Weight,
  })).sort((a, b) => a.priority - b.priority || b.weight - a.weight);
  return { kind: 'connector', connectorId: connector.id, connectorArn: connector.arn, origination };
};

const unanswered = (because: string) => ({ kind: 'none', because }) as const;
