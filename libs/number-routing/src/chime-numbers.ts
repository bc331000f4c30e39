import {
  AssociatePhoneNumbersWithVoiceConnectorCommand,
  AssociatePhoneNumbersWithVoiceConnectorGroupCommand,
  type ChimeSDKVoiceClient,
  CreateSipRuleCommand,
  DeleteSipRuleCommand,
  DisassociatePhoneNumbersFromVoiceConnectorCommand,
  DisassociatePhoneNumbersFromVoiceConnectorGroupCommand,
  GetPhoneNumberCommand,
  GetSipRuleCommand,
  paginateListSipRules,
  type PhoneNumber,
  type PhoneNumberError,
  type SipRule as ChimeRule,
  UpdatePhoneNumberCommand,
  UpdateSipRuleCommand,
} from '@aws-sdk/client-chime-sdk-voice';
import { fail, ok, type Result } from '@dialplane/basics';
import type { E164 } from '@dialplane/phone-numbers';
import type { RoutingStep } from './next-step';
import type { NumberProvider, ProviderFailure } from './number-provider';
import { askChime, undefinedIfNotFound } from './chime-failure';
import type { SipMediaApplication, NumberRule, ProviderNumber } from './provider-number';

/** Numbers at Amazon Chime SDK Voice. Rules are made for `application`; the number's own id there is its E.164 form. */
export const chimeNumbers = (
  client: ChimeSDKVoiceClient,
  application: SipMediaApplication,
): NumberProvider => ({
  find: async (number) => {
    const seen = await askChime(() => look(client, application, number));
    if (!seen.ok || seen.value !== 'contradiction')
      return seen as Result<ProviderNumber | undefined, ProviderFailure>;
    return fail({
      kind: 'temporary',
      error: 'NotFoundException',
      message: 'the number is said not to be there, and yet a rule sends its calls to us',
    });
  },
  perform: async (step, number) => {
    const taken = await askChime(() => take(client, application, step, number));
    if (!taken.ok) return taken;
    return taken.value ? fail(taken.value) : ok(undefined);
  },
});

const look = async (
  client: ChimeSDKVoiceClient,
  application: SipMediaApplication,
  number: E164,
): Promise<ProviderNumber | undefined | 'contradiction'> => {
  const found = await undefinedIfNotFound(client.send(new GetPhoneNumberCommand({ PhoneNumberId: number })));
  if (!found?.PhoneNumber) return (await ruleOf(client, application, number)) ? 'contradiction' : undefined;
  const { ProductType, Status, Country, Name } = found.PhoneNumber;
  const associated = (name: string) => associationOf(found.PhoneNumber, name);
  const connectorId = associated('VoiceConnectorId');
  const groupId = associated('VoiceConnectorGroupId');
  const rule =
    ProductType === 'SipMediaApplicationDialIn'
      ? await ruleOf(client, application, number, associated('SipRuleId'))
      : undefined;
  return {
    number,
    productType: ProductType === 'SipMediaApplicationDialIn' ? 'SipMediaApplicationDialIn' : 'VoiceConnector',
    status: Status ?? 'unknown',
    ...(Country && { country: Country }),
    ...(Name && { name: Name }),
    ...(connectorId && { connectorId }),
    ...(groupId && { groupId }),
    ...(rule && { rule }),
  };
};

/** Found by its name: associations come in no promised order. */
const associationOf = (number: PhoneNumber | undefined, name: string): string | undefined =>
  number?.Associations?.find(({ Name }) => Name === name)?.Value;

/** The rule that a number triggers. Whether a disabled one counts as an association is not documented: so we look for it. */
const ruleOf = async (
  client: ChimeSDKVoiceClient,
  { id }: SipMediaApplication,
  number: E164,
  associated?: string,
): Promise<NumberRule | undefined> => {
  const known =
    associated && (await undefinedIfNotFound(client.send(new GetSipRuleCommand({ SipRuleId: associated }))));
  if (known && known.SipRule) return ruleFrom(known.SipRule);
  // Who has no application may not list the rules of others: IAM limits the list to an application.
  if (!id) return undefined;
  for await (const { SipRules = [] } of paginateListSipRules({ client }, { SipMediaApplicationId: id })) {
    const ours = SipRules.find(({ TriggerValue }) => TriggerValue === number);
    if (ours) return ruleFrom(ours);
  }
  return undefined;
};

