import {
  type ChimeSDKVoiceClient,
  paginateListSipRules,
  PutSipMediaApplicationLoggingConfigurationCommand,
  type SipRule,
} from '@aws-sdk/client-chime-sdk-voice';
import { type ChimeApplication, askChime, undefinedIfNotFound } from '@dialplane/number-routing';
import { isE164 } from '@dialplane/phone-numbers';
import type { ApplicationService } from './application-service';

/** SIP media applications at Amazon Chime SDK Voice. The client's Region is the application's. */
export const chimeApplicationService = (client: ChimeSDKVoiceClient): ApplicationService => ({
  setLogging: ({ id }, on) =>
    askChime(async () => {
      const answer = await undefinedIfNotFound(
        client.send(
          new PutSipMediaApplicationLoggingConfigurationCommand({
            SipMediaApplicationId: id,
            SipMediaApplicationLoggingConfiguration: { EnableSipMediaApplicationMessageLogs: on },
          }),
        ),
      );
      return answer !== undefined;
    }),

  numbersOf: (application) =>
    askChime(async () => {
      const rules = await undefinedIfNotFound(rulesOf(client, application));
      return rules?.flatMap(({ TriggerValue = '' }) => TriggerValue).filter(isE164);
    }),
});

const rulesOf = async (
  client: ChimeSDKVoiceClient,
  application: ChimeApplication,
): Promise<readonly SipRule[]> => {
  const rules: SipRule[] = [];
  for await (const { SipRules = [] } of paginateListSipRules(
    { client },
    { SipMediaApplicationId: application.id },
  ))
    rules.push(...SipRules);
  return rules.filter((rule) => rule.TriggerType === 'ToPhoneNumber' && firstTarget(rule) === application.id);
};

const firstTarget = ({ TargetApplications = [] }: SipRule): string | undefined =>
  [...TargetApplications].sort((a, b) => (a.Priority ?? 0) - (b.Priority ?? 0))[0]?.SipMediaApplicationId;
