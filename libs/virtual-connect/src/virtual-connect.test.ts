import { Connect, type CreateHoursOfOperationRequest } from '@aws-sdk/client-connect';
import { disconnect, flow, receiveFlow, say } from '@dialplane/connect-flows';
import { phoneNetwork, virtualTime } from '@dialplane/phone-network';
import { inProcess } from '@dialplane/virtual-aws';
import { virtualConnect, type VirtualConnectOptions } from './virtual-connect';

const lookupArn = 'arn:aws:lambda:us-east-1:111122223333:function:dnis-lookup:live';
const hello = JSON.stringify(flow({ hello: say('Hello', { next: 'end' }), end: disconnect() }));

const connectUnderTest = (options: Partial<VirtualConnectOptions> = {}) => {
  let ids = 0;
  const connect = virtualConnect({
    region: 'us-east-1',
    accountId: '111122223333',
    now: () => Date.UTC(2026, 0, 5, 12),
    newId: () => `id-${(ids += 1)}`,
    ...options,
  });
  const client = new Connect({
    region: 'us-east-1',
    credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
    maxAttempts: 1,
    requestHandler: inProcess(connect),
  });
  return { connect, client };
};

const allDay = (Day: string) =>
  ({ Day, StartTime: { Hours: 0, Minutes: 0 }, EndTime: { Hours: 0, Minutes: 0 } }) as NonNullable<
    CreateHoursOfOperationRequest['Config']
  >[number];

/** An instance with hours, a queue, the look-up and a number that leads to the receive flow. */
const builtInstance = async (client: Connect) => {
  const { Id: InstanceId = '' } = await client.createInstance({
    IdentityManagementType: 'CONNECT_MANAGED',
    InstanceAlias: 'transfers',
    InboundCallsEnabled: true,
    OutboundCallsEnabled: true,
  });
  const { HoursOfOperationId = '' } = await client.createHoursOfOperation({
    InstanceId,
    Name: 'always',
    TimeZone: 'America/New_York',
    Config: ['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY'].map(allDay),
  });
  const { QueueId = '', QueueArn = '' } = await client.createQueue({
    InstanceId,
    Name: 'transfers',
    HoursOfOperationId,
  });
  await client.associateLambdaFunction({ InstanceId, FunctionArn: lookupArn });
  const { ContactFlowId = '' } = await client.createContactFlow({
    InstanceId,
    Name: 'receive',
    Type: 'CONTACT_FLOW',
    Content: JSON.stringify(
      receiveFlow({ lookupArn, queueId: QueueArn, hoursId: HoursOfOperationId, attributes: ['fname'] }),
    ),
  });
  const { AvailableNumbersList: [offer] = [] } = await client.searchAvailablePhoneNumbers({
    TargetArn: `arn:aws:connect:us-east-1:111122223333:instance/${InstanceId}`,
    PhoneNumberCountryCode: 'US',
    PhoneNumberType: 'DID',
    MaxResults: 1,
  });
  const number = offer?.PhoneNumber ?? '';
  const { PhoneNumberId = '' } = await client.claimPhoneNumber({ InstanceId, PhoneNumber: number });
  await client.associatePhoneNumberContactFlow({ PhoneNumberId, InstanceId, ContactFlowId });
  return { InstanceId, HoursOfOperationId, QueueId, ContactFlowId, PhoneNumberId, number };
};

it('carries a call through an instance that the SDK built, and shows its contact', async () => {
  const { connect, client } = connectUnderTest({
    around: {
      handlerOf: (arn) => (arn === lookupArn ? async () => ({ status: 'Success', fname: 'Ada' }) : undefined),
      agentOf: () => ({ answersAfterSeconds: 5, hangsUpAfterSeconds: 30 }),
    },
  });
  const { InstanceId, QueueId, number } = await builtInstance(client);
  const time = virtualTime(Date.UTC(2026, 0, 5, 12));
  const network = phoneNetwork({ time, routeOf: connect.routeOf });
  const ContactId = network.dial({ from: '+14155550199', to: number });
  await time.run(time.now() + 20_000);

  expect(await client.getContactAttributes({ InstanceId, InitialContactId: ContactId })).toMatchObject({
    Attributes: { fname: 'Ada' },
  });
  await client.updateContactAttributes({
    InstanceId,
    InitialContactId: ContactId,
    Attributes: { reason: 'bill' },
  });
  const { Contact } = await client.describeContact({ InstanceId, ContactId });
  expect(Contact).toMatchObject({
    QueueInfo: { Id: QueueId },
    SystemEndpoint: { Address: number },
    Attributes: { fname: 'Ada', reason: 'bill' },
    InitiationTimestamp: new Date(Date.UTC(2026, 0, 5, 12)),
  });
});

