import { RestException } from 'twilio';
import { accountSid, addDomain, testAuthToken, password, twilioUnderTest } from '../testing';
import { describedOperations } from './http/description';
import { twilioBehaviours } from './operations/behaviours';
import { tooManyRequests } from './fault';

const refusal = async (ask: Promise<unknown>): Promise<readonly unknown[]> => {
  const error = await ask.catch((thrown: unknown) => thrown);
  return error instanceof RestException ? [error.status, error.code] : [error];
};

it('simulates every operation that the shortened description has, but for three that nobody uses', () => {
  expect(describedOperations.map(({ id }) => id).filter((id) => !twilioBehaviours[id])).toEqual([
    'UpdateAccount',
    'DeleteCall',
  ]);
  expect(
    Object.keys(twilioBehaviours).filter((id) => !describedOperations.some((it) => it.id === id)),
  ).toEqual([]);
});

it('follows pages to the end', async () => {
  const { client } = twilioUnderTest({
    numbers: Array.from({ length: 7 }, (_none, at) => `+1202555010${at}`),
  });

  expect((await client.incomingPhoneNumbers.list({ pageSize: 3 })).map((it) => it.phoneNumber)).toHaveLength(
    7,
  );
  expect(await client.incomingPhoneNumbers.list({ pageSize: 3, limit: 4 })).toHaveLength(4);
});

it.each`
  what                               | ask                                                                                                                                                        | refused
  ${'a domain without its name'}     | ${(client: Client) => client.sip.domains.create({} as never)}                                                                                              | ${'throws'}
  ${'a domain with an underscore'}   | ${(client: Client) => client.sip.domains.create({ domainName: 'a_b.sip.twilio.com' })}                                                                     | ${[400, 20001]}
  ${'a domain that is there'}        | ${(client: Client) => client.sip.domains.create({ domainName: 'lines.sip.twilio.com' })}                                                                   | ${[400, 21232]}
  ${'a method that does not exist'}  | ${(client: Client) => client.sip.domains.create({ domainName: 'b.sip.twilio.com', voiceMethod: 'post' })}                                                  | ${[400, 20001]}
  ${'a URL without its scheme'}      | ${(client: Client) => client.sip.domains.create({ domainName: 'b.sip.twilio.com', voiceUrl: 'voice.example.com' })}                                        | ${[400, 20001]}
  ${'a short password'}              | ${(client: Client, list: string) => client.sip.credentialLists(list).credentials.create({ username: 'a', password: 'Short1' })}                            | ${[400, 20001]}
  ${'a user who is there'}           | ${(client: Client, list: string) => client.sip.credentialLists(list).credentials.create({ username: 'lobby-7', password })}                                | ${[400, 21237]}
  ${'a number that is not for sale'} | ${(client: Client) => client.incomingPhoneNumbers.create({ phoneNumber: '+12025550199' })}                                                                 | ${[400, 21422]}
  ${'a number of no kind'}           | ${(client: Client) => client.incomingPhoneNumbers.create({})}                                                                                              | ${[400, 21402]}
  ${'an address that is not valid'}  | ${(client: Client) => client.addresses.create({ customerName: 'A', street: '1 Invalid Road', city: 'B', region: 'C', postalCode: '1', isoCountry: 'US' })} | ${[400, 21628]}
  ${'a page that is too large'}      | ${(client: Client) => client.incomingPhoneNumbers.list({ pageSize: 2000 })}                                                                                | ${[400, 20001]}
  ${'something that is not there'}   | ${(client: Client) => client.sip.domains(`SD${'9'.repeat(32)}`).fetch()}                                                                                   | ${[404, 20404]}
`('refuses $what', async ({ ask, refused }) => {
  const { client } = twilioUnderTest();
  await addDomain(client, ['lobby-7']);
  const [list] = await client.sip.credentialLists.list();
  if (refused === 'throws') return expect(() => ask(client, '')).toThrow('domainName');

  expect(await refusal(ask(client, list?.sid))).toEqual(refused);
});

type Client = ReturnType<typeof twilioUnderTest>['client'];

it('refuses a list that is mapped twice, and keeps one that is in use', async () => {
  const { client } = twilioUnderTest();
  await addDomain(client, []);
  const [domain] = await client.sip.domains.list();
  const [list] = await client.sip.credentialLists.list();
  const { auth } = client.sip.domains(domain?.sid ?? '');

  expect(
    await refusal(auth.calls.credentialListMappings.create({ credentialListSid: list?.sid ?? '' })),
  ).toEqual([400, 21231]);
  expect(await refusal(client.sip.credentialLists(list?.sid ?? '').remove())).toEqual([400, 21236]);
});

