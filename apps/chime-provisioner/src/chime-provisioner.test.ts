import { provisionerUnderTest, reception, spare } from '../testing';
import { adopted, ordered } from '../testing/number-inputs';

describe('another number under the same name', () => {
  it('is not an update', async () => {
    const account = await provisionerUnderTest();
    await account.invoke(adopted(reception), 'create');

    await expect(account.invoke(adopted(spare), 'update')).rejects.toThrow(
      'Cannot update the number "sales": adopt and order must stay as they were: put them into the triggers too, so that Terraform replaces',
    );
  });

  it('needs another name', async () => {
    const account = await provisionerUnderTest();
    await account.invoke(adopted(reception), 'create');

    await expect(account.invoke(ordered(), 'create')).rejects.toThrow(
      'Cannot create the number "sales": the name belongs to another number: choose another name',
    );
  });

  it('replaces one whose create was never finished', async () => {
    const account = await provisionerUnderTest();
    await expect(account.invoke(ordered(), 'create', 30)).rejects.toThrow('apply again');

    expect(await account.invoke(adopted(reception), 'create')).toEqual({ number: reception });
    expect(await account.numbers()).toContainEqual(expect.objectContaining({ status: 'ReleaseInProgress' }));
  });
});

it('refuses to update a number that was never created', async () => {
  const account = await provisionerUnderTest();

  await expect(account.invoke(adopted(reception), 'update')).rejects.toThrow(
    'Cannot update the number "sales": there is no number of that name: replace the resource, so that it is created',
  );
});

it('succeeds in deleting what does not exist', async () => {
  const account = await provisionerUnderTest();
  expect(await account.invoke(ordered(), 'delete')).toEqual({ outcome: 'gone' });

  await account.invoke(ordered(), 'create');
  await account.invoke(ordered(), 'delete');

  expect(await account.invoke(ordered(), 'delete')).toEqual({ outcome: 'gone' });
});

it('lists everything that is wrong with the input', async () => {
  const account = await provisionerUnderTest();

  await expect(account.invoke({ ...adopted('555'), colour: 'red' }, 'create')).rejects.toThrow(
    'Cannot read the input: adopt must be a phone number in E.164 form; colour is not a known field',
  );
});

it('puts no phone number into its log or an error', async () => {
  const account = await provisionerUnderTest();
  await account.invoke(adopted(reception), 'create');
  await expect(account.invoke({ ...adopted(reception), name: reception }, 'create')).rejects.toThrow(
    /^((?!5550100).)*$/,
  );

  expect(account.logged.join()).not.toContain('5550100');
});

describe('permissions that were created just before', () => {
  /** Denies requests to Chime for so many seconds. */
  const deniedFor = async (seconds: number) => {
    const account = await provisionerUnderTest();
    const until = account.now() + seconds;
    account.failWith((_, when) =>
      when === 'before' && account.now() < until ? { error: 'AccessDeniedException' } : undefined,
    );
    return account;
  };

  it('do not fail the create if they take effect within a minute', async () => {
    const account = await deniedFor(40);

    expect(await account.invoke(adopted(reception), 'create')).toEqual({ number: reception });
  });

  it('fail the create after a minute, with the reason', async () => {
    const account = await deniedFor(900);
    const started = account.now();

    await expect(account.invoke(adopted(reception), 'create')).rejects.toThrow('AccessDeniedException');
    expect(account.now() - started).toBeLessThanOrEqual(60);
  });
});