const ruleFrom = ({ SipRuleId, Name, Disabled, TargetApplications = [] }: ChimeRule): NumberRule => {
  const [first] = [...TargetApplications].sort((a, b) => (a.Priority ?? 0) - (b.Priority ?? 0));
  return {
    id: SipRuleId ?? '',
    name: Name ?? '',
    disabled: Disabled ?? false,
    firstTarget: first && { applicationId: first.SipMediaApplicationId ?? '', region: first.AwsRegion ?? '' },
  };
};

/** Takes a step. Chime reports what it could not do for a single number inside a good answer: that is what comes back. */
const take = async (
  client: ChimeSDKVoiceClient,
  application: SipMediaApplication,
  step: RoutingStep,
  number: E164,
): Promise<ProviderFailure | undefined> => {
  const E164PhoneNumbers = [number];
  switch (step.kind) {
    case 'leave-connector':
      return errorIn(
        await client.send(
          new DisassociatePhoneNumbersFromVoiceConnectorCommand({
            VoiceConnectorId: step.connectorId,
            E164PhoneNumbers,
          }),
        ),
      );
    case 'leave-group':
      return errorIn(
        await client.send(
          new DisassociatePhoneNumbersFromVoiceConnectorGroupCommand({
            VoiceConnectorGroupId: step.groupId,
            E164PhoneNumbers,
          }),
        ),
      );
    case 'join-connector':
      return errorIn(
        await client.send(
          new AssociatePhoneNumbersWithVoiceConnectorCommand({
            VoiceConnectorId: step.connectorId,
            E164PhoneNumbers,
          }),
        ),
      );
    case 'join-group':
      return errorIn(
        await client.send(
          new AssociatePhoneNumbersWithVoiceConnectorGroupCommand({
            VoiceConnectorGroupId: step.groupId,
            E164PhoneNumbers,
          }),
        ),
      );
    case 'set-product-type':
      await client.send(
        new UpdatePhoneNumberCommand({ PhoneNumberId: number, ProductType: step.productType }),
      );
      return undefined;
    case 'create-rule':
      await client.send(
        new CreateSipRuleCommand({
          Name: ruleName(number),
          TriggerType: 'ToPhoneNumber',
          TriggerValue: number,
          TargetApplications: [
            { SipMediaApplicationId: application.id, AwsRegion: application.region, Priority: 1 },
          ],
        }),
      );
      return undefined;
    case 'enable-rule':
    case 'disable-rule':
      await client.send(
        new UpdateSipRuleCommand({
          SipRuleId: step.rule.id,
          Name: step.rule.name,
          Disabled: step.kind === 'disable-rule',
        }),
      );
      return undefined;
    case 'delete-rule':
      await client.send(new DeleteSipRuleCommand({ SipRuleId: step.rule.id }));
      return undefined;
  }
};

/** No plus: a rule's name is 1 to 256 of `a-zA-Z0-9 _.-` (API reference, CreateSipRule). */
const ruleName = (number: E164): string => `dialplane-${number.slice(1)}`;

const errorIn = ({
  PhoneNumberErrors = [],
}: {
  readonly PhoneNumberErrors?: PhoneNumberError[] | undefined;
}): ProviderFailure | undefined => {
  const [error] = PhoneNumberErrors;
  if (!error) return undefined;
  const code = error.ErrorCode ?? 'Unknown';
  return {
    kind: passingCodes.has(code) ? 'temporary' : 'permanent',
    error: code,
    message: error.ErrorMessage ?? `the number was refused: ${code}`,
  };
};

// The codes of API reference, "PhoneNumberError", for which asking again may help.
const passingCodes = new Set([
  'Throttled',
  'Throttling',
  'ServiceFailure',
  'ServiceUnavailable',
  'Conflict',
  'NotFound',
]);
