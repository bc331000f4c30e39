import { accountUnderTest, number, numbered } from './account-under-test';
import { findConnector } from './find-connector';
import { chimeInventory } from './chime-inventory';
import { chimeNumbers } from './chime-numbers';

describe('one number', () => {
  it('is nothing when the account does not have it', async () => {
    const { client, application } = await accountUnderTest();

    expect(await chimeNumbers(client, application).find(numbered(99))).toEqual({
      ok: true,
      value: undefined,
    });
  });

  it('keeps the name of its rule when it is disabled', async () => {
    const { client, application } = await accountUnderTest();
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

  it('has what Chime says of a single number inside a good answer for a setback', async () => {
    const { client, application, connectors } = await accountUnderTest();
    const provider = chimeNumbers(client, application);
    await provider.perform({ kind: 'set-product-type', productType: 'SipMediaApplicationDialIn' }, number);

    expect(
      await provider.perform({ kind: 'join-connector', connectorId: connectors.first }, number),
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
  `('$error is $kind', async ({ error, kind }) => {
    const { client, application, failWith } = await accountUnderTest();
    failWith(() => ({ error }));

    expect(await chimeNumbers(client, application).find(number)).toMatchObject({ error: { kind, error } });
  });

  it('an answer that never comes is passing: nobody knows whether it was done', async () => {
    const { client, application, failWith } = await accountUnderTest();
    failWith(() => ({ lost: true }));

    expect(await chimeNumbers(client, application).find(number)).toMatchObject({
      error: { kind: 'temporary', error: 'NoAnswer' },
    });
  });

  it('is not believed to be gone while a rule sends its calls to us', async () => {
    const { client, application, failWith } = await accountUnderTest();
    const provider = chimeNumbers(client, application);
    await provider.perform({ kind: 'set-product-type', productType: 'SipMediaApplicationDialIn' }, number);
    await provider.perform({ kind: 'create-rule' }, number);
    failWith((operation) => (operation === 'GetPhoneNumber' ? { error: 'NotFoundException' } : undefined));

    expect(await provider.find(number)).toMatchObject({ error: { kind: 'temporary' } });
  });
});

describe('the inventory', () => {
  it('lists every number once, page by page', async () => {
    const { client } = await accountUnderTest({ numbers: 25 });
    const inventory = chimeInventory(client);
    const seen: string[] = [];
    let next: string | undefined;
    do {
      const page = await inventory.numbers({ limit: 10, ...(next && { next }) });
      if (!page.ok) throw new Error(page.error.message);
      seen.push(...page.value.items.map((item) => item.number));
      next = page.value.next;
    } while (next);

    expect([...seen].sort()).toEqual(Array.from({ length: 25 }, (_, at) => numbered(at)));
  });

  it('tells what a number is attached to', async () => {
    const { client, application, connectors } = await accountUnderTest();
    await chimeNumbers(client, application).perform(
      { kind: 'join-connector', connectorId: connectors.first },
      number,
    );

    expect(await chimeInventory(client).number(number)).toMatchObject({
      value: { status: 'Assigned', attachedTo: [{ kind: 'voice-connector', id: connectors.first }] },
    });
  });

  it('finds a connector, and says of another that it is not there', async () => {
    const { client, connectors } = await accountUnderTest();
    const inventory = chimeInventory(client);

    expect(await findConnector(inventory, connectors.second)).toMatchObject({ value: { name: 'second' } });
    expect(await findConnector(inventory, 'elsewhere')).toEqual({ ok: true, value: undefined });
  });

  it('knows the Lambda behind an application', async () => {
    const { client, application } = await accountUnderTest();

    expect(await chimeInventory(client).applications({ limit: 10 })).toMatchObject({
      value: { items: [{ id: application.id, lambdaArn: expect.stringContaining(':function:ours') }] },
    });
  });
});
