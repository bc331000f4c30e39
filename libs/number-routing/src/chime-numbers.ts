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
import type { ChimeApplication, NumberRule, ProviderNumber } from './provider-number';

/** Numbers at Amazon Chime SDK Voice, where a number's id is its E.164 form. SIP rules are created for `application`. */
export const chimeNumbers = (client: ChimeSDKVoiceClient, application: ChimeApplication): NumberProvider => ({
  find: async (number) => {
    const found = await askChime(() => findNumber(client, application, number));
    if (!found.ok || found.value !== 'contradiction')
      return found as Result<ProviderNumber | undefined, ProviderFailure>;
    return fail({
      kind: 'temporary',
      error: 'NotFoundException',
      message: 'the service says that there is no such number, but a rule sends its calls to us',
    });
  },
  perform: async (step, number) => {
    const performed = await askChime(() => perform(client, application, step, number));
    if (!performed.ok) return performed;
    return performed.value ? fail(performed.value) : ok(undefined);
  },
});

const findNumber = async (
  client: ChimeSDKVoiceClient,
  application: ChimeApplication,
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

/** Finds an association by its name: their order is not documented. */
const associationOf = (number: PhoneNumber | undefined, name: string): string | undefined =>
  number?.Associations?.find(({ Name }) => Name === name)?.Value;

/** The rule that a number triggers. Whether a disabled rule is an association is not documented, so the rules are listed too. */
const ruleOf = async (
  client: ChimeSDKVoiceClient,
  { id }: ChimeApplication,
  number: E164,
  associated?: string,
): Promise<NumberRule | undefined> => {
  const known =
    associated && (await undefinedIfNotFound(client.send(new GetSipRuleCommand({ SipRuleId: associated }))));
  if (known && known.SipRule) return ruleFrom(known.SipRule);
  // Without an application there is no permission to list rules: IAM limits the list to one application.
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

/** Performs a step. Chime reports an error of a single number inside a successful response; that error is returned. */
const perform = async (
  client: ChimeSDKVoiceClient,
  application: ChimeApplication,
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

/** Without the plus: a rule's name is 1 to 256 of `a-zA-Z0-9 _.-` (API reference, CreateSipRule). */
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
    kind: temporaryCodes.has(code) ? 'temporary' : 'permanent',
    error: code,
    message: error.ErrorMessage ?? `the number was refused: ${code}`,
  };
};

// The error codes after which a retry may succeed (API reference, "PhoneNumberError").
const temporaryCodes = new Set([
  'Throttled',
  'Throttling',
  'ServiceFailure',
  'ServiceUnavailable',
  'Conflict',
  'NotFound',
]);
