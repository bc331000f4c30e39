import { createAdaptorServer } from '@hono/node-server';
import { accountSid, testAuthToken, twilioUnderTest } from '@dialplane/virtual-twilio/testing';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dialplane } from '../testing/dialplane-under-test';

const folder = mkdtempSync(join(tmpdir(), 'dialtone-'));
const file = join(folder, 'dev.json');

const policy = {
  countries: ['US', 'CA'],
  caps: { concurrentCalls: 2, callsPerHour: 30, dollarsPerDay: 5, callSeconds: 3_600 },
};

writeFileSync(
  join(folder, 'phones.json'),
  JSON.stringify({
    domain: 'dialtone-dev.sip.twilio.com',
    extensions: [{ user: 'lobby-7', number: '+12025550107', emergencyAddress: 'registered' }],
    policies: { default: policy },
    prices: { tollFree: 0.02, sip: 0.004, countries: { US: 0.014, CA: 0.014 }, other: 0.5 },
    emergencyCallerId: '+12025550107',
  }),
);
const environmentFile = {
  name: 'dev',
  dialtone: 'phones.json',
  webhooks: 'https://voice-dev.example.com',
  countries: ['US', 'CA'],
  addresses: {
    office: {
      customerName: 'Example Ltd',
      street: '100 Main St',
      city: 'Washington',
      region: 'DC',
      postalCode: '20001',
      country: 'US',
    },
  },
  numbers: { '+12025550107': { address: 'office' } },
};
writeFileSync(file, JSON.stringify(environmentFile));

const { twilio } = twilioUnderTest({ numbers: ['+12025550107'] });
const server = createAdaptorServer({ fetch: twilio.fetch });
let environment: Readonly<Record<string, string>> = {};

beforeAll(
  () =>
    new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', () => {
        environment = {
          TWILIO_ACCOUNT_SID: accountSid,
          TWILIO_AUTH_TOKEN: testAuthToken,
          DIALPLANE_TWILIO_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        };
        resolve();
      });
    }),
);
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

const run = (words: string) => dialplane(words.split(' '), environment);

it('refuses --loopback with an invalid URL of the API, and ignores that URL otherwise', async () => {
  const refused = await run(`--url http://localhost:41O0 dialtone --loopback plan ${file}`);
  const planned = await run(`--url http://localhost:41O0 dialtone plan ${file}`);

  expect(refused).toMatchObject({
    exit: 2,
    out: '',
    error: 'Cannot use the URL "http://localhost:41O0": expected a form such as http://localhost:4100\n',
  });
  expect(planned).toMatchObject({ exit: 0 });
});

it('plans, applies and plans again without changes, over HTTP and with the unmodified SDK', async () => {
  const planned = await run(`dialtone plan ${file}`);
  expect(planned).toMatchObject({
    exit: 0,
    out: expect.stringContaining('+ create the SIP domain dialtone-dev.sip.twilio.com'),
  });
  expect(planned.out).toContain('after the emergency address of +12025550107 is registered');

  const applied = await run(`dialtone apply ${file}`);
  expect(applied).toMatchObject({
    exit: 0,
    out: expect.stringMatching(/8 changes made\.[^]*lobby-7 {2}\w{24}\n$/),
  });

  expect(await run(`dialtone plan ${file} --check`)).toMatchObject({ exit: 0, out: 'No changes.\n' });
  expect(await run(`dialtone apply ${file}`)).toMatchObject({ exit: 0, out: 'No changes.\n' });
});

it('shows drift, and exits with status 3 when it is to check', async () => {
  const [domain] = twilio.account.domains.values();
  if (domain) twilio.account.domains.set(domain.sid, { ...domain, voice_method: 'GET' });
  const checked = await run(`dialtone plan ${file} --check`);

  expect(checked).toMatchObject({ exit: 3, error: expect.stringContaining('voiceMethod: GET → POST') });
  expect((await run(`dialtone apply ${file}`)).exit).toBe(0);
});

it('rotates a password, which is shown once', async () => {
  const { exit, out } = await run(`dialtone rotate ${file} lobby-7`);
  const [, password = ''] = /\n {2}(\w{24})\n/.exec(out) ?? [];
  const phone = { user: 'lobby-7', domain: 'dialtone-dev.sip.twilio.com' };

  expect(exit).toBe(0);
  expect(twilio.register({ ...phone, password }, { kind: 'busy' })).toBe(200);
  expect(twilio.register({ ...phone, password: `${password}x` }, { kind: 'busy' })).toBe(403);
});

it('says what to enter into a phone, and never a password', async () => {
  const { exit, out } = await run(`dialtone phone ${file} lobby-7`);

  expect(exit).toBe(0);
  expect(out).toMatch(/SIP SERVER|SIP server/i);
  expect(out).toContain('dialtone-dev.sip.twilio.com');
});

it('asks before it buys, buys once for one name, and lists what it bought', async () => {
  const order = 'dialtone numbers buy --name dialtone-dev/gate --area-code 202';

  expect(await run('dialtone numbers search --area-code 202')).toMatchObject({
    exit: 0,
    out: expect.stringContaining('+12025550150'),
  });
  expect(await run(order)).toMatchObject({ exit: 3, error: expect.stringContaining('--yes') });
  expect(await run(`${order} --yes`)).toMatchObject({
    exit: 0,
    out: expect.stringContaining('Bought +12025550150'),
  });
  expect(await run(`${order} --yes`)).toMatchObject({
    exit: 0,
    out: expect.stringContaining('Already bought'),
  });
  expect(await run('dialtone numbers list')).toMatchObject({
    exit: 0,
    out: expect.stringContaining('dialtone-dev/gate'),
  });
  expect(await run('dialtone numbers release +12025550150')).toMatchObject({ exit: 3 });
  expect(await run('dialtone numbers release +12025550150 --yes')).toMatchObject({ exit: 0 });
});

it('destroys what it made when it is told to, and not before', async () => {
  expect(await run(`dialtone destroy ${file}`)).toMatchObject({
    exit: 3,
    error: expect.stringContaining('remove the SIP domain'),
  });
  expect(twilio.account.domains.size).toBe(1);
  expect(await run(`dialtone destroy ${file} --yes`)).toMatchObject({ exit: 0 });
  expect(await run(`dialtone destroy ${file} --yes`)).toMatchObject({ exit: 0, out: 'No changes.\n' });
  expect(twilio.account.domains.size).toBe(0);
});

it.each`
  what                          | words                            | change                                               | exit | says
  ${'a file that is not there'} | ${'dialtone plan /nowhere.json'} | ${{}}                                                | ${2} | ${'Cannot read the file'}
  ${'no account'}               | ${`dialtone plan ${file}`}       | ${{ TWILIO_ACCOUNT_SID: '' }}                        | ${2} | ${'TWILIO_ACCOUNT_SID'}
  ${'no token'}                 | ${`dialtone plan ${file}`}       | ${{ TWILIO_AUTH_TOKEN: '' }}                         | ${5} | ${'TWILIO_AUTH_TOKEN'}
  ${'a token in the clear'}     | ${`dialtone plan ${file}`}       | ${{ DIALPLANE_TWILIO_URL: 'http://twilio.example' }} | ${2} | ${'expected https'}
`('refuses $what', async ({ words, change, exit, says }) => {
  const { exit: status, error } = await dialplane(String(words).split(' '), { ...environment, ...change });

  expect(status).toBe(exit);
  expect(error).toContain(says);
});
