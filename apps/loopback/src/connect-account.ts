import type { Connect } from '@aws-sdk/client-connect';
import { receiveFlow, sendFlow } from '@dialplane/connect-flows';
import { type E164, parsePhoneNumber } from '@dialplane/phone-numbers';
import { loopbackAccountId, loopbackRegion } from './account';

/** How many numbers the demo pool has. Together with the legacy platform's number they are the 5 of a new account. */
const poolSize = 4;

const alias = 'loopback';
const functionArn = (name: string): string =>
  `arn:aws:lambda:${loopbackRegion}:${loopbackAccountId}:function:${name}`;
const days = ['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY'] as const;
const midnight = { Hours: 0, Minutes: 0 };

/** Sets up an Amazon Connect account once, as the rolling DNIS stack does. */
export const setUpConnect = async (
  client: Connect,
): Promise<{ readonly poolNumbers: readonly E164[]; readonly legacyNumber: E164 }> => {
  const { InstanceSummaryList = [] } = await client.listInstances({});
  const found = InstanceSummaryList.find(({ InstanceAlias }) => InstanceAlias === alias);
  const InstanceId = found?.Id ?? (await buildInstance(client));
  const { ListPhoneNumbersSummaryList = [] } = await client.listPhoneNumbersV2({ InstanceId });
  const numbers = ListPhoneNumbersSummaryList.flatMap(({ PhoneNumber }) => {
    const number = parsePhoneNumber(PhoneNumber ?? '');
    return number.ok ? [number.value] : [];
  }).sort();
  const [legacyNumber, ...poolNumbers] = numbers;
  if (legacyNumber === undefined) throw new Error('Cannot find the numbers of loopback: remove .loopback');
  return { legacyNumber, poolNumbers };
};

const buildInstance = async (client: Connect): Promise<string> => {
  const { Id: InstanceId = '' } = await client.createInstance({
    IdentityManagementType: 'CONNECT_MANAGED',
    InstanceAlias: alias,
    InboundCallsEnabled: true,
    OutboundCallsEnabled: true,
  });
  const { HoursOfOperationId = '' } = await client.createHoursOfOperation({
    InstanceId,
    Name: 'always',
    TimeZone: 'UTC',
    Config: days.map((Day) => ({ Day, StartTime: midnight, EndTime: midnight })),
  });
  const { QueueId = '' } = await client.createQueue({ InstanceId, Name: 'transfers', HoursOfOperationId });
  for (const name of ['dnis-lookup', 'legacy-ivr'])
    await client.associateLambdaFunction({ InstanceId, FunctionArn: functionArn(name) });

  const flowOf = async (Name: string, content: object): Promise<string> => {
    const { ContactFlowId = '' } = await client.createContactFlow({
      InstanceId,
      Name,
      Type: 'CONTACT_FLOW',
      Content: JSON.stringify(content),
    });
    return ContactFlowId;
  };
  const receive = await flowOf(
    'receive',
    receiveFlow({
      lookupArn: functionArn('dnis-lookup'),
      queueId: QueueId,
      hoursId: HoursOfOperationId,
      attributes: ['fname', 'lname', 'reason', 'accountnum', 'customerphone'],
      greeting: 'Welcome, $.Attributes.fname. We will connect you to an agent.',
    }),
  );
  const send = await flowOf(
    'send',
    sendFlow({
      checkOutArn: functionArn('legacy-ivr'),
      welcome: 'Welcome to the legacy platform.',
      parameters: {
        fname: 'Ada',
        lname: 'Lovelace',
        reason: 'asked about a bill',
        accountnum: '$.Attributes.accountnum',
        customerphone: '$.CustomerEndpoint.Address',
      },
    }),
  );
  // The first number belongs to the legacy platform, the others to the pool.
  for (const flow of [send, ...Array.from({ length: poolSize }, () => receive)])
    await claim(client, InstanceId, flow);
  return InstanceId;
};

const claim = async (client: Connect, InstanceId: string, ContactFlowId: string): Promise<void> => {
  const { AvailableNumbersList: [offer] = [] } = await client.searchAvailablePhoneNumbers({
    InstanceId,
    PhoneNumberCountryCode: 'US',
    PhoneNumberType: 'DID',
    PhoneNumberPrefix: '+120255501',
    MaxResults: 1,
  });
  const { PhoneNumberId = '' } = await client.claimPhoneNumber({
    InstanceId,
    PhoneNumber: offer?.PhoneNumber ?? '',
  });
  await client.associatePhoneNumberContactFlow({ PhoneNumberId, InstanceId, ContactFlowId });
};
