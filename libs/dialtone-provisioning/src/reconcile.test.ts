import type { TwilioFault } from '@dialplane/virtual-twilio';
import { inspect } from 'node:util';
import { changeInWords, detailsOf, planChanges, reconcile, wantedOf } from '.';
import { testEnvironment, officeAddress, provisioningUnderTest } from '../testing';

const everything = [
  'create-address',
  'create-domain',
  'create-list',
  'update-number',
  'map-list',
  'map-list',
  'set-emergency-address',
  'add-credential',
  'add-credential',
];

it('makes everything that phones need, and changes nothing the second time', async () => {
  const { apply, twilio } = provisioningUnderTest({
    delays: { consistency: 2_000, emergencyAddress: 60_000 },
  });
  const first = await apply();
  const second = await apply();

  expect(first).toMatchObject({ outcome: { ok: true }, done: everything });
  expect(second).toMatchObject({ outcome: { ok: true, value: { changes: 0 } }, done: [] });
  for (const [user, at] of [
    ['lobby-7', 0],
    ['office-8', 1],
  ] as const)
    expect(
      twilio.register(
        { user, password: first.passwords[at] ?? '', domain: 'dialtone-dev.sip.twilio.com' },
        { kind: 'busy' },
      ),
    ).toBe(200);
});

const operations = [
  'CreateAddress',
  'CreateSipDomain',
  'CreateSipCredentialList',
  'UpdateIncomingPhoneNumber',
  'CreateSipAuthCallsCredentialListMapping',
  'CreateSipAuthRegistrationsCredentialListMapping',
  'CreateSipCredential',
  'ListAddress',
  'ListSipCredential',
];

/** Fails one operation once, and counts what the account has in the end. */
const withFault = (operation: string, when: 'before' | 'after', fault: TwilioFault) => {
  let isMade = false;
  return provisioningUnderTest({
    fault: (name, at) => {
      if (isMade || name !== operation || at !== when) return undefined;
      isMade = true;
      return fault;
    },
  });
};

it.each(
  operations.flatMap((operation) =>
    (['before', 'after'] as const).flatMap((when) =>
      [
        { kind: 'lost' } as const,
        { kind: 'html', status: 502 } as const,
        { kind: 'error', status: 503, code: 20503 } as const,
      ].map((fault) => ({ operation, when, fault })),
    ),
  ),
)(
  'makes nothing twice when $operation fails $when it is done with $fault',
  async ({ operation, when, fault }) => {
    const { apply, twilio } = withFault(operation, when, fault);
    const { outcome, passwords } = await apply();

    expect(outcome.ok).toBe(true);
    expect(passwords).toHaveLength(2);
    const { domains, lists, addresses, credentials, numbers } = twilio.account;
    expect([domains.size, lists.size, addresses.size, credentials.size, numbers.size]).toEqual([
      1, 1, 1, 2, 1,
    ]);
    expect((await apply()).done).toEqual([]);
  },
);

it('finishes what a run that was killed has left, wherever it was', async () => {
  for (let step = 0; step < everything.length; step += 1) {
    let writes = 0;
    const dead = new Error('killed');
    const { apply, twilio } = provisioningUnderTest({
      changed: () => {
        writes += 1;
        if (writes === step + 1) throw dead;
      },
    });
    await apply().catch((error: unknown) => error);
    writes = 1000;
    expect((await apply()).outcome.ok).toBe(true);
    const { domains, lists, addresses, credentials } = twilio.account;
    expect([domains.size, lists.size, addresses.size, credentials.size]).toEqual([1, 1, 1, 2]);
    expect((await apply()).done).toEqual([]);
  }
});