it('does not answer a number without a flow, and knows no other numbers', async () => {
  const { connect, client } = connectUnderTest();
  const { InstanceId, PhoneNumberId, number } = await builtInstance(client);
  await client.disassociatePhoneNumberContactFlow({ PhoneNumberId, InstanceId });

  expect(connect.routeOf(number)).toEqual({ kind: 'none' });
  expect(connect.routeOf('+12065550142')).toBeUndefined();
});

it('refuses a broken flow as the service does: with problems, and without a message', async () => {
  const { client } = connectUnderTest();
  const { InstanceId } = await builtInstance(client);
  const creation = client.createContactFlow({
    InstanceId,
    Name: 'broken',
    Type: 'CONTACT_FLOW',
    Content: hello.replace('"next"', '""').replace('"end"', '"nowhere"'),
  });

  await expect(creation).rejects.toMatchObject({
    name: 'InvalidContactFlowException',
    problems: [{ message: expect.stringContaining('nowhere') }],
  });
});

it('gives a number to one of two clients that found it at once', async () => {
  const { client } = connectUnderTest();
  const { InstanceId } = await builtInstance(client);
  const claims = await Promise.allSettled(
    [1, 2].map(() => client.claimPhoneNumber({ InstanceId, PhoneNumber: '+12065550150' })),
  );

  expect(claims.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

it('answers a repeated claim with the number of the first', async () => {
  const { client } = connectUnderTest();
  const { InstanceId } = await builtInstance(client);
  const claim = { InstanceId, PhoneNumber: '+12065550150', ClientToken: 'once' };
  const first = await client.claimPhoneNumber(claim);

  expect((await client.claimPhoneNumber(claim)).PhoneNumberId).toBe(first.PhoneNumberId);
});

it('lets a released number rest for 180 days', async () => {
  let now = Date.UTC(2026, 0, 5);
  const { client } = connectUnderTest({ now: () => now });
  const { InstanceId, PhoneNumberId, number } = await builtInstance(client);
  await client.releasePhoneNumber({ PhoneNumberId });
  const claim = { InstanceId, PhoneNumber: number };

  await expect(client.claimPhoneNumber(claim)).rejects.toThrow(/not available/);
  now += 181 * 24 * 3_600_000;
  expect((await client.claimPhoneNumber(claim)).PhoneNumberId).toBeDefined();
});

it('refuses more numbers than the quota, and more moves than twice the quota in 180 days', async () => {
  const { client } = connectUnderTest({ quotas: { phoneNumbers: 2 } });
  const { InstanceId, PhoneNumberId } = await builtInstance(client);
  const claim = (PhoneNumber: string) => client.claimPhoneNumber({ InstanceId, PhoneNumber });
  await claim('+12065550150');
  await expect(claim('+12065550151')).rejects.toThrow(/its quota/);
  await client.releasePhoneNumber({ PhoneNumberId });
  await claim('+12065550152');

  await client.releasePhoneNumber({
    PhoneNumberId:
      (await client.listPhoneNumbersV2({ InstanceId })).ListPhoneNumbersSummaryList?.[0]?.PhoneNumberId ?? '',
  });
  await expect(claim('+12065550153')).rejects.toThrow(/200 % of the quota/);
});

it.each`
  what                          | act
  ${'hours that a queue has'}   | ${(client: Connect, ids: never) => client.deleteHoursOfOperation(ids)}
  ${'a flow with a number'}     | ${(client: Connect, ids: never) => client.deleteContactFlow(ids)}
  ${'an instance with numbers'} | ${(client: Connect, ids: never) => client.deleteInstance(ids)}
`('does not delete $what', async ({ act }) => {
  const { client } = connectUnderTest();
  const ids = await builtInstance(client);

  await expect(act(client, ids)).rejects.toThrow(/Cannot delete/);
});

it('says 409 for a name that is taken, 404 for what is missing, and 501 for what is not simulated', async () => {
  const { client } = connectUnderTest();
  const { InstanceId, HoursOfOperationId } = await builtInstance(client);

  await expect(
    client.createQueue({ InstanceId, HoursOfOperationId, Name: 'transfers' }),
  ).rejects.toMatchObject({ name: 'DuplicateResourceException', $metadata: { httpStatusCode: 409 } });
  await expect(client.describeQueue({ InstanceId, QueueId: 'none' })).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    $metadata: { httpStatusCode: 404 },
  });
  await expect(client.listPrompts({ InstanceId })).rejects.toMatchObject({
    $metadata: { httpStatusCode: 501 },
  });
});

it('keeps instances, numbers and their flows when it is saved and restored', async () => {
  const { connect, client } = connectUnderTest();
  const { number } = await builtInstance(client);
  const restored = connectUnderTest({ saved: JSON.parse(JSON.stringify(connect.save())) });

  expect(restored.connect.routeOf(number)).toMatchObject({ kind: 'connect' });
});

it('reports the flow of each number, to SDK and Terraform alike', async () => {
  const { client } = connectUnderTest();
  const { InstanceId, ContactFlowId, PhoneNumberId } = await builtInstance(client);

  expect(await client.listFlowAssociations({ InstanceId })).toMatchObject({
    FlowAssociationSummaryList: [
      {
        ResourceId: expect.stringContaining(PhoneNumberId),
        FlowId: expect.stringContaining(ContactFlowId),
        ResourceType: 'VOICE_PHONE_NUMBER',
      },
    ],
  });
});

describe('a test case in the testing language', () => {
  const greetingIs = (Text: string) =>
    JSON.stringify({
      Version: '2025-06-21',
      Metadata: {},
      Observations: [
        {
          Identifier: 'start',
          Event: { Identifier: 'e1', Type: 'TestInitiated', Actor: 'System', Properties: {} },
          Actions: [],
          Transitions: { NextObservations: ['greeting'] },
        },
        {
          Identifier: 'greeting',
          Event: { Identifier: 'e2', Type: 'MessageReceived', Actor: 'System', Properties: { Text } },
          Actions: [],
          Transitions: { NextObservations: [] },
        },
      ],
    });

  it.each`
    greeting                                       | status      | failed
    ${'Welcome. We will connect you to an agent.'} | ${'PASSED'} | ${0}
    ${'Please enter your account number'}          | ${'FAILED'} | ${1}
  `('about the greeting "$greeting" is $status', async ({ greeting, status, failed }) => {
    const { client } = connectUnderTest();
    const { InstanceId, ContactFlowId } = await builtInstance(client);
    const { TestCaseId = '' } = await client.createTestCase({
      InstanceId,
      Name: 'greeting',
      Content: greetingIs(greeting),
      EntryPoint: { Type: 'VOICE_CALL', VoiceCallEntryPointParameters: { FlowId: ContactFlowId } },
    });
    const started = await client.startTestCaseExecution({ InstanceId, TestCaseId });
    const run = { InstanceId, TestCaseId, TestCaseExecutionId: started.TestCaseExecutionId ?? '' };

    expect(started.Status).toBe(status);
    expect(await client.getTestCaseExecutionSummary(run)).toMatchObject({
      Status: status,
      ObservationSummary: { TotalObservations: 2, ObservationsFailed: failed },
    });
    expect((await client.listTestCaseExecutionRecords(run)).ExecutionRecords).toHaveLength(2);
  });

  it('is refused when it cannot be read', async () => {
    const { client } = connectUnderTest();
    const { InstanceId, ContactFlowId } = await builtInstance(client);
    const creation = client.createTestCase({
      InstanceId,
      Name: 'broken',
      Content: '{}',
      EntryPoint: { Type: 'VOICE_CALL', VoiceCallEntryPointParameters: { FlowId: ContactFlowId } },
    });

    await expect(creation).rejects.toMatchObject({ name: 'InvalidTestCaseException' });
  });
});
