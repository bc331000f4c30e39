import {
  CreatePhoneNumberOrderCommand,
  type CreatePhoneNumberOrderCommandInput,
  GetPhoneNumberCommand,
  GetPhoneNumberOrderCommand,
  ListPhoneNumberOrdersCommand,
  ListSupportedPhoneNumberCountriesCommand,
  SearchAvailablePhoneNumbersCommand,
} from '@aws-sdk/client-chime-sdk-voice';
import { chimeUnderTest, first } from '../../testing/chime-under-test';

const wanted = '+13125550150';

const setUp = (options: Parameters<typeof chimeUnderTest>[0] = {}) => {
  const chime = chimeUnderTest(options);
  return {
    ...chime,
    order: async (change: Partial<CreatePhoneNumberOrderCommandInput> = {}) => {
      const input = { ProductType: 'VoiceConnector' as const, E164PhoneNumbers: [wanted], ...change };
      return (await chime.client.send(new CreatePhoneNumberOrderCommand(input))).PhoneNumberOrder;
    },
  };
};

it('brings a number after a while', async () => {
  const { client, clock, order } = setUp({ delays: { order: 10_000 } });
  const made = await order({ Name: 'Chicago' });
  const look = async () => {
    const { PhoneNumberOrder } = await client.send(
      new GetPhoneNumberOrderCommand({ PhoneNumberOrderId: made?.PhoneNumberOrderId }),
    );
    const { PhoneNumber } = await client.send(new GetPhoneNumberCommand({ PhoneNumberId: wanted }));
    return { order: PhoneNumberOrder?.Status, number: PhoneNumber?.Status, name: PhoneNumber?.Name };
  };

  expect(made).toMatchObject({ Status: 'Processing', OrderType: 'New', ProductType: 'VoiceConnector' });
  expect(await look()).toEqual({ order: 'Processing', number: 'AcquireInProgress', name: 'Chicago' });
  clock.pass(10_000);
  expect(await look()).toEqual({ order: 'Successful', number: 'Unassigned', name: 'Chicago' });
});

it.each`
  numbers            | status          | each
  ${[wanted]}        | ${'Successful'} | ${['Acquired']}
  ${[wanted, first]} | ${'Partial'}    | ${['Acquired', 'Failed']}
  ${[first]}         | ${'Failed'}     | ${['Failed']}
`('is $status for $numbers when the account has the second', async ({ numbers, status, each }) => {
  const { client, order } = setUp();
  await order({ E164PhoneNumbers: numbers });

  const { PhoneNumberOrders } = await client.send(new ListPhoneNumberOrdersCommand({}));

  expect(PhoneNumberOrders).toMatchObject([
    { Status: status, OrderedPhoneNumbers: each.map((Status: string) => ({ Status })) },
  ]);
});

it.each`
  because                              | change                                            | error
  ${'Germany has no Voice Connectors'} | ${{ E164PhoneNumbers: ['+493023125000'] }}        | ${'BadRequestException'}
  ${'a number is there twice'}         | ${{ E164PhoneNumbers: [wanted, '13125550150'] }}  | ${'BadRequestException'}
  ${'there is no number'}              | ${{ E164PhoneNumbers: [] }}                       | ${'BadRequestException'}
  ${'the quota is used up'}            | ${{ E164PhoneNumbers: [wanted, '+13125550151'] }} | ${'ResourceLimitExceededException'}
`('is refused because $because', async ({ change, error }) => {
  const { order } = setUp({ quotas: { phoneNumbers: 4 } });

  await expect(order(change)).rejects.toMatchObject({ name: error });
});

it('is not found by the id of nothing', async () => {
  const { client } = setUp();

  await expect(
    client.send(new GetPhoneNumberOrderCommand({ PhoneNumberOrderId: 'none' })),
  ).rejects.toMatchObject({ name: 'NotFoundException' });
});

it('may take the place of a number that was deleted', async () => {
  const { client, order } = setUp({ quotas: { phoneNumbers: 3 } });
  await expect(order()).rejects.toMatchObject({ name: 'ResourceLimitExceededException' });

  await client.deletePhoneNumber({ PhoneNumberId: first });

  await expect(order()).resolves.toMatchObject({ Status: 'Successful' });
});

describe('a search', () => {
  it.each`
    search                                                    | found
    ${{ AreaCode: '312' }}                                    | ${/^\+131255501\d\d$/}
    ${{ State: 'WA' }}                                        | ${/^\+120655501\d\d$/}
    ${{ PhoneNumberType: 'TollFree', TollFreePrefix: '844' }} | ${/^\+184455501\d\d$/}
    ${{ Country: 'DE', PhoneNumberType: 'Local' }}            | ${/^\+493023125\d{3}$/}
    ${{ Country: 'GB', PhoneNumberType: 'Local' }}            | ${/^\+44207946\d{4}$/}
  `('for $search finds numbers like $found', async ({ search, found }) => {
    const { client } = setUp();

    const { E164PhoneNumbers = [] } = await client.send(
      new SearchAvailablePhoneNumbersCommand({ ...search, MaxResults: 10 }),
    );

    expect(E164PhoneNumbers).toHaveLength(10);
    expect(E164PhoneNumbers.every((number) => found.test(number))).toBe(true);
  });

  it('does not offer what the account has', async () => {
    const { client } = setUp();

    const { E164PhoneNumbers } = await client.send(
      new SearchAvailablePhoneNumbersCommand({ AreaCode: '206' }),
    );

    expect(E164PhoneNumbers).toHaveLength(97);
    expect(E164PhoneNumbers).not.toContain(first);
  });

  it.each`
    because                           | search
    ${'the US is large'}              | ${{}}
    ${'cities are named in a state'}  | ${{ AreaCode: '206', City: 'Seattle' }}
    ${'abroad a search needs a type'} | ${{ Country: 'GB' }}
    ${'area codes are of the US'}     | ${{ Country: 'GB', PhoneNumberType: 'Local', AreaCode: '20' }}
    ${'900 is not toll free'}         | ${{ TollFreePrefix: '900' }}
    ${'a country has two letters'}    | ${{ Country: 'USA' }}
  `('is refused because $because', async ({ search }) => {
    const { client } = setUp();

    await expect(client.send(new SearchAvailablePhoneNumbersCommand(search))).rejects.toMatchObject({
      name: 'BadRequestException',
    });
  });
});

it.each`
  product                        | countries
  ${'VoiceConnector'}            | ${['US']}
  ${'SipMediaApplicationDialIn'} | ${['US', 'AU', 'DE', 'GB']}
`('$product takes numbers of $countries', async ({ product, countries }) => {
  const { client } = setUp();

  const { PhoneNumberCountries = [] } = await client.send(
    new ListSupportedPhoneNumberCountriesCommand({ ProductType: product }),
  );

  expect(PhoneNumberCountries.map(({ CountryCode }) => CountryCode)).toEqual(countries);
});