it('gives up within a bound while Twilio answers 429, and goes on from there', async () => {
  let isBusy = true;
  const { apply, time } = provisioningUnderTest({
    fault: (name) =>
      isBusy && name === 'CreateSipCredentialList' ? { kind: 'error', status: 429, code: 20429 } : undefined,
  });
  const started = time.now();
  const first = await apply();

  expect(first.outcome).toMatchObject({
    ok: false,
    error: { message: expect.stringContaining('limits the rate of requests (429)') },
  });
  expect(time.now() - started).toBeLessThan(300_000);
  isBusy = false;
  expect((await apply()).outcome.ok).toBe(true);
});

it('never shows a password or the Authorization header, in any failure', async () => {
  const { apply, account } = provisioningUnderTest({
    fault: (name, when) =>
      name === 'CreateSipCredential' && when === 'before' ? { kind: 'lost' } : undefined,
  });
  const { outcome, progress } = await apply();
  const caught = await account
    .addCredential('CL00000000000000000000000000000001', 'desk', 'Secret-of-a-phone-1')
    .catch((error: unknown) => error);

  for (const text of [
    JSON.stringify(outcome),
    progress.join(),
    inspect(caught, { depth: 9 }),
    JSON.stringify(caught),
  ]) {
    expect(text).not.toMatch(/Secret-of-a-phone|Basic |authorization/i);
  }
  expect(outcome.ok).toBe(false);
});

it('maps a list for calls that is mapped for registrations only', async () => {
  const { apply, client } = provisioningUnderTest();
  await apply();
  const [domain] = await client.sip.domains.list();
  const [list] = await client.sip.credentialLists.list();
  await client.sip
    .domains(domain?.sid ?? '')
    .auth.calls.credentialListMappings(list?.sid ?? '')
    .remove();

  expect((await apply()).done).toEqual(['map-list']);
});

it('finds a number that is on the second page, and buys none', async () => {
  const others = Array.from({ length: 1_001 }, (_none, at) => `+1206${String(5_550_000 + at)}`);
  const { apply, twilio } = provisioningUnderTest({ numbers: [...others, '+12025550107'] });

  expect((await apply()).outcome.ok).toBe(true);
  expect(twilio.account.numbers.size).toBe(1_002);
}, 20_000);

it('reports a number that is gone, and buys none', async () => {
  const { apply, client, twilio } = provisioningUnderTest();
  const [number] = await client.incomingPhoneNumbers.list();
  await client.incomingPhoneNumbers(number?.sid ?? '').remove();
  const { outcome, done } = await apply();

  expect(outcome).toMatchObject({
    ok: false,
    error: { details: [expect.stringContaining('does not have +12025550107')] },
  });
  expect(done).toEqual([]);
  expect(twilio.account.numbers.size).toBe(0);
});

it('updates a number in place', async () => {
  const { apply, client } = provisioningUnderTest();
  await apply();
  const moved = await apply(testEnvironment({ webhooks: 'https://voice-two.example.com' }));
  const [number] = await client.incomingPhoneNumbers.list();

  expect(moved.done).toEqual(['update-domain', 'update-number']);
  expect(number?.voiceUrl).toBe('https://voice-two.example.com/voice/incoming');
});

it('refuses two lists of one name, and takes the one that is named', async () => {
  const { apply, client } = provisioningUnderTest();
  const lists = await Promise.all(
    [1, 2].map(() => client.sip.credentialLists.create({ friendlyName: 'dialtone-dev' })),
  );
  const refused = await apply();
  const credentialList = lists[1]?.sid ?? '';

  expect(refused.outcome).toMatchObject({
    ok: false,
    error: { details: [expect.stringContaining(credentialList)] },
  });
  expect(refused.done).toEqual([]);
  expect((await apply(testEnvironment({ sids: { credentialList } }))).outcome.ok).toBe(true);
});

