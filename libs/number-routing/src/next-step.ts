import type { NumberProductType, Routing } from './routing';
import { type SipMediaApplication, isRuleOf, type NumberRule, type ProviderNumber } from './provider-number';

/** One change at the provider. Each can be done twice without harm. */
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

/** What is next on the way of a number to where it is wanted. */
export type NextStep =
  | { readonly kind: 'step'; readonly step: RoutingStep }
  /** It is where it is wanted. */
  | { readonly kind: 'there' }
  /** The provider is still at the last step. */
  | { readonly kind: 'wait'; readonly until: string }
  /** There is no way. `because` is a clause: "another SIP media application answers it". */
  | { readonly kind: 'cannot'; readonly because: string };

/**
 * The next step of a number from where it stands to where it is wanted. Pure, and told only what the provider says now:
 * it does not matter who did the steps before, or how often.
 *
 * The order is the provider's: a product type changes only while nothing is attached, and a rule is deleted only while
 * it is disabled (Chime SDK API reference, UpdatePhoneNumber and DeleteSipRule).
 */
export const nextStep = (
  number: ProviderNumber,
  wanted: Routing,
  application: SipMediaApplication,
): NextStep => {
  if (!settled.has(number.status)) {
    return passing.has(number.status)
      ? wait('the number has been acquired')
      : cannot(`the account does not hold it: its status is ${number.status}`);
  }
  if (number.rule && !isRuleOf(number.rule, application))
    return cannot('another SIP media application answers it');
  return wanted.kind === 'application' ? toApplication(number) : awayFromApplication(number, wanted);
};

const settled = new Set(['Assigned', 'Unassigned']);
const passing = new Set(['AcquireInProgress']);

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
  // Before anything is taken apart: outside the US there is no way back from half of it.
  if (attached && country !== undefined && country !== 'US')
    return cannot(`a number of ${country} cannot be used with a Voice Connector: only those of the US can`);
  if (rule) return step({ kind: rule.disabled ? 'delete-rule' : 'disable-rule', rule });
  if (wanted.kind === 'connector' && connectorId === wanted.connectorId) return there;
  if (wanted.kind === 'connector-group' && groupId === wanted.groupId) return there;
  const productType = wanted.kind === 'nothing' ? wanted.productType : 'VoiceConnector';
  return detach(number) ?? ofType(number, productType) ?? join(wanted);
};

/** Away from a connector or a group, and then until the provider sees it so. */
const detach = ({ connectorId, groupId, status }: ProviderNumber): NextStep | undefined => {
  if (connectorId) return step({ kind: 'leave-connector', connectorId });
  if (groupId) return step({ kind: 'leave-group', groupId });
  return status === 'Assigned' ? wait('the number is free of what it was attached to') : undefined;
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
