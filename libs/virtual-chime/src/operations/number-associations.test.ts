import {
  AssociatePhoneNumbersWithVoiceConnectorCommand,
  AssociatePhoneNumbersWithVoiceConnectorGroupCommand,
  CreateVoiceConnectorGroupCommand,
  DeletePhoneNumberCommand,
  DisassociatePhoneNumbersFromVoiceConnectorCommand,
  DisassociatePhoneNumbersFromVoiceConnectorGroupCommand,
  GetPhoneNumberCommand,
  UpdatePhoneNumberCommand,
} from '@aws-sdk/client-chime-sdk-voice';
import {
  aConnector,
  anApplication,
  aRule,
  chimeUnderTest,
  dialIn,
  first,
  second,
} from '../../testing/chime-under-test';

const setUp = async (delays = {}) => {
  const chime = chimeUnderTest({ delays });
  const { client } = chime;
  const VoiceConnectorId = await aConnector(client);
  return {
    ...chime,
    VoiceConnectorId,
    associate: (
      E164PhoneNumbers: string[],
      more: { VoiceConnectorId?: string; ForceAssociate?: boolean } = {},
    ) =>
      client.send(
        new AssociatePhoneNumbersWithVoiceConnectorCommand({ VoiceConnectorId, E164PhoneNumbers, ...more }),
      ),
    disassociate: (E164PhoneNumbers: string[]) =>
      client.send(
        new DisassociatePhoneNumbersFromVoiceConnectorCommand({ VoiceConnectorId, E164PhoneNumbers }),
      ),
    look: async (PhoneNumberId: string) =>
      (await client.send(new GetPhoneNumberCommand({ PhoneNumberId }))).PhoneNumber,
  };
};

it('associates numbers with a Voice Connector', async () => {
  const { associate, look, VoiceConnectorId } = await setUp();

  expect((await associate([first, second])).PhoneNumberErrors).toEqual([]);

  expect(await look(first)).toMatchObject({
    Status: 'Assigned',
    Associations: [
      { Name: 'VoiceConnectorId', Value: VoiceConnectorId, AssociatedTimestamp: expect.any(Date) },
    ],
  });
});

it('names the numbers that it cannot associate in a good answer, and associates the others', async () => {
  const { associate, look, client } = await setUp();
  await client.send(new DeletePhoneNumberCommand({ PhoneNumberId: second }));

  const { PhoneNumberErrors } = await associate(['+12065550199', dialIn, second, first]);

  expect(PhoneNumberErrors).toMatchObject([
    { PhoneNumberId: '+12065550199', ErrorCode: 'NotFound' },
    { PhoneNumberId: dialIn, ErrorCode: 'BadRequest' },
    { PhoneNumberId: second, ErrorCode: 'BadRequest' },
  ]);
  expect(await look(first)).toMatchObject({ Status: 'Assigned' });
});

it('takes a number from another Voice Connector only by force', async () => {
  const { associate, look, client } = await setUp();
  const other = await aConnector(client, 'branch');
  await associate([first]);

  const asked = await associate([first], { VoiceConnectorId: other });
  expect(asked.PhoneNumberErrors).toMatchObject([{ ErrorCode: 'PhoneNumberAssociationsExist' }]);
  const forced = await associate([first], { VoiceConnectorId: other, ForceAssociate: true });
  expect(forced.PhoneNumberErrors).toEqual([]);

  expect(await look(first)).toMatchObject({ Associations: [{ Value: other }] });
});

it('takes no number from a rule, even by force', async () => {
  const { associate, client } = await setUp();
  await aRule(client, await anApplication(client), { Disabled: true });

  expect((await associate([dialIn], { ForceAssociate: true })).PhoneNumberErrors).toMatchObject([
    { PhoneNumberId: dialIn, ErrorCode: 'PhoneNumberAssociationsExist' },
  ]);
});

it('waits for a number that is being ordered', async () => {
  const { associate, client, clock } = await setUp({ order: 1000 });
  const number = '+13125550150';
  await client.createPhoneNumberOrder({ ProductType: 'VoiceConnector', E164PhoneNumbers: [number] });

  expect((await associate([number])).PhoneNumberErrors).toMatchObject([{ ErrorCode: 'Conflict' }]);
  clock.pass(1000);
  expect((await associate([number])).PhoneNumberErrors).toEqual([]);
});

it('can be done twice', async () => {
  const { associate } = await setUp();
  await associate([first]);

  expect((await associate([first])).PhoneNumberErrors).toEqual([]);
});

it('lets go of a number, which shows as assigned for a while and keeps its product type until then', async () => {
  const { associate, disassociate, look, client, clock } = await setUp({ release: 3000 });
  const change = () =>
    client.send(
      new UpdatePhoneNumberCommand({ PhoneNumberId: first, ProductType: 'SipMediaApplicationDialIn' }),
    );
  await associate([first]);

  expect((await disassociate([first])).PhoneNumberErrors).toEqual([]);

  expect(await look(first)).toMatchObject({ Status: 'Assigned', Associations: [] });
  await expect(change()).rejects.toMatchObject({ name: 'ConflictException' });
  clock.pass(3000);
  await expect(change()).resolves.toMatchObject({
    PhoneNumber: { ProductType: 'SipMediaApplicationDialIn' },
  });
});

it('says so when a number was not associated', async () => {
  const { disassociate } = await setUp();

  expect((await disassociate([first])).PhoneNumberErrors).toMatchObject([{ ErrorCode: 'NotFound' }]);
});

it('works alike for a group of Voice Connectors', async () => {
  const { client, look } = await setUp();
  const { VoiceConnectorGroup } = await client.send(new CreateVoiceConnectorGroupCommand({ Name: 'all' }));
  const group = {
    VoiceConnectorGroupId: VoiceConnectorGroup?.VoiceConnectorGroupId,
    E164PhoneNumbers: [first],
  };

  await client.send(new AssociatePhoneNumbersWithVoiceConnectorGroupCommand(group));
  expect(await look(first)).toMatchObject({ Associations: [{ Name: 'VoiceConnectorGroupId' }] });
  await client.send(new DisassociatePhoneNumbersFromVoiceConnectorGroupCommand(group));
  expect(await look(first)).toMatchObject({ Status: 'Unassigned', Associations: [] });
});

it.each`
  because                      | input
  ${'there are no numbers'}    | ${{ E164PhoneNumbers: [] }}
  ${'a number is not E.164'}   | ${{ E164PhoneNumbers: ['555-0100'] }}
  ${'the numbers are no list'} | ${{ E164PhoneNumbers: first }}
`('refuses a request as a whole because $because', async ({ input }) => {
  const { associate } = await setUp();

  await expect(associate(input.E164PhoneNumbers)).rejects.toMatchObject({ name: 'BadRequestException' });
});

it('refuses a Voice Connector that does not exist', async () => {
  const { associate } = await setUp();

  await expect(associate([first], { VoiceConnectorId: 'nowhere' })).rejects.toMatchObject({
    name: 'NotFoundException',
    message: 'Cannot find the Voice Connector "nowhere": expected one of the account\'s',
  });
});
