import { provisionerUnderTest, type ProvisionerUnderTest, spare } from '../testing';
import { adopted } from '../testing/number-inputs';

/** An account whose spare number was created at one connector, and Terraform as it asks and remembers. */
const created = async () => {
  const account = await provisionerUnderTest();
  const at = (connectorId: string) => ({ ...adopted(spare), connectorId });
  const { office, branch } = account.connectors;
  const revisionFor = async (input: object) => {
    const { revision } = (await account.invoke(input, 'read')) as { readonly revision: string };
    return revision;
  };
  let inState: string | undefined;
  /** Plans: reads the revision, and compares the input with the one in Terraform's state. Applies if they differ. */
  const apply = async (input: object): Promise<'no changes' | 'changed'> => {
    const next = { ...input, revision: await revisionFor(input) };
    if (JSON.stringify(next) === inState) return 'no changes';
    const action = inState === undefined ? 'create' : 'update';
    inState = JSON.stringify(next); // Terraform also saves the input of an update that fails
    await account.invoke(next, action);
    return 'changed';
  };
  await apply(at(office));
  return { account, apply, at, office, branch };
};

const connectorOf = async (account: ProvisionerUnderTest) =>
  (await account.numbers()).find(({ number }) => number === spare)?.attachedTo;

/** Fails every request that attaches a number, until the returned function is called. */
const refuseToAttach = ({ failWith }: ProvisionerUnderTest) => {
  failWith((operation, when) =>
    when === 'before' && operation === 'AssociatePhoneNumbersWithVoiceConnector'
      ? { error: 'ForbiddenException' }
      : undefined,
  );
  return () => failWith(() => undefined);
};

it('is planned once: an update that worked leaves no change', async () => {
  const { account, apply, at, branch, office } = await created();

  expect(await apply(at(office))).toBe('no changes');
  expect(await apply(at(branch))).toBe('changed');
  expect(await apply(at(branch))).toBe('no changes');
  expect(await connectorOf(account)).toEqual([branch]);
});

it('is planned again after it failed, until it works', async () => {
  const { account, apply, at, branch } = await created();
  const recover = refuseToAttach(account);

  await expect(apply(at(branch))).rejects.toThrow('ForbiddenException');
  account.later(1);
  await expect(apply(at(branch))).rejects.toThrow('ForbiddenException');
  recover();
  account.later(1);

  expect(await apply(at(branch))).toBe('changed');
  expect(await connectorOf(account)).toEqual([branch]);
  expect(await apply(at(branch))).toBe('no changes');
});

it('is planned again if it never reached the function', async () => {
  const { account, apply, at, branch } = await created();
  account.watch(() => {
    throw new Error('The function timed out before it stored anything');
  });
  await expect(account.invoke({ ...at(branch), revision: 'lost' }, 'update')).rejects.toThrow('timed out');
  account.watch(() => {});

  expect(await apply(at(branch))).toBe('changed');
  expect(await connectorOf(account)).toEqual([branch]);
});

describe('the sweep', () => {
  const sweep = (account: ProvisionerUnderTest) => account.invoke({ kind: 'sweep' }, 'none', 280);

  it('finishes an update that failed, and the next plan has no changes', async () => {
    const { account, apply, at, branch } = await created();
    const recover = refuseToAttach(account);
    await expect(apply(at(branch))).rejects.toThrow('ForbiddenException');
    recover();
    account.later(1_000);

    expect(await sweep(account)).toEqual({ finished: 1 });
    expect(await connectorOf(account)).toEqual([branch]);
    expect(await apply(at(branch))).toBe('no changes');
    expect(await sweep(account)).toEqual({ finished: 0 });
  });

  it('fails with the reason while an update cannot be finished', async () => {
    const { account, apply, at, branch } = await created();
    refuseToAttach(account);
    await expect(apply(at(branch))).rejects.toThrow('ForbiddenException');
    account.later(1_000);

    await expect(sweep(account)).rejects.toThrow(/^Cannot move the number "sales": .*ForbiddenException/);
  });

  it('leaves an update alone that may still be running', async () => {
    const { account, apply, at, branch } = await created();
    const recover = refuseToAttach(account);
    await expect(apply(at(branch))).rejects.toThrow('ForbiddenException');
    recover();

    expect(await sweep(account)).toEqual({ finished: 0 });
    expect(await connectorOf(account)).toEqual([]);
  });

  it('leaves an unfinished create to Terraform, which may have been told to order something else', async () => {
    const account = await provisionerUnderTest();
    const recover = refuseToAttach(account);
    const input = { ...adopted(spare), connectorId: account.connectors.branch };
    await expect(account.invoke(input, 'create')).rejects.toThrow('ForbiddenException');
    recover();
    account.later(1_000);

    expect(await sweep(account)).toEqual({ finished: 0 });
  });

  it('lets Terraform change the number only after it has finished', async () => {
    const { account, apply, at, office, branch } = await created();
    const recover = refuseToAttach(account);
    await expect(apply(at(branch))).rejects.toThrow('ForbiddenException');
    recover();
    account.later(1_000);
    account.watch((what, when) => {
      if (what.startsWith('AssociatePhoneNumbersWithVoiceConnector') && when === 'before')
        throw new Error('crashed');
    });
    await expect(sweep(account)).rejects.toThrow('crashed');
    account.watch(() => {});
    const began = account.now();

    expect(await apply(at(office))).toBe('changed');
    expect(account.now() - began).toBeGreaterThanOrEqual(260);
    expect(await connectorOf(account)).toEqual([office]);
  });
});

it('is refused, and nothing is stored, while the number is forwarded', async () => {
  const { account, apply, at, branch } = await created();
  await account.forward(spare);

  await expect(apply(at(branch))).rejects.toThrow(
    'a SIP media application answers it: remove its forward first',
  );
  expect(await account.stores.provided.find('sales')).toMatchObject({ status: 'ready' });
  account.later(1);
  await expect(apply(at(branch))).rejects.toThrow('remove its forward first');
});
