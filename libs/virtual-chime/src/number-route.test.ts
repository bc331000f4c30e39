import type { ChimeSDKVoice } from '@aws-sdk/client-chime-sdk-voice';
import { aConnector, anApplication, chimeUnderTest, first } from '../testing/chime-under-test';

const route = (Host: string, Priority: number, Weight: number) => ({
  Host,
  Protocol: 'UDP' as const,
  Priority,
  Weight,
});

const associate = (client: ChimeSDKVoice, VoiceConnectorId: string) =>
  client.associatePhoneNumbersWithVoiceConnector({ VoiceConnectorId, E164PhoneNumbers: [first] });

it('sends calls to the hosts of a Voice Connector, by priority and weight', async () => {
  const { chime, client } = chimeUnderTest();
  const VoiceConnectorId = await aConnector(client);
  await associate(client, VoiceConnectorId);
  await client.putVoiceConnectorOrigination({
    VoiceConnectorId,
    Origination: {
      Routes: [route('192.0.2.3', 2, 100), route('192.0.2.2', 1, 1), route('192.0.2.1', 1, 9)],
    },
  });

  expect(chime.routeOf(first)).toEqual({
    kind: 'connector',
    connectorId: VoiceConnectorId,
    connectorArn: `arn:aws:chime:us-east-1:111122223333:vc/${VoiceConnectorId}`,
    origination: [
      { host: '192.0.2.1', port: 5060, protocol: 'UDP', priority: 1, weight: 9 },
      { host: '192.0.2.2', port: 5060, protocol: 'UDP', priority: 1, weight: 1 },
      { host: '192.0.2.3', port: 5060, protocol: 'UDP', priority: 2, weight: 100 },
    ],
  });
});

it('sends calls to the first Voice Connector of a group that takes them', async () => {
  const { chime, client } = chimeUnderTest();
  const [none, far, near] = [
    await aConnector(client, 'none'),
    await aConnector(client, 'far'),
    await aConnector(client, 'near'),
  ];
  for (const VoiceConnectorId of [far, near])
    await client.putVoiceConnectorOrigination({
      VoiceConnectorId,
      Origination: { Routes: [route('192.0.2.1', 1, 1)] },
    });
  const { VoiceConnectorGroup } = await client.createVoiceConnectorGroup({
    Name: 'all',
    VoiceConnectorItems: [far, near, none].map((VoiceConnectorId, at) => ({
      VoiceConnectorId,
      Priority: 3 - at,
    })),
  });
  await client.associatePhoneNumbersWithVoiceConnectorGroup({
    VoiceConnectorGroupId: VoiceConnectorGroup?.VoiceConnectorGroupId,
    E164PhoneNumbers: [first],
  });

  expect(chime.routeOf(first)).toMatchObject({ kind: 'connector', connectorId: near });
});

describe('nobody answers', () => {
  it.each<[string, (client: ChimeSDKVoice) => Promise<unknown>]>([
    ['neither a SIP rule nor a Voice Connector has it', async () => undefined],
    ['it is in the deletion queue', (client) => client.deletePhoneNumber({ PhoneNumberId: first })],
    [
      'its Voice Connector "office" has no origination route that is enabled',
      async (client) => associate(client, await aConnector(client)),
    ],
    [
      'its Voice Connector "office" has no origination route that is enabled',
      async (client) => {
        const VoiceConnectorId = await aConnector(client);
        await associate(client, VoiceConnectorId);
        await client.putVoiceConnectorOrigination({
          VoiceConnectorId,
          Origination: { Disabled: true, Routes: [route('192.0.2.1', 1, 1)] },
        });
      },
    ],
    [
      'no Voice Connector of its group takes calls',
      async (client) => {
        const { VoiceConnectorGroup } = await client.createVoiceConnectorGroup({ Name: 'none' });
        await client.associatePhoneNumbersWithVoiceConnectorGroup({
          VoiceConnectorGroupId: VoiceConnectorGroup?.VoiceConnectorGroupId,
          E164PhoneNumbers: [first],
        });
      },
    ],
  ])('because %s', async (because, setUp) => {
    const { chime, client } = chimeUnderTest();
    await setUp(client);

    expect(chime.routeOf(first)).toEqual({ kind: 'none', because });
  });

  it('until an order is done', async () => {
    const { chime, client, clock } = chimeUnderTest({ delays: { order: 1000 } });
    const number = '+13125550150';
    expect(chime.routeOf(number)).toBeUndefined();
    await client.createPhoneNumberOrder({ ProductType: 'VoiceConnector', E164PhoneNumbers: [number] });

    expect(chime.routeOf(number)).toEqual({ kind: 'none', because: 'its order is still in progress' });
    clock.pass(1000);
    expect(chime.routeOf(number)).toMatchObject({
      because: 'neither a SIP rule nor a Voice Connector has it',
    });
  });
});

describe('a call to the outbound host name of a Voice Connector', () => {
  const connectorWithRule = async (Disabled = false) => {
    const { chime, client } = chimeUnderTest();
    const VoiceConnectorId = await aConnector(client);
    const { VoiceConnector } = await client.getVoiceConnector({ VoiceConnectorId });
    const host = VoiceConnector?.OutboundHostName ?? '';
    const SipMediaApplicationId = await anApplication(client);
    const { SipRule } = await client.createSipRule({
      Name: 'from the PBX',
      TriggerType: 'RequestUriHostname',
      TriggerValue: host,
      Disabled,
      TargetApplications: [{ SipMediaApplicationId, Priority: 1, AwsRegion: 'us-east-1' }],
    });
    return { chime, host, SipMediaApplicationId, rule: SipRule?.SipRuleId };
  };

  it('goes to the application of the rule that it triggers', async () => {
    const { chime, host, SipMediaApplicationId, rule } = await connectorWithRule();

    expect(chime.routeOfHost(host)).toMatchObject({
      kind: 'application',
      sipRuleId: rule,
      targets: [{ applicationId: SipMediaApplicationId, region: 'us-east-1' }],
    });
    expect(chime.routeOfHost(host.toUpperCase())).toMatchObject({ kind: 'application' });
  });

  it('goes nowhere while the rule is disabled', async () => {
    const { chime, host } = await connectorWithRule(true);

    expect(chime.routeOfHost(host)).toEqual({
      kind: 'none',
      because: 'its SIP rule "from the PBX" is disabled',
    });
  });

  it('goes to the telephone network without a rule', async () => {
    const { chime, client } = chimeUnderTest();
    const id = await aConnector(client);

    expect(chime.routeOfHost(`${id}.voiceconnector.chime.aws`)).toEqual({ kind: 'telephone-network' });
  });

  it('has no route when no connector has the name', () => {
    expect(chimeUnderTest().chime.routeOfHost('nowhere.example')).toBeUndefined();
  });
});
