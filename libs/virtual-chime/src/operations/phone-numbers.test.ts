import {
  BatchDeletePhoneNumberCommand,
  BatchUpdatePhoneNumberCommand,
  DeletePhoneNumberCommand,
  GetPhoneNumberCommand,
  ListPhoneNumbersCommand,
  type ListPhoneNumbersCommandInput,
  RestorePhoneNumberCommand,
  UpdatePhoneNumberCommand,
} from '@aws-sdk/client-chime-sdk-voice';
import { anApplication, aRule, chimeUnderTest, dialIn, first, second } from '../../testing/chime-under-test';

const german = '+493023125000';

it('shows a number', async () => {
  const { client } = chimeUnderTest({ numbers: [{ number: first, name: 'Front desk' }] });

  const { PhoneNumber } = await client.send(new GetPhoneNumberCommand({ PhoneNumberId: first }));

  expect(PhoneNumber).toMatchObject({
    PhoneNumberId: first,
    E164PhoneNumber: first,
    Country: 'US',
    Type: 'Local',
    ProductType: 'VoiceConnector',
    Status: 'Unassigned',
    Associations: [],
    CallingNameStatus: 'Unassigned',
    Name: 'Front desk',
    CreatedTimestamp: new Date('2026-01-05T09:00:00Z'),
  });
});

it.each(['+12065550100', '12065550100', '%2B12065550100'])('knows a number by the id %s', async (id) => {
  const { client } = chimeUnderTest();

  await expect(client.send(new GetPhoneNumberCommand({ PhoneNumberId: id }))).resolves.toMatchObject({
    PhoneNumber: { E164PhoneNumber: first },
  });
});

it.each`
  filter                                                    | shown
  ${{}}                                                     | ${[first, second, dialIn]}
  ${{ ProductType: 'SipMediaApplicationDialIn' }}           | ${[dialIn]}
  ${{ Status: 'Assigned' }}                                 | ${[dialIn]}
  ${{ Status: 'Unassigned' }}                               | ${[first, second]}
  ${{ FilterName: 'SipRuleId', FilterValue: 'id-002' }}     | ${[dialIn]}
  ${{ FilterName: 'SipRuleId', FilterValue: 'id-009' }}     | ${[]}
  ${{ FilterName: 'VoiceConnectorId', FilterValue: 'vc1' }} | ${[]}
`('lists $shown for $filter', async ({ filter, shown }) => {
  const { client } = chimeUnderTest();
  await aRule(client, await anApplication(client));

  const { PhoneNumbers = [] } = await client.send(new ListPhoneNumbersCommand(filter));

  expect(PhoneNumbers.map(({ E164PhoneNumber }) => E164PhoneNumber)).toEqual(shown);
});

it.each<[string, ListPhoneNumbersCommandInput]>([
  ['half a filter', { FilterName: 'SipRuleId' }],
  ['a page of nothing', { MaxResults: 0 }],
  ['a page of 101', { MaxResults: 101 }],
  ['a token of nobody', { NextToken: 'smile' }],
])('refuses to list %s', async (_, input) => {
  const { client } = chimeUnderTest();

  await expect(client.send(new ListPhoneNumbersCommand(input))).rejects.toMatchObject({
    name: 'BadRequestException',
  });
});

