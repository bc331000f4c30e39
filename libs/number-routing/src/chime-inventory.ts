import {
  type ChimeSDKVoiceClient,
  GetPhoneNumberCommand,
  ListPhoneNumbersCommand,
  ListSipMediaApplicationsCommand,
  ListVoiceConnectorsCommand,
  type PhoneNumber,
} from '@aws-sdk/client-chime-sdk-voice';
import type { ListedAttachment, Inventory, ListedNumber, InventoryPageRequest } from './inventory';
import { askChime, undefinedIfNotFound } from './chime-failure';

/** The account's numbers, connectors and applications at Amazon Chime SDK Voice. */
export const chimeInventory = (client: ChimeSDKVoiceClient): Inventory => ({
  number: (number) =>
    askChime(async () => {
      const found = await undefinedIfNotFound(
        client.send(new GetPhoneNumberCommand({ PhoneNumberId: number })),
      );
      return found?.PhoneNumber && listedNumber(found.PhoneNumber);
    }),

  numbers: (page) =>
    askChime(async () => {
      const { PhoneNumbers = [], NextToken } = await client.send(new ListPhoneNumbersCommand(pageOf(page)));
      return {
        items: PhoneNumbers.map(listedNumber),
        ...nextPage(NextToken),
      };
    }),

  connectors: (page) =>
    askChime(async () => {
      const { VoiceConnectors = [], NextToken } = await client.send(
        new ListVoiceConnectorsCommand(pageOf(page)),
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
        ...nextPage(NextToken),
      };
    }),

  applications: (page) =>
    askChime(async () => {
      const { SipMediaApplications = [], NextToken } = await client.send(
        new ListSipMediaApplicationsCommand(pageOf(page)),
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
        ...nextPage(NextToken),
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

const pageOf = ({ limit, next }: InventoryPageRequest) => ({
  MaxResults: limit,
  ...(next && { NextToken: next }),
});

const nextPage = (next: string | undefined) => (next ? { next } : {});

const kinds: Readonly<Record<string, ListedAttachment['kind']>> = {
  VoiceConnectorId: 'voice-connector',
  VoiceConnectorGroupId: 'voice-connector-group',
  SipRuleId: 'sip-rule',
};

/** An association of a number. Chime has more kinds than these: those of the old Chime API are left out. */
const attachment = (name: string | undefined, id: string | undefined): readonly ListedAttachment[] => {
  const kind = name && kinds[name];
  return kind && id ? [{ kind, id }] : [];
};
