import {
  type ChimeSDKVoiceClient,
  GetPhoneNumberCommand,
  ListPhoneNumbersCommand,
  ListSipMediaApplicationsCommand,
  ListVoiceConnectorsCommand,
  type PhoneNumber,
} from '@aws-sdk/client-chime-sdk-voice';
import type { Attachment, Inventory, ListedNumber, PageRequest } from './inventory';
import { atChime, unlessNotFound } from './chime-failure';

/** The account's numbers, connectors and applications at Amazon Chime SDK Voice. */
export const chimeInventory = (client: ChimeSDKVoiceClient): Inventory => ({
  number: (number) =>
    atChime(async () => {
      const found = await unlessNotFound(client.send(new GetPhoneNumberCommand({ PhoneNumberId: number })));
      return found?.PhoneNumber && listedNumber(found.PhoneNumber);
    }),

  numbers: (page) =>
    atChime(async () => {
      const { PhoneNumbers = [], NextToken } = await client.send(new ListPhoneNumbersCommand(asked(page)));
      return {
        items: PhoneNumbers.map(listedNumber),
        ...following(NextToken),
      };
    }),

  connectors: (page) =>
    atChime(async () => {
      const { VoiceConnectors = [], NextToken } = await client.send(
        new ListVoiceConnectorsCommand(asked(page)),
      );
      return {
        items: VoiceConnectors.map((it) => ({
          id: it.VoiceConnectorId ?? '',
          ...(it.VoiceConnectorArn && { arn: it.VoiceConnectorArn }),
          name: it.Name ?? '',
          region: it.AwsRegion ?? '',
          requiresEncryption: it.RequireEncryption ?? false,
          ...(it.CreatedTimestamp && { createdAt: it.CreatedTimestamp.toISOString() }),
        })),
        ...following(NextToken),
      };
    }),

  applications: (page) =>
    atChime(async () => {
      const { SipMediaApplications = [], NextToken } = await client.send(
        new ListSipMediaApplicationsCommand(asked(page)),
      );
      return {
        items: SipMediaApplications.map((it) => {
          const lambdaArn = it.Endpoints?.[0]?.LambdaArn;
          return {
            id: it.SipMediaApplicationId ?? '',
            ...(it.SipMediaApplicationArn && { arn: it.SipMediaApplicationArn }),
            name: it.Name ?? '',
            region: it.AwsRegion ?? '',
            ...(lambdaArn && { lambdaArn }),
          };
        }),
        ...following(NextToken),
      };
    }),
});

const listedNumber = (it: PhoneNumber): ListedNumber => ({
  number: it.E164PhoneNumber ?? '',
  ...(it.Type && { type: it.Type }),
  productType: it.ProductType ?? '',
  status: it.Status ?? '',
  ...(it.Country && { country: it.Country }),
  ...(it.Name && { name: it.Name }),
  attachedTo: (it.Associations ?? []).flatMap(({ Name, Value }) => attachment(Name, Value)),
});

const asked = ({ limit, next }: PageRequest) => ({ MaxResults: limit, ...(next && { NextToken: next }) });

const following = (next: string | undefined) => (next ? { next } : {});

const kinds: Readonly<Record<string, Attachment['kind']>> = {
  VoiceConnectorId: 'voice-connector',
  VoiceConnectorGroupId: 'voice-connector-group',
  SipRuleId: 'sip-rule',
};

/** What the provider attaches a number to. It knows more kinds than ours: those of the old Chime API are left out. */
const attachment = (name: string | undefined, id: string | undefined): readonly Attachment[] => {
  const kind = name && kinds[name];
  return kind && id ? [{ kind, id }] : [];
};
