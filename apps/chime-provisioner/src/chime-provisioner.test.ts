import { adopted, ordered } from './number-inputs';
import { reception, officeAccount, spare } from './office-account';

describe('a number that is another', () => {
  it('is no update', async () => {
    const account = await officeAccount();
    await account.invoke(adopted(reception), 'create');

    await expect(account.invoke(adopted(spare), 'update')).rejects.toThrow(
      'Cannot update the number "sales": adopt and order must stay as they were: put them into the triggers too, so that Terraform replaces',
    );
  });

  it('has another name', async () => {
    const account = await officeAccount();
    await account.invoke(adopted(reception), 'create');

    await expect(account.invoke(ordered(), 'create')).rejects.toThrow(
      'Cannot create the number "sales": the name stands for another number: choose another name',
    );
  });

  it('takes the place of one that was never finished', async () => {
    const account = await officeAccount();
    await expect(account.invoke(ordered(), 'create', 30)).rejects.toThrow('apply again');

    expect(await account.invoke(adopted(reception), 'create')).toEqual({ number: reception });
    expect(await account.numbers()).toContainEqual(expect.objectContaining({ status: 'ReleaseInProgress' }));
  });
});

it('refuses to update a number of which nothing is known', async () => {
  const account = await officeAccount();

  await expect(account.invoke(adopted(reception), 'update')).rejects.toThrow(
    'Cannot update the number "sales": there is none of that name: replace the resource, so that it is created',
  );
});

it('deletes what does not exist, and deletes twice', async () => {
  const account = await officeAccount();
  expect(await account.invoke(ordered(), 'delete')).toEqual({ outcome: 'gone' });

  await account.invoke(ordered(), 'create');
  await account.invoke(ordered(), 'delete');

  expect(await account.invoke(ordered(), 'delete')).toEqual({ outcome: 'gone' });
});

it('lists everything that is wrong with the input', async () => {
  const account = await officeAccount();

  await expect(account.invoke({ ...adopted('555'), colour: 'red' }, 'create')).rejects.toThrow(
    'Cannot read the input: adopt must be a phone number in E.164 form; colour is not known here',
  );
});

it('writes no phone number into its log, nor into an error', async () => {
  const account = await officeAccount();
  await account.invoke(adopted(reception), 'create');
  await expect(account.invoke({ ...adopted(reception), name: reception }, 'create')).rejects.toThrow(
    /^((?!5550100).)*$/,
  );

  expect(account.logged.join()).not.toContain('5550100');
});
