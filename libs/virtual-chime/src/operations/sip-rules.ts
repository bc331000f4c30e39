import type { RuleTarget, SipRule } from '../account';
import { badRequest, conflict, chimeNotFound } from '../chime-error';
import type { InputOf, OutputOf } from '../chime-operation-types';
import { hostNameOf } from '../host-name';
import { chimeStatusOf } from '../number-status';
import { checkQuota, findNumber, inE164 } from '../owned-numbers';
import { chimePageOf } from '../chime-page';
import type { ChimeBehaviours, ChimeService } from '../service';
import { releaseNumber } from '../release-number';

/** SIP rules: which SIP media applications answer the calls to a number, or from a Voice Connector. */
export const chimeSipRules = {
  CreateSipRule: (service, input) => {
    const { account, quotas, now, newId } = service;
    checkName(service, input.Name);
    const triggerValue = triggerIn(service, input);
    const targets = targetsIn(service, input.TargetApplications);
    checkQuota('SIP rules', account.rules.size + 1, quotas.sipRules);
    const rule: SipRule = {
      id: newId(),
      name: input.Name,
      triggerType: input.TriggerType,
      triggerValue,
      disabled: input.Disabled ?? false,
      targets,
      createdAt: now(),
      updatedAt: now(),
    };
    account.rules.set(rule.id, rule);
    return { SipRule: inApiWords(rule) };
  },

  GetSipRule: (service, { SipRuleId }) => ({ SipRule: inApiWords(ruleOrThrow(service, SipRuleId)) }),

  ListSipRules: ({ account }, { SipMediaApplicationId, ...paging }) => {
    const rules = [...account.rules.values()].filter(
      ({ targets }) =>
        SipMediaApplicationId === undefined ||
        targets.some(({ applicationId }) => applicationId === SipMediaApplicationId),
    );
    const { page, ...next } = chimePageOf(rules, ({ id }) => id, paging);
    return { SipRules: page.map(inApiWords), ...next };
  },

  UpdateSipRule: (service, { SipRuleId, Name, Disabled, TargetApplications }) => {
    const rule = ruleOrThrow(service, SipRuleId);
    checkName(service, Name, rule);
    const targets = TargetApplications && targetsIn(service, TargetApplications);
    rule.name = Name;
    if (Disabled !== undefined) rule.disabled = Disabled;
    if (targets) rule.targets = targets;
    rule.updatedAt = service.now();
    return { SipRule: inApiWords(rule) };
  },

  DeleteSipRule: (service, { SipRuleId }) => {
    const rule = ruleOrThrow(service, SipRuleId);
    if (!rule.disabled)
      throw conflict(`Cannot delete the SIP rule "${rule.name}": it is enabled, expected a disabled rule`);
    service.account.rules.delete(rule.id);
    if (rule.triggerType === 'ToPhoneNumber') releaseNumber(service, rule.triggerValue);
    return {};
  },
} satisfies ChimeBehaviours;

const ruleOrThrow = ({ account }: ChimeService, id: string): SipRule => {
  const found = account.rules.get(id);
  if (!found) throw chimeNotFound(`Cannot find the SIP rule "${id}": expected one of the account's`);
  return found;
};

const checkName = ({ account }: ChimeService, name: string, itself?: SipRule): void => {
  if ([...account.rules.values()].some((it) => it.name === name && it !== itself))
    throw conflict(`Cannot name a SIP rule "${name}": another one has that name, expected one of its own`);
};

/** The trigger of a rule. Checks that it exists and that no other rule uses it. */
const triggerIn = (
  service: ChimeService,
  { TriggerType, TriggerValue }: InputOf<'CreateSipRule'>,
): string => {
  const value =
    TriggerType === 'ToPhoneNumber' ? numberIn(service, TriggerValue) : hostIn(service, TriggerValue);
  const other = [...service.account.rules.values()].find(
    (it) => it.triggerType === TriggerType && it.triggerValue === value,
  );
  if (other)
    throw conflict(`Cannot trigger a SIP rule by "${value}": the SIP rule "${other.name}" has it already`);
  return value;
};

const numberIn = (service: ChimeService, text: string): string => {
  const found = findNumber(service, text);
  const status = found && chimeStatusOf(service.account, found, service.now());
  if (!found || status === 'ReleaseInProgress' || status === 'AcquireInProgress')
    throw badRequest(
      `Cannot trigger a SIP rule by "${inE164(text)}": ${found ? `it is ${status}` : 'it is not a number of the account'}, expected one that the account holds`,
    );
  if (found.productType !== 'SipMediaApplicationDialIn')
    throw badRequest(
      `Cannot trigger a SIP rule by "${found.number}": its product type is ${found.productType}, expected SipMediaApplicationDialIn`,
    );
  return found.number;
};

const hostIn = ({ account }: ChimeService, host: string): string => {
  if (![...account.connectors.values()].some(({ id }) => hostNameOf(id) === host))
    throw badRequest(
      `Cannot trigger a SIP rule by "${host}": expected the outbound host name of a Voice Connector of the account`,
    );
  return host;
};

const targetsIn = (
  { account }: ChimeService,
  targets: InputOf<'CreateSipRule'>['TargetApplications'],
): readonly RuleTarget[] => {
  const read = targets.map(({ SipMediaApplicationId = '', AwsRegion, Priority = 1 }) => {
    const application = account.applications.get(SipMediaApplicationId);
    if (!application)
      throw badRequest(
        `Cannot send calls to the SIP media application "${SipMediaApplicationId}": expected one of the account's`,
      );
    if (AwsRegion !== undefined && AwsRegion !== application.region)
      throw badRequest(
        `Cannot send calls to the SIP media application "${application.id}" in ${AwsRegion}: expected its Region ${application.region}`,
      );
    return { applicationId: application.id, region: application.region, priority: Priority };
  });
  // One per Region (API reference, CreateSipRule, TargetApplications).
  if (new Set(read.map(({ region }) => region)).size < read.length)
    throw badRequest('Cannot send calls to these SIP media applications: expected one a Region');
  return read;
};

const inApiWords = (it: SipRule): NonNullable<OutputOf<'GetSipRule'>['SipRule']> => ({
  SipRuleId: it.id,
  Name: it.name,
  Disabled: it.disabled,
  TriggerType: it.triggerType,
  TriggerValue: it.triggerValue,
  TargetApplications: it.targets.map(({ applicationId, region, priority }) => ({
    SipMediaApplicationId: applicationId,
    AwsRegion: region,
    Priority: priority,
  })),
  CreatedTimestamp: new Date(it.createdAt),
  UpdatedTimestamp: new Date(it.updatedAt),
});
