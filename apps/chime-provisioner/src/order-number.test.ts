import type { E164 } from '@dialplane/phone-numbers';
import { ordered } from './number-inputs';
import { officeAccount } from './office-account';
import { virtualAccount } from './virtual-account';

describe('a number that is ordered', () => {
  it('is ordered once, however often it is created', async () => {
    const account = await officeAccount();

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
  `('is one with $order', async ({ order, begins }) => {
    const account = await officeAccount();

    expect(await account.invoke({ ...ordered(), order }, 'create')).toEqual({
      number: expect.stringMatching(begins),
    });
  });

  it('says to apply again while its order takes longer than there is time, and the next apply picks it up', async () => {
    const account = await officeAccount();

    await expect(account.invoke(ordered(), 'create', 30)).rejects.toThrow(
      /^Cannot order a number with area code 425 for "sales" yet: .*: apply again$/,
    );
    expect(await account.orders()).toHaveLength(1);

    account.wait(60);
    expect(await account.invoke(ordered(), 'create', 30)).toMatchObject({ number: expect.any(String) });
    expect(await account.orders()).toHaveLength(1);
  });

  it.each`
    onDestroy    | outcome       | status
    ${'release'} | ${'released'} | ${'ReleaseInProgress'}
    ${'keep'}    | ${'kept'}     | ${'Unassigned'}
  `('is $outcome on destroy where that says $onDestroy', async ({ onDestroy, outcome, status }) => {
    const account = await officeAccount();
    const input = { ...ordered(onDestroy), connectorId: account.connectors.office };
    const { number } = (await account.invoke(input, 'create')) as { number: E164 };

    expect(await account.invoke(input, 'delete')).toEqual({ outcome });
    expect(await account.numbers()).toContainEqual(
      expect.objectContaining({ number, status, attachedTo: [] }),
    );
    expect(await account.stores.provided.find('sales')).toBeUndefined();
  });

  it('is given back by a delete that comes while its order is being processed', async () => {
    const account = await officeAccount();
    await expect(account.invoke(ordered(), 'create', 21)).rejects.toThrow('apply again');

    expect(await account.invoke(ordered(), 'delete')).toEqual({ outcome: 'released' });
  });

  it('of two that are created at once is another for each', async () => {
    const account = await officeAccount();
    const names = ['sales', 'support', 'press', 'lobby'];

    const created = await Promise.all(
      names.map((name) => account.invoke({ ...ordered(), name }, 'create') as Promise<{ number: E164 }>),
    );

    expect(new Set(created.map(({ number }) => number)).size).toBe(names.length);
    expect(await account.orders()).toHaveLength(names.length);
  });

  it('is tried five times where it cannot be had, each time another', async () => {
    const asked: string[] = [];
    const account = await virtualAccount({
      fault: (operation, when) => {
        if (operation !== 'CreatePhoneNumberOrder' || when === 'after') return undefined;
        asked.push(operation);
        return { error: 'ResourceLimitExceededException' };
      },
    });

    await expect(account.invoke(ordered(), 'create')).rejects.toThrow(
      /^Cannot order a number with area code 425 for "sales": the last 5 could not be had: ResourceLimit/,
    );
    expect(asked).toHaveLength(5);
    expect(await account.invoke(ordered(), 'delete')).toEqual({ outcome: 'gone' });
  });

  it('is ordered once by two that create it at once', async () => {
    const account = await officeAccount();

    const outcomes = await Promise.allSettled([1, 2, 3].map(() => account.invoke(ordered(), 'create')));

    expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0);
    expect(await account.invoke(ordered(), 'create')).toMatchObject({ number: expect.any(String) });
    expect(await account.orders()).toHaveLength(1);
  });

  it('says what to try where none is available', async () => {
    const account = await officeAccount();

    const none = { ...ordered(), order: { state: 'ZZ' } };

    await expect(account.invoke(none, 'create')).rejects.toThrow(
      'Cannot find a number with state ZZ for "sales": none is available: try another area code or state, or later',
    );
  });
});
