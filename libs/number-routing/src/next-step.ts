import type { NumberProductType, Routing } from './routing';
import { type ChimeApplication, isRuleOf, type NumberRule, type ProviderNumber } from './provider-number';

/** One change at the provider. Each is safe to repeat. */
export type RoutingStep =
  | { readonly kind: 'leave-connector'; readonly connectorId: string }
  | { readonly kind: 'leave-group'; readonly groupId: string }
  | { readonly kind: 'set-product-type'; readonly productType: NumberProductType }
  | { readonly kind: 'create-rule' }
  | { readonly kind: 'enable-rule'; readonly rule: NumberRule }
  | { readonly kind: 'disable-rule'; readonly rule: NumberRule }
  | { readonly kind: 'delete-rule'; readonly rule: NumberRule }
  | { readonly kind: 'join-connector'; readonly connectorId: string }
  | { readonly kind: 'join-group'; readonly groupId: string };

/** The next step of a number on its way to the wanted routing. */
export type NextStep =
  | { readonly kind: 'step'; readonly step: RoutingStep }
  /** Calls go where they are wanted. */
  | { readonly kind: 'there' }
  /** The provider has not finished the previous step. `until` is a clause: "the number is detached". */
  | { readonly kind: 'wait'; readonly until: string }
  /** The routing is not possible. `because` is a clause: "another SIP media application answers it". */
  | { readonly kind: 'cannot'; readonly because: string };

/**
 * The next step of a number from its current state to the wanted routing. Pure: it looks at the current state only, so it
 * does not matter which process did the earlier steps, or how often.
 *
 * Chime dictates the order: a product type changes only while the number is attached to nothing, and a rule is deleted only
 * while it is disabled (API reference, UpdatePhoneNumber and DeleteSipRule).
 */
export const nextStep = (
  number: ProviderNumber,
  wanted: Routing,
  application: ChimeApplication,
): NextStep => {
  if (!stable.has(number.status)) {
    return arriving.has(number.status)
      ? wait('the number has been acquired')
      : cannot(`the account does not hold it: its status is ${number.status}`);
  }
  if (number.rule && !isRuleOf(number.rule, application))
    return cannot('another SIP media application answers it');
  return wanted.kind === 'application' ? toApplication(number) : awayFromApplication(number, wanted);
};

const stable = new Set(['Assigned', 'Unassigned']);
const arriving = new Set(['AcquireInProgress']);

const toApplication = (number: ProviderNumber): NextStep => {
  const { rule } = number;
  if (rule) return rule.disabled ? step({ kind: 'enable-rule', rule }) : there;
  return detach(number) ?? ofType(number, 'SipMediaApplicationDialIn') ?? step({ kind: 'create-rule' });
};

const awayFromApplication = (
  number: ProviderNumber,
  wanted: Exclude<Routing, { kind: 'application' }>,
): NextStep => {
  const { rule, connectorId, groupId, country } = number;
  const attached = wanted.kind === 'connector' || wanted.kind === 'connector-group';
  // Checked before anything is detached: a number outside the US could not be attached again.
  if (attached && country !== undefined && country !== 'US')
    return cannot(
      `a number of ${country} cannot be attached to a Voice Connector: only numbers of the US can`,
    );
  if (rule) return step({ kind: rule.disabled ? 'delete-rule' : 'disable-rule', rule });
  if (wanted.kind === 'connector' && connectorId === wanted.connectorId) return there;
  if (wanted.kind === 'connector-group' && groupId === wanted.groupId) return there;
  const productType = wanted.kind === 'nothing' ? wanted.productType : 'VoiceConnector';
  return detach(number) ?? ofType(number, productType) ?? join(wanted);
};

/** Leaves a connector or a group, then waits until the provider shows it. */
const detach = ({ connectorId, groupId, status }: ProviderNumber): NextStep | undefined => {
  if (connectorId) return step({ kind: 'leave-connector', connectorId });
  if (groupId) return step({ kind: 'leave-group', groupId });
  return status === 'Assigned' ? wait('the number is detached') : undefined;
};

const ofType = (number: ProviderNumber, productType: NumberProductType): NextStep | undefined =>
  number.productType === productType ? undefined : step({ kind: 'set-product-type', productType });

const join = (wanted: Exclude<Routing, { kind: 'application' }>): NextStep => {
  switch (wanted.kind) {
    case 'connector':
      return step({ kind: 'join-connector', connectorId: wanted.connectorId });
    case 'connector-group':
      return step({ kind: 'join-group', groupId: wanted.groupId });
    case 'nothing':
      return there;
  }
};

const there: NextStep = { kind: 'there' };
const step = (what: RoutingStep): NextStep => ({ kind: 'step', step: what });
const wait = (until: string): NextStep => ({ kind: 'wait', until });
const cannot = (because: string): NextStep => ({ kind: 'cannot', because });
