import { numberAt, testAccount } from '../testing';
import { findConnector } from './find-connector';
import { chimeInventory } from './chime-inventory';
import { chimeNumbers } from './chime-numbers';

const number = numberAt(0);

describe('one number', () => {
  it('is undefined if the account does not have it', async () => {
    const { client, application } = await testAccount();

    expect(await chimeNumbers(client, application).find(numberAt(99))).toEqual({
      ok: true,
      value: undefined,
    });
  });

  it('keeps the name of its rule when the rule is disabled', async () => {
    const { client, application } = await testAccount();
    const provider = chimeNumbers(client, application);
    await provider.perform({ kind: 'set-product-type', productType: 'SipMediaApplicationDialIn' }, number);
    await provider.perform({ kind: 'create-rule' }, number);
    const made = await provider.find(number);
    const rule = made.ok ? made.value?.rule : undefined;
    if (!rule) throw new Error('no rule');
    await provider.perform({ kind: 'disable-rule', rule }, number);

    expect(rule.name).toBe('dialplane-12065550100');
    expect(await provider.find(number)).toMatchObject({
      value: { rule: { name: rule.name, disabled: true, firstTarget: { applicationId: application.id } } },
    });
  });

  it('reports an error that Chime puts into a successful response as a failure', async () => {
    const { client, application, connectors } = await testAccount();
    const provider = chimeNumbers(client, application);
    await provider.perform({ kind: 'set-product-type', productType: 'SipMediaApplicationDialIn' }, number);

    expect(
      await provider.perform({ kind: 'join-connector', connectorId: connectors.office }, number),
    ).toMatchObject({
      ok: false,
      error: { error: expect.any(String), message: expect.any(String) },
    });
  });

  it.each`
    error                               | kind
    ${'ThrottledClientException'}       | ${'temporary'}
    ${'ServiceFailureException'}        | ${'temporary'}
    ${'ServiceUnavailableException'}    | ${'temporary'}
    ${'ConflictException'}              | ${'temporary'}
    ${'AccessDeniedException'}          | ${'permanent'}
    ${'BadRequestException'}            | ${'permanent'}
    ${'ForbiddenException'}             | ${'permanent'}
    ${'ResourceLimitExceededException'} | ${'permanent'}
    ${'UnauthorizedClientException'}    | ${'permanent'}
  `('$error is a $kind failure', async ({ error, kind }) => {
    const { client, application, failWith } = await testAccount();
    failWith(() => ({ error }));

    expect(await chimeNumbers(client, application).find(number)).toMatchObject({ error: { kind, error } });
  });

  it('a lost answer is a temporary failure', async () => {
    const { client, application, failWith } = await testAccount();
    failWith(() => ({ lost: true }));

    expect(await chimeNumbers(client, application).find(number)).toMatchObject({
      error: { kind: 'temporary', error: 'NoAnswer' },
    });
  });

  it('is a temporary failure if it is not found but a rule sends its calls to us', async () => {
    const { client, application, failWith } = await testAccount();
    const provider = chimeNumbers(client, application);
    await provider.perform({ kind: 'set-product-type', productType: 'SipMediaApplicationDialIn' }, number);
    await provider.perform({ kind: 'create-rule' }, number);
    failWith((operation) => (operation === 'GetPhoneNumber' ? { error: 'NotFoundException' } : undefined));

    expect(await provider.find(number)).toMatchObject({ error: { kind: 'temporary' } });
  });
});

describe('the inventory', () => {
  it('lists every number once, page by page', async () => {
    const { client } = await testAccount({
      numbers: Array.from({ length: 25 }, (_, n) => ({ number: numberAt(n) })),
    });
    const inventory = chimeInventory(client);
    const seen: string[] = [];
    let next: string | undefined;
    do {
      const page = await inventory.numbers({ limit: 10, ...(next && { next }) });
      if (!page.ok) throw new Error(page.error.message);
      seen.push(...page.value.items.map((item) => item.number));
      next = page.value.next;
    } while (next);

    expect([...seen].sort()).toEqual(Array.from({ length: 25 }, (_, n) => numberAt(n)));
  });

  it('says what a number is attached to', async () => {
    const { client, application, connectors } = await testAccount();
    await chimeNumbers(client, application).perform(
      { kind: 'join-connector', connectorId: connectors.office },
      number,
    );

    expect(await chimeInventory(client).number(number)).toMatchObject({
      value: { status: 'Assigned', attachedTo: [{ kind: 'voice-connector', id: connectors.office }] },
    });
  });

  it('finds a connector of the account, and no other', async () => {
    const { client, connectors } = await testAccount();
    const inventory = chimeInventory(client);

    expect(await findConnector(inventory, connectors.branch)).toMatchObject({ value: { name: 'branch' } });
    expect(await findConnector(inventory, 'elsewhere')).toEqual({ ok: true, value: undefined });
  });

  it('says which Lambda an application asks', async () => {
    const { client, application } = await testAccount();

    expect(await chimeInventory(client).applications({ limit: 10 })).toMatchObject({
      value: { items: [{ id: application.id, lambdaArn: expect.stringContaining(':function:forwarding') }] },
    });
  });
});