it('refuses an address that Twilio cannot validate, showing its lines, and lets no phone in', async () => {
  const { apply, twilio } = provisioningUnderTest();
  const { outcome } = await apply(
    testEnvironment({ addresses: { office: { ...officeAddress, street: '1 Invalid Road' } } }),
  );

  expect(outcome).toMatchObject({
    ok: false,
    error: {
      message: expect.stringContaining('21628'),
      details: expect.arrayContaining(['street: 1 Invalid Road']),
    },
  });
  expect(twilio.account.credentials.size).toBe(0);
  expect(twilio.account.domains.size).toBe(0);
});

it('lets no phone in whose address cannot be registered, and says which address', async () => {
  const { apply, twilio } = provisioningUnderTest({ delays: { emergencyAddress: 30_000 } });
  const nowhere = testEnvironment({ addresses: { office: { ...officeAddress, street: '1 Nowhere Ln' } } });
  const failed = await apply(nowhere);

  expect(failed.outcome).toMatchObject({
    ok: false,
    error: { details: [expect.stringContaining('"office" for +12025550107: check 1 Nowhere Ln')] },
  });
  expect(twilio.account.credentials.size).toBe(0);
  const mended = await apply();
  expect(mended.outcome.ok).toBe(true);
  expect(mended.done).toEqual(
    [
      'create-address',
      'take-off-emergency-address',
      'set-emergency-address',
      'remove-address',
      'add-credential',
      'add-credential',
    ].sort(byOrderIn(mended.done)),
  );
  expect(twilio.account.addresses.size).toBe(1);
});

/** An account whose phones have been set up, with its address changed since. */
const withAddressAtTwilio = async (change: { street: string }) => {
  const under = provisioningUnderTest({ delays: { emergencyAddress: 30_000 } });
  await under.apply();
  const [address] = await under.client.addresses.list();
  await under.client.addresses(address?.sid ?? '').update(change);
  const registered = async () => {
    const [number] = await under.client.incomingPhoneNumbers.list();
    const { street } = await under.client.addresses(number?.emergencyAddressSid ?? '').fetch();
    return [number?.emergencyAddressStatus, street];
  };
  return { ...under, registered };
};

it('replaces an address that was changed at Twilio, and takes it off only when the new one exists', async () => {
  const { apply, registered, twilio } = await withAddressAtTwilio({ street: '200 Main St' });
  const { outcome, done } = await apply();

  expect(outcome.ok).toBe(true);
  expect(done).toEqual([
    'create-address',
    'take-off-emergency-address',
    'set-emergency-address',
    'remove-address',
  ]);
  expect(await registered()).toEqual(['registered', '100 Main St']);
  expect(twilio.account.addresses.size).toBe(1);
});

it('shows what differs in an address that was changed at Twilio', async () => {
  const { account } = await withAddressAtTwilio({ street: '200 Main St' });
  const [create, takeOff] = planChanges(
    testEnvironment(),
    await account.read(wantedOf(testEnvironment())),
  ).changes;

  expect(create && [changeInWords(create), ...detailsOf(create)]).toEqual([
    'create the address "dialtone-dev/office" as the file has it, to replace the one at Twilio',
    'street: 200 Main St → 100 Main St',
  ]);
  expect(takeOff).toMatchObject({ after: 'the address "office" is created' });
});

it('takes an address in upper case, as a database may return it, for the one in the file', async () => {
  const { apply } = await withAddressAtTwilio({ street: '100  MAIN ST' });

  expect(await apply()).toMatchObject({ outcome: { ok: true }, done: [] });
});

it.each`
  street                | code
  ${'100 Main Street'}  | ${21629}
  ${'1 Invalid Street'} | ${21628}
`(
  'keeps the registered address while Twilio refuses its replacement "$street" ($code)',
  async ({ street, code }) => {
    const { apply, registered } = await withAddressAtTwilio({ street: '200 Main St' });
    const wanted = testEnvironment({ addresses: { office: { ...officeAddress, street } } });
    const runs = [await apply(wanted), await apply(wanted)];

    expect(runs).toMatchObject([
      { outcome: { ok: false, error: { message: expect.stringContaining(String(code)) } }, done: [] },
      { outcome: { ok: false }, done: [] },
    ]);
    expect(await registered()).toEqual(['registered', '200 Main St']);
  },
);

