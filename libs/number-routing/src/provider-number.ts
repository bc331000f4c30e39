import type { E164 } from '@dialplane/phone-numbers';
import type { NumberProductType, Routing } from './routing';

/** A SIP rule that a number triggers. */
export type NumberRule = {
  readonly id: string;
  /** UpdateSipRule takes no rule without its name, so whoever changes one sends it back as it was. */
  readonly name: string;
  readonly disabled: boolean;
  /** Who is asked first. A rule for several Regions has others behind it. */
  readonly firstTarget: { readonly applicationId: string; readonly region: string } | undefined;
};

/** A number of the account as it stands at the provider, just now. */
export type ProviderNumber = {
  readonly number: E164;
  readonly productType: NumberProductType;
  /** The provider's own word, such as `Assigned`, `Unassigned` or `ReleaseInProgress`. */
  readonly status: string;
  /** Two letters, ISO 3166. Left out where the provider does not say. */
  readonly country?: string;
  readonly name?: string;
  readonly connectorId?: string;
  readonly groupId?: string;
  readonly rule?: NumberRule;
};

/** A SIP media application, and where it is. */
export type SipMediaApplication = { readonly id: string; readonly region: string };

/** For who has no application: every rule is somebody else's then, and numbers with one are left alone. */
export const noApplication: SipMediaApplication = { id: '', region: '' };

/** Whether a rule sends calls to `application`, and to nobody before it. */
export const isRuleOf = ({ firstTarget }: NumberRule, { id, region }: SipMediaApplication): boolean =>
  firstTarget?.applicationId === id && firstTarget.region === region;

/** Where calls to a number go now; `elsewhere` when another application answers them. */
export const routingOf = (
  { connectorId, groupId, rule, productType }: ProviderNumber,
  application: SipMediaApplication,
): Routing | 'elsewhere' => {
  if (rule && !rule.disabled) return isRuleOf(rule, application) ? { kind: 'application' } : 'elsewhere';
  if (connectorId) return { kind: 'connector', connectorId };
  if (groupId) return { kind: 'connector-group', groupId };
  return { kind: 'nothing', productType };
};
