import {
  type ChimeSDKVoiceClient,
  CreatePhoneNumberOrderCommand,
  DeletePhoneNumberCommand,
  GetVoiceConnectorCommand,
  GetVoiceConnectorGroupCommand,
  paginateListPhoneNumberOrders,
  type PhoneNumberOrder,
  SearchAvailablePhoneNumbersCommand,
  type SearchAvailablePhoneNumbersCommandInput,
  UpdatePhoneNumberCommand,
} from '@aws-sdk/client-chime-sdk-voice';
import type { EpochSeconds } from '@dialplane/basics';
import { askChime, undefinedIfNotFound } from '@dialplane/number-routing';
import { type E164, isE164 } from '@dialplane/phone-numbers';
import type { NumberMarket, OrderStatus } from './number-market';
import type { Criteria } from './number-source';

/** Numbers of the US at Amazon Chime SDK Voice. */
export const chimeNumberMarket = (client: ChimeSDKVoiceClient): NumberMarket => ({
  search: (criteria) =>
    askChime(async () => {
      const { E164PhoneNumbers = [] } = await client.send(
        new SearchAvailablePhoneNumbersCommand({ ...filter(criteria), Country: 'US', MaxResults: 50 }),
      );
      return E164PhoneNumbers.filter(isE164);
    }),

  order: (number, productType, name) =>
    askChime(async () => {
      await client.send(
        new CreatePhoneNumberOrderCommand({
          ProductType: productType,
          E164PhoneNumbers: [number],
          Name: name,
        }),
      );
    }),

  orderStatus: (number, since) =>
    askChime(async () => {
      const found: OrderStatus[] = [];
      for await (const { PhoneNumberOrders = [] } of paginateListPhoneNumberOrders({ client }, {}))
        found.push(
          ...PhoneNumberOrders.filter((order) => isOf(order, number, since)).map(
            ({ Status }) => statuses[Status ?? ''] ?? 'open',
          ),
        );
      // If a number was ordered twice, one order fails, but the number is there.
      return bestFirst.find((status) => found.includes(status)) ?? 'none';
    }),

  release: (number) =>
    askChime(async () => {
      await client.send(new DeletePhoneNumberCommand({ PhoneNumberId: number }));
    }),

  rename: (number, name) =>
    askChime(async () => {
      await client.send(new UpdatePhoneNumberCommand({ PhoneNumberId: number, Name: name }));
    }),

  hasConnector: (connectorId) =>
    askChime(async () => {
      const found = await undefinedIfNotFound(
        client.send(new GetVoiceConnectorCommand({ VoiceConnectorId: connectorId })),
      );
      return found !== undefined;
    }),

  hasConnectorGroup: (groupId) =>
    askChime(async () => {
      const found = await undefinedIfNotFound(
        client.send(new GetVoiceConnectorGroupCommand({ VoiceConnectorGroupId: groupId })),
      );
      return found !== undefined;
    }),
});

const filter = (criteria: Criteria): SearchAvailablePhoneNumbersCommandInput => {
  if ('areaCode' in criteria) return { AreaCode: criteria.areaCode };
  if ('state' in criteria) return { State: criteria.state };
  return { TollFreePrefix: criteria.tollFreePrefix, PhoneNumberType: 'TollFree' };
};

const isOf = (order: PhoneNumberOrder, number: E164, since: EpochSeconds): boolean => {
  const created = order.CreatedTimestamp?.getTime() ?? Infinity;
  return (
    created >= since * 1000 &&
    (order.OrderedPhoneNumbers ?? []).some(({ E164PhoneNumber }) => E164PhoneNumber === number)
  );
};

// API reference, PhoneNumberOrder, Status. Every other status means that the order is still open.
const statuses: Readonly<Record<string, OrderStatus>> = {
  Successful: 'successful',
  Failed: 'failed',
  Cancelled: 'failed',
  Exception: 'failed',
};

const bestFirst = ['successful', 'open', 'failed'] as const;