it('shows the address that Twilio suggests instead of storing it', async () => {
  const { apply, twilio } = provisioningUnderTest();
  const { outcome } = await apply(
    testEnvironment({ addresses: { office: { ...officeAddress, street: '100 Main Street' } } }),
  );

  expect(outcome).toMatchObject({
    ok: false,
    error: {
      message: expect.stringContaining('Check Suggested Address: 100 Main St (error 21629)'),
      details: expect.arrayContaining([
        'If the phones are at the address that Twilio suggests, write it into the file exactly so. Numbers that have an address keep it until then',
      ]),
    },
  });
  expect([twilio.account.addresses.size, twilio.account.credentials.size]).toEqual([0, 0]);
});

it('lets no phone in when Twilio stored another address all the same', async () => {
  const { account, sleep, twilio, client } = provisioningUnderTest();
  const createAddress: typeof account.createAddress = async (friendlyName, { country, ...address }) => {
    const stored = { ...officeAddress, street: '100 Main St Ste 4' };
    const { sid } = await client.addresses.create({
      friendlyName,
      ...address,
      street: stored.street,
      isoCountry: country,
      emergencyEnabled: true,
    });
    return { sid, name: friendlyName, address: stored };
  };
  const apply = () =>
    reconcile({
      account: { ...account, createAddress },
      environment: testEnvironment(),
      sleep,
      done: () => {},
      progress: () => {},
    });
  await apply();

  expect(await apply()).toMatchObject({
    ok: false,
    error: { message: expect.stringContaining('stored it with street "100 Main St Ste 4"') },
  });
  expect([twilio.account.credentials.size, twilio.account.addresses.size]).toEqual([0, 0]);
});

const byOrderIn = (order: readonly string[]) => (a: string, b: string) => order.indexOf(a) - order.indexOf(b);

it('lets a new phone in and an old one no more', async () => {
  const { apply } = provisioningUnderTest();
  await apply();
  const { done } = await apply(
    testEnvironment({
      phones: [
        { user: 'lobby-7', number: '+12025550107' },
        { user: 'gate-3', number: '+12025550107' },
      ],
    }),
  );

  expect(done).toEqual(['add-credential', 'remove-credential']);
});

it('reports what the account may dial beyond the file, and which is not ours to change', async () => {
  const open = { low_risk: true, high_risk_special: false, high_risk_tollfraud: false };
  const { apply } = provisioningUnderTest({
    countries: { US: { ...open, high_risk_special: true }, CA: open, GB: open },
  });
  const { outcome } = await apply();

  expect(outcome).toMatchObject({
    ok: true,
    value: {
      notes: [expect.stringContaining('may dial GB'), expect.stringContaining('High-risk numbers of US')],
    },
  });
});

it('removes everything but numbers, twice with the same end', async () => {
  const { apply, destroy, twilio } = provisioningUnderTest();
  await apply();
  const first = await destroy();
  const second = await destroy();

  expect(first.outcome.ok).toBe(true);
  expect(second).toMatchObject({ outcome: { ok: true, value: { changes: 0 } } });
  const { domains, lists, credentials, numbers } = twilio.account;
  expect([domains.size, lists.size, credentials.size, numbers.size]).toEqual([0, 0, 0, 1]);
});

it('releases numbers only when it is told to, after their addresses are off', async () => {
  const { apply, destroy, twilio } = provisioningUnderTest({ delays: { emergencyAddress: 20_000 } });
  await apply();
  const { outcome, done } = await destroy(testEnvironment(), true);

  expect(outcome.ok).toBe(true);
  expect(done.indexOf('take-off-emergency-address')).toBeLessThan(done.indexOf('release-number'));
  expect([twilio.account.numbers.size, twilio.account.addresses.size]).toEqual([0, 0]);
});