describe('an update', () => {
  it.each`
    detail            | change                                          | seen
    ${'product type'} | ${{ ProductType: 'SipMediaApplicationDialIn' }} | ${{ ProductType: 'SipMediaApplicationDialIn' }}
    ${'name'}         | ${{ Name: 'Front desk' }}                       | ${{ Name: 'Front desk' }}
    ${'calling name'} | ${{ CallingName: 'Dialplane' }}                 | ${{ CallingName: 'Dialplane', CallingNameStatus: 'UpdateSucceeded' }}
  `('sets the $detail', async ({ change, seen }) => {
    const { client } = chimeUnderTest();

    await client.send(new UpdatePhoneNumberCommand({ PhoneNumberId: first, ...change }));

    await expect(client.send(new GetPhoneNumberCommand({ PhoneNumberId: first }))).resolves.toMatchObject({
      PhoneNumber: seen,
    });
  });

  it.each`
    because                              | number            | change                                          | error
    ${'the account does not have it'}    | ${'+12065550199'} | ${{ Name: 'x' }}                                | ${'NotFoundException'}
    ${'nothing is to be changed'}        | ${first}          | ${{}}                                           | ${'BadRequestException'}
    ${'two details are to be changed'}   | ${first}          | ${{ Name: 'x', ProductType: 'VoiceConnector' }} | ${'BadRequestException'}
    ${'no product type is called that'}  | ${first}          | ${{ ProductType: 'BusinessCalling' }}           | ${'BadRequestException'}
    ${'a calling name has no dashes'}    | ${first}          | ${{ CallingName: 'a-b' }}                       | ${'BadRequestException'}
    ${'a calling name ends at 15'}       | ${first}          | ${{ CallingName: '1234567890123456' }}          | ${'BadRequestException'}
    ${'a name has no plus'}              | ${first}          | ${{ Name: 'Front+desk' }}                       | ${'BadRequestException'}
    ${'a rule has the number'}           | ${dialIn}         | ${{ ProductType: 'VoiceConnector' }}            | ${'ConflictException'}
    ${'Germany has no Voice Connectors'} | ${german}         | ${{ ProductType: 'VoiceConnector' }}            | ${'BadRequestException'}
    ${'it is in the deletion queue'}     | ${second}         | ${{ ProductType: 'SipMediaApplicationDialIn' }} | ${'BadRequestException'}
  `('is refused because $because', async ({ number, change, error }) => {
    const { client } = chimeUnderTest({
      numbers: [
        { number: first },
        { number: second },
        { number: dialIn, productType: 'SipMediaApplicationDialIn' },
        { number: german },
      ],
    });
    await aRule(client, await anApplication(client));
    await client.send(new DeletePhoneNumberCommand({ PhoneNumberId: second }));

    await expect(
      client.send(new UpdatePhoneNumberCommand({ PhoneNumberId: number, ...change })),
    ).rejects.toMatchObject({ name: error });
  });

  it('of a calling name is in progress for a while, and the next one waits for it', async () => {
    const { client, clock } = chimeUnderTest({ delays: { callingName: 1000 } });
    const rename = (CallingName: string) =>
      client.send(new UpdatePhoneNumberCommand({ PhoneNumberId: first, CallingName }));

    expect((await rename('Ann')).PhoneNumber?.CallingNameStatus).toBe('UpdateInProgress');
    await expect(rename('Ben')).rejects.toMatchObject({ name: 'ConflictException' });
    clock.pass(1000);
    await expect(rename('Ben')).resolves.toMatchObject({ PhoneNumber: { CallingName: 'Ben' } });
  });

  it('of several numbers does what it can, and names the others', async () => {
    const { client } = chimeUnderTest();
    const named = (PhoneNumberId: string) => ({ PhoneNumberId, Name: 'Sales' });

    const { PhoneNumberErrors } = await client.send(
      new BatchUpdatePhoneNumberCommand({
        UpdatePhoneNumberRequestItems: [named(first), named('+12065550199'), named(second)],
      }),
    );

    expect(PhoneNumberErrors).toMatchObject([{ PhoneNumberId: '+12065550199', ErrorCode: 'NotFound' }]);
    const { PhoneNumbers } = await client.send(
      new ListPhoneNumbersCommand({ ProductType: 'VoiceConnector' }),
    );
    expect(PhoneNumbers).toMatchObject([{ Name: 'Sales' }, { Name: 'Sales' }]);
  });

  it('of several numbers refuses one that is there twice', async () => {
    const { client } = chimeUnderTest();
    const items = [first, '12065550100'].map((PhoneNumberId) => ({ PhoneNumberId, Name: 'x' }));

    await expect(
      client.send(new BatchUpdatePhoneNumberCommand({ UpdatePhoneNumberRequestItems: items })),
    ).rejects.toMatchObject({ name: 'BadRequestException' });
  });
});

describe('a deleted number', () => {
  const day = 24 * 60 * 60 * 1000;
  const statusOf = async ({ client }: ReturnType<typeof chimeUnderTest>) =>
    (await client.send(new GetPhoneNumberCommand({ PhoneNumberId: first }))).PhoneNumber;

  it('lies in the deletion queue for seven days, and is gone then', async () => {
    const chime = chimeUnderTest();
    await chime.client.send(new DeletePhoneNumberCommand({ PhoneNumberId: first }));

    expect(await statusOf(chime)).toMatchObject({
      Status: 'ReleaseInProgress',
      DeletionTimestamp: new Date('2026-01-12T09:00:00Z'),
    });
    chime.clock.pass(7 * day - 1);
    expect(await statusOf(chime)).toMatchObject({ Status: 'ReleaseInProgress' });
    chime.clock.pass(1);
    await expect(statusOf(chime)).rejects.toMatchObject({ name: 'NotFoundException' });
  });

  it('comes back out of the queue, and from nowhere else', async () => {
    const chime = chimeUnderTest();
    const restore = () => chime.client.send(new RestorePhoneNumberCommand({ PhoneNumberId: first }));
    await chime.client.send(new DeletePhoneNumberCommand({ PhoneNumberId: first }));

    await expect(restore()).resolves.toMatchObject({ PhoneNumber: { Status: 'Unassigned' } });
    expect(await statusOf(chime)).not.toHaveProperty('DeletionTimestamp');
    await expect(restore()).rejects.toMatchObject({ name: 'BadRequestException' });
  });

  it('comes back only if the account has room for it', async () => {
    const chime = chimeUnderTest({ numbers: [{ number: first }], quotas: { phoneNumbers: 0 } });
    await chime.client.send(new DeletePhoneNumberCommand({ PhoneNumberId: first }));

    await expect(
      chime.client.send(new RestorePhoneNumberCommand({ PhoneNumberId: first })),
    ).rejects.toMatchObject({ name: 'ResourceLimitExceededException' });
  });

  it('must not be in use, and one of several does not stop the others', async () => {
    const { client } = chimeUnderTest();
    await aRule(client, await anApplication(client));
    await expect(client.send(new DeletePhoneNumberCommand({ PhoneNumberId: dialIn }))).rejects.toMatchObject({
      name: 'BadRequestException',
    });

    const { PhoneNumberErrors } = await client.send(
      new BatchDeletePhoneNumberCommand({ PhoneNumberIds: [dialIn, second] }),
    );

    expect(PhoneNumberErrors).toMatchObject([{ PhoneNumberId: dialIn, ErrorCode: 'BadRequest' }]);
    const deleted = await client.send(new ListPhoneNumbersCommand({ Status: 'ReleaseInProgress' }));
    expect(deleted.PhoneNumbers).toMatchObject([{ E164PhoneNumber: second }]);
  });
});
