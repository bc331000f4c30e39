import { environmentOf, type EnvironmentFile, parseEnvironmentFile } from './environment';
import { passwordIssues, newPassword } from './password';

const address = {
  customerName: 'Example Ltd',
  street: '100 Main St',
  city: 'Washington',
  region: 'DC',
  postalCode: '20001',
  country: 'US',
};

const file = {
  name: 'dev',
  dialtone: 'dialtone.json',
  webhooks: 'https://voice-dev.example.com',
  countries: ['US'],
  addresses: { office: address },
  numbers: { '+12025550107': { address: 'office' } },
};

it.each`
  wrong                                                             | path
  ${{ ...file, name: 'Dev 1' }}                                     | ${'name'}
  ${{ ...file, webhooks: 'http://voice.example.com' }}              | ${'webhooks'}
  ${{ ...file, webhooks: 'https://voice.example.com/' }}            | ${'webhooks'}
  ${{ ...file, addresses: { office: { ...address, street: '' } } }} | ${'addresses.office.street'}
  ${{ ...file, numbers: { '12025550107': { address: 'office' } } }} | ${'numbers.12025550107'}
  ${{ ...file, numbers: { '+12025550107': { address: 7 } } }}       | ${'numbers.+12025550107.address'}
  ${{ ...file, password: 'in a file' }}                             | ${'password'}
`('refuses $path before any request', ({ wrong, path }) => {
  const read = parseEnvironmentFile(wrong);

  expect(read.ok ? [] : read.error.map((issue) => issue.path)).toEqual([path]);
});

it.each`
  name                                | message
  ${'second-floor-office'}            | ${undefined}
  ${'second-floor-office-in-seattle'} | ${/"dialtone-dev\/second-floor-office-in-seattle" has 43 characters, and Twilio takes 32/}
`('checks that Twilio takes "$name" as the name of an emergency address', ({ name, message }) => {
  const named = { ...file, addresses: { [name]: address }, numbers: { '+12025550107': { address: name } } };
  const read = environmentOf(named as EnvironmentFile, {
    domain: 'dialtone-dev.sip.twilio.com',
    extensions: [],
  });

  expect(read.ok ? undefined : read.error).toEqual(
    message && [{ path: `addresses.${name}`, message: expect.stringMatching(message) }],
  );
});

const phones = (
  extensions: readonly { user: string; number: string }[],
  domain = 'dialtone-dev.sip.twilio.com',
) => environmentOf(file as EnvironmentFile, { domain, extensions });

const lobby = { user: 'lobby-7', number: '+12025550107' };

it.each`
  what                                     | read                                                                                    | message
  ${'an underscore in the domain'}         | ${phones([lobby], 'dialtone_dev.sip.twilio.com')}                                       | ${/letters, digits and hyphens/}
  ${'a domain elsewhere'}                  | ${phones([lobby], 'dialtone.example.com')}                                              | ${/end in .sip.twilio.com/}
  ${'1,001 phones'}                        | ${phones(Array.from({ length: 1001 }, (_none, at) => ({ ...lobby, user: `p-${at}` })))} | ${/at most 1000/}
  ${'a user name of 33 characters'}        | ${phones([{ ...lobby, user: 'x'.repeat(33) }])}                                         | ${/at most 32 characters/}
  ${'a phone whose number has no address'} | ${phones([{ ...lobby, number: '+12025550109' }])}                                       | ${/must have \+12025550109, with the address/}
`('refuses $what before any request', ({ read, message }) => {
  expect(read).toMatchObject({ ok: false, error: [{ message: expect.stringMatching(message) }] });
});

it('gives every phone of a number one address: there is no way to write two', () => {
  const read = parseEnvironmentFile({
    ...file,
    numbers: { '+12025550107': { address: 'office', phones: { 'a-2': { address: 'annex' } } } },
  });

  expect(read.ok).toBe(false);
});

it.each`
  password               | issues
  ${'short1A'}           | ${['must have at least 12 characters']}
  ${'alllowercase123'}   | ${['must have small and capital letters']}
  ${'NoDigitsHereAtAll'} | ${['must have a digit']}
  ${'GoodEnough1234'}    | ${[]}
`('"$password" is refused for $issues', ({ password, issues }) => {
  expect(passwordIssues(password)).toEqual(issues);
});

it('makes passwords that Twilio takes, and no two alike', () => {
  const made = Array.from({ length: 200 }, () => newPassword());

  expect(new Set(made).size).toBe(200);
  expect(made.flatMap(passwordIssues)).toEqual([]);
});
