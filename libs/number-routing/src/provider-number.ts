import type { E164 } from '@dialplane/phone-numbers';
import type { NumberProductType, Routing } from './routing';

/** The SIP rule that a number triggers. */
export type NumberRule = {
  readonly id: string;
  /** UpdateSipRule requires the name, so a change sends it back unchanged. */
  readonly name: string;
  readonly disabled: boolean;
  /** The application that is asked first. A rule for several Regions has more targets. */
  readonly firstTarget: { readonly applicationId: string; readonly region: string } | undefined;
};

/** A number of the account in its current state, as the provider shows it. */
export type ProviderNumber = {
  readonly number: E164;
  readonly productType: NumberProductType;
  /** As the provider names it, such as `Assigned`, `Unassigned` or `ReleaseInProgress`. */
  readonly status: string;
  /** ISO 3166, two letters. @default the provider did not say */
  readonly country?: string;
  readonly name?: string;
  readonly connectorId?: string;
  readonly groupId?: string;
  readonly rule?: NumberRule;
};

/** A SIP media application, by its id and Region. */
export type ChimeApplication = { readonly id: string; readonly region: string };

/** For code that has no application of its own: it treats every rule as another system's, and leaves the number alone. */
export const noApplication: ChimeApplication = { id: '', region: '' };

/** Whether a rule sends calls to `application` first. */
export const isRuleOf = ({ firstTarget }: NumberRule, { id, region }: ChimeApplication): boolean =>
  firstTarget?.applicationId === id && firstTarget.region === region;

/** Where calls to a number go now. */
export const routingOf = (
  { connectorId, groupId, rule, productType }: ProviderNumber,
  application: ChimeApplication,
): Routing | { readonly kind: 'another-application' } => {
  if (rule && !rule.disabled)
    return { kind: isRuleOf(rule, application) ? 'application' : 'another-application' };
  if (connectorId) return { kind: 'connector', connectorId };
  if (groupId) return { kind: 'connector-group', groupId };
  return { kind: 'nothing', productType };
};
