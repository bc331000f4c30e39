import {
  AssociatePhoneNumbersWithVoiceConnectorCommand,
  AssociatePhoneNumbersWithVoiceConnectorGroupCommand,
  CreateSipRuleCommand,
  CreateVoiceConnectorCommand,
  CreateVoiceConnectorGroupCommand,
  DeleteVoiceConnectorCommand,
  DeleteVoiceConnectorGroupCommand,
  GetVoiceConnectorCommand,
  ListAvailableVoiceConnectorRegionsCommand,
  ListVoiceConnectorGroupsCommand,
  UpdateVoiceConnectorCommand,
  UpdateVoiceConnectorGroupCommand,
} from '@aws-sdk/client-chime-sdk-voice';
import { aConnector, anApplication, chimeUnderTest, first } from '../../testing/chime-under-test';

describe('a Voice Connector', () => {
  it('is made, changed and shown', async () => {
    const { client } = chimeUnderTest();
    const VoiceConnectorId = await aConnector(client);

    await client.send(
      new UpdateVoiceConnectorCommand({ VoiceConnectorId, Name: 'renamed', RequireEncryption: true }),
    );

    const { VoiceConnector } = await client.send(new GetVoiceConnectorCommand({ VoiceConnectorId }));
    expect(VoiceConnector).toMatchObject({
      VoiceConnectorArn: `arn:aws:chime:us-east-1:111122223333:vc/${VoiceConnectorId}`,
      OutboundHostName: `${VoiceConnectorId}.voiceconnector.chime.aws`,
      AwsRegion: 'us-east-1',
      Name: 'renamed',
      RequireEncryption: true,
    });
  });

  it('is in the Region that was asked for, one of those that are listed', async () => {
    const { client } = chimeUnderTest();
    const make = (AwsRegion: 'eu-west-1') =>
      client.send(new CreateVoiceConnectorCommand({ Name: 'x', RequireEncryption: true, AwsRegion }));

    expect((await make('eu-west-1')).VoiceConnector).toMatchObject({
      AwsRegion: 'eu-west-1',
      VoiceConnectorArn: expect.stringContaining(':eu-west-1:'),
    });
    const { VoiceConnectorRegions } = await client.send(new ListAvailableVoiceConnectorRegionsCommand({}));
    expect(VoiceConnectorRegions).toContain('eu-west-1');
    await expect(make('mars-1' as 'eu-west-1')).rejects.toMatchObject({ name: 'BadRequestException' });
  });

  it.each(['a number', 'a group', 'a rule'])('is not deleted while %s uses it', async (user) => {
    const { client } = chimeUnderTest();
    const VoiceConnectorId = await aConnector(client);
    if (user === 'a number')
      await client.send(
        new AssociatePhoneNumbersWithVoiceConnectorCommand({ VoiceConnectorId, E164PhoneNumbers: [first] }),
      );
    if (user === 'a group')
      await client.send(
        new CreateVoiceConnectorGroupCommand({
          Name: 'all',
          VoiceConnectorItems: [{ VoiceConnectorId, Priority: 1 }],
        }),
      );
    if (user === 'a rule')
      await client.send(
        new CreateSipRuleCommand({
          Name: 'from the office',
          TriggerType: 'RequestUriHostname',
          TriggerValue: `${VoiceConnectorId}.voiceconnector.chime.aws`,
          TargetApplications: [{ SipMediaApplicationId: await anApplication(client), Priority: 1 }],
        }),
      );

    await expect(client.send(new DeleteVoiceConnectorCommand({ VoiceConnectorId }))).rejects.toMatchObject({
      name: 'ConflictException',
    });
  });

  it('is gone when it is deleted', async () => {
    const { client } = chimeUnderTest();
    const VoiceConnectorId = await aConnector(client);
    await client.send(new DeleteVoiceConnectorCommand({ VoiceConnectorId }));

    await expect(client.send(new GetVoiceConnectorCommand({ VoiceConnectorId }))).rejects.toMatchObject({
      name: 'NotFoundException',
    });
  });

  it('comes with a quota, if there is one', async () => {
    const { client } = chimeUnderTest({ quotas: { voiceConnectors: 1 } });
    await aConnector(client);

    await expect(aConnector(client)).rejects.toMatchObject({
      name: 'ResourceLimitExceededException',
      message: "Cannot have 2 Voice Connectors: expected at most 1, the account's quota",
    });
  });
});

describe('a group of Voice Connectors', () => {
  const setUp = async () => {
    const { client } = chimeUnderTest();
    const VoiceConnectorId = await aConnector(client);
    const { VoiceConnectorGroup } = await client.send(
      new CreateVoiceConnectorGroupCommand({
        Name: 'all',
        VoiceConnectorItems: [{ VoiceConnectorId, Priority: 1 }],
      }),
    );
    const VoiceConnectorGroupId = VoiceConnectorGroup?.VoiceConnectorGroupId ?? '';
    return {
      client,
      VoiceConnectorId,
      VoiceConnectorGroupId,
      empty: () =>
        client.send(
          new UpdateVoiceConnectorGroupCommand({
            VoiceConnectorGroupId,
            Name: 'none',
            VoiceConnectorItems: [],
          }),
        ),
      remove: () => client.send(new DeleteVoiceConnectorGroupCommand({ VoiceConnectorGroupId })),
    };
  };

  it('is deleted when neither connectors nor numbers are in it', async () => {
    const { client, empty, remove, VoiceConnectorGroupId } = await setUp();
    await expect(remove()).rejects.toMatchObject({ name: 'ConflictException' });
    await empty();
    await client.send(
      new AssociatePhoneNumbersWithVoiceConnectorGroupCommand({
        VoiceConnectorGroupId,
        E164PhoneNumbers: [first],
      }),
    );

    await expect(remove()).rejects.toMatchObject({ name: 'ConflictException' });

    const { VoiceConnectorGroups } = await client.send(new ListVoiceConnectorGroupsCommand({}));
    expect(VoiceConnectorGroups).toMatchObject([{ Name: 'none', VoiceConnectorItems: [] }]);
  });

  it('is gone when it is deleted', async () => {
    const { empty, remove } = await setUp();
    await empty();
    await remove();

    await expect(remove()).rejects.toMatchObject({ name: 'NotFoundException' });
  });

  it.each`
    because                         | items
    ${'a connector does not exist'} | ${[{ VoiceConnectorId: 'nowhere', Priority: 1 }]}
    ${'a connector is there twice'} | ${[{ VoiceConnectorId: 'id001', Priority: 1 }, { VoiceConnectorId: 'id001', Priority: 2 }]}
    ${'a priority is beyond 99'}    | ${[{ VoiceConnectorId: 'id001', Priority: 100 }]}
  `('is not made because $because', async ({ items }) => {
    const { client } = await setUp();

    await expect(
      client.send(new CreateVoiceConnectorGroupCommand({ Name: 'x', VoiceConnectorItems: items })),
    ).rejects.toMatchObject({ name: 'BadRequestException' });
  });
});

it('gives each Voice Connector an id of 22 lower-case letters and digits, as the service does', async () => {
  const { client } = chimeUnderTest();
  const ids = [await aConnector(client, 'one'), await aConnector(client, 'two')];

  for (const id of ids) expect(id).toMatch(/^[a-z][0-9a-z]{21}$/);
  expect(new Set(ids).size).toBe(2);
});
