import type { E164 } from '@dialplane/phone-numbers';
import { provisionerUnderTest } from '../testing';
import { ordered } from '../testing/number-inputs';

describe('an ordered number', () => {
  it('is ordered once, even if the create is repeated', async () => {
    const account = await provisionerUnderTest();

    const first = await account.invoke(ordered(), 'create');
    const again = await account.invoke(ordered(), 'create');

    expect(first).toEqual({ number: expect.stringMatching(/^\+1425/) });
    expect(again).toEqual(first);
    expect(await account.orders()).toHaveLength(1);
    expect(await account.numbers()).toHaveLength(3);
  });

  it.each`
    order                        | begins
    ${{ areaCode: '425' }}       | ${/^\+1425/}
    ${{ state: 'WA' }}           | ${/^\+1/}
    ${{ tollFreePrefix: '833' }} | ${/^\+1833/}
  `('fulfils $order', async ({ order, begins }) => {
    const account = await provisionerUnderTest();

    expect(await account.invoke({ ...ordered(), order }, 'create')).toEqual({
      number: expect.stringMatching(begins),
    });
  });

  it('asks to apply again if its order takes too long, and the next apply finds that order', async () => {
    const account = await provisionerUnderTest();

    await expect(account.invoke(ordered(), 'create', 30)).rejects.toThrow(
      /^Cannot order a number with area code 425 for "sales" yet: .*: apply again$/,
    );
    expect(await account.orders()).toHaveLength(1);

    account.later(60);
    expect(await account.invoke(ordered(), 'create', 30)).toMatchObject({ number: expect.any(String) });
    expect(await account.orders()).toHaveLength(1);
  });

  it.each`
    onDestroy    | outcome       | status
    ${'release'} | ${'released'} | ${'ReleaseInProgress'}
    ${'keep'}    | ${'kept'}     | ${'Unassigned'}
  `('is $outcome on delete with onDestroy $onDestroy', async ({ onDestroy, outcome, status }) => {
    const account = await provisionerUnderTest();
    const input = { ...ordered(onDestroy), connectorId: account.connectors.office };
    const { number } = (await account.invoke(input, 'create')) as { number: E164 };

    expect(await account.invoke(input, 'delete')).toEqual({ outcome });
    expect(await account.numbers()).toContainEqual(
      expect.objectContaining({ number, status, attachedTo: [] }),
    );
    expect(await account.stores.provided.find('sales')).toBeUndefined();
  });

  it('is released by a delete during its order', async () => {
    const account = await provisionerUnderTest();
    await expect(account.invoke(ordered(), 'create', 21)).rejects.toThrow('apply again');

    expect(await account.invoke(ordered(), 'delete')).toEqual({ outcome: 'released' });
  });

  it('is a different one for each of several concurrent creates', async () => {
    const account = await provisionerUnderTest();
    const names = ['sales', 'support', 'press', 'lobby'];

    const created = await Promise.all(
      names.map((name) => account.invoke({ ...ordered(), name }, 'create') as Promise<{ number: E164 }>),
    );

    expect(new Set(created.map(({ number }) => number)).size).toBe(names.length);
    expect(await account.orders()).toHaveLength(names.length);
  });

  it('is replaced by another choice, five times at most, if it is not available', async () => {
    const asked: string[] = [];
    const account = await provisionerUnderTest();
    account.failWith((operation, when) => {
      if (operation !== 'CreatePhoneNumberOrder' || when === 'after') return undefined;
      asked.push(operation);
      return { error: 'ResourceLimitExceededException' };
    });

    await expect(account.invoke(ordered(), 'create')).rejects.toThrow(
      /^Cannot order a number with area code 425 for "sales": the last 5 were not available: ResourceLimit/,
    );
    expect(asked).toHaveLength(5);
    expect(await account.invoke(ordered(), 'delete')).toEqual({ outcome: 'gone' });
  });

  it('is ordered once by concurrent creates of the same name', async () => {
    const account = await provisionerUnderTest();

    const outcomes = await Promise.allSettled([1, 2, 3].map(() => account.invoke(ordered(), 'create')));

    expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0);
    expect(await account.invoke(ordered(), 'create')).toMatchObject({ number: expect.any(String) });
    expect(await account.orders()).toHaveLength(1);
  });

  it('comes with advice if none is available', async () => {
    const account = await provisionerUnderTest();

    const none = { ...ordered(), order: { state: 'ZZ' } };

    await expect(account.invoke(none, 'create')).rejects.toThrow(
      'Cannot find a number with state ZZ for "sales": none is available: try another area code or state, or try again later',
    );
  });
});