it('shows what was created as late as its lag says', async () => {
  const { client, time } = twilioUnderTest({ delays: { consistency: 3_000 } });
  const { sid } = await client.sip.credentialLists.create({ friendlyName: 'late' });

  expect(await client.sip.credentialLists.list()).toEqual([]);
  expect(await refusal(client.sip.credentialLists(sid).fetch())).toEqual([404, 20404]);
  await time.run(time.now() + 3_000);
  expect(await client.sip.credentialLists.list()).toHaveLength(1);
});

it('corrects an address unless it is told not to, and suggests the correction then', async () => {
  const { client } = twilioUnderTest();
  const wanted = {
    customerName: 'Example Ltd',
    street: '100 Main Street',
    city: 'Washington',
    region: 'DC',
    postalCode: '20001',
    isoCountry: 'US',
    emergencyEnabled: true,
  };

  expect((await client.addresses.create(wanted)).street).toBe('100 Main St');
  expect(await refusal(client.addresses.create({ ...wanted, autoCorrectAddress: false }))).toEqual([
    400, 21629,
  ]);
  expect(await refusal(client.addresses.create({ ...wanted, friendlyName: 'x'.repeat(33) }))).toEqual([
    400, 21238,
  ]);
});

it('takes an emergency address on and off in its own time, and releases no number that has one', async () => {
  const { client, time } = twilioUnderTest({
    numbers: ['+12025550107'],
    delays: { emergencyAddress: 60_000 },
  });
  const address = await client.addresses.create({
    customerName: 'Example Ltd',
    street: '100 Main St',
    city: 'Washington',
    region: 'DC',
    postalCode: '20001',
    isoCountry: 'US',
    emergencyEnabled: true,
  });
  const [{ sid = '' } = {}] = await client.incomingPhoneNumbers.list();
  const number = client.incomingPhoneNumbers(sid);
  const status = async () => (await number.fetch()).emergencyAddressStatus;

  await number.update({ emergencyAddressSid: address.sid });
  expect(await status()).toBe('pending-registration');
  await time.run(time.now() + 60_000);
  expect(await status()).toBe('registered');
  expect(await refusal(client.addresses(address.sid).remove())).toEqual([400, 21627]);
  expect(await refusal(number.remove())).toEqual([400, 21631]);
  await number.update({ emergencyAddressSid: '' });
  expect(await status()).toBe('pending-unregistration');
  await time.run(time.now() + 60_000);
  expect(await status()).toBe('unregistered');
  await number.remove();
  expect(await client.incomingPhoneNumbers.list()).toEqual([]);
});

it.each`
  fault                            | seen
  ${tooManyRequests}               | ${[429, 20429]}
  ${{ kind: 'html', status: 502 }} | ${[502, undefined]}
`('makes failures for tests: $fault', async ({ fault, seen }) => {
  const { client } = twilioUnderTest({ fault: (_name, when) => (when === 'before' ? fault : undefined) });

  expect(await refusal(client.sip.domains.list())).toEqual(seen);
});

it('asks for the account and its token', async () => {
  const { twilio } = twilioUnderTest();
  const ask = (authorization?: string) =>
    twilio.fetch(
      new Request(`https://api.twilio.com/2010-04-01/Accounts/${accountSid}.json`, {
        headers: authorization ? { authorization } : {},
      }),
    );
  const basic = (user: string, secret: string) =>
    `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`;

  expect((await ask()).status).toBe(401);
  expect((await ask(basic(accountSid, 'wrong'))).status).toBe(401);
  expect((await ask(basic(accountSid, testAuthToken))).status).toBe(200);
});

it('never answers with a password or a token', async () => {
  const { client, twilio } = twilioUnderTest();
  await addDomain(client, ['lobby-7']);
  const [list] = await client.sip.credentialLists.list();
  const answered = await client.sip.credentialLists(list?.sid ?? '').credentials.list();
  const account = await client.api.v2010.accounts(accountSid).fetch();

  expect(JSON.stringify([answered, account])).not.toMatch(new RegExp(`${password}|${testAuthToken}`));
  expect([...twilio.account.passwords.values()]).toEqual([password]);
});
