import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { someDialtone } from '@dialplane/dialtone/testing';
import { bundleLambda, type LambdaBundle } from '@dialplane/lambda-bundle';
import { signedEvent } from '@dialplane/twilio-voice/testing';

const token = 'a-token-for-tests';
const account = `AC${'0'.repeat(31)}1`;
const folder = mkdtempSync(join(tmpdir(), 'dialtone-status-'));
const file = join(folder, 'dialtone.json');

const environment = {
  PUBLIC_BASE_URL: 'https://voice.example.com',
  WEBHOOK_KEYS: JSON.stringify({ accounts: { [account]: token } }),
  DIALTONE_FILE: file,
  CALLS_TABLE: 'calls',
};

const webhook = (fields: Record<string, string>) =>
  signedEvent({
    url: 'https://voice.example.com/voice/after-dial',
    token,
    fields: { AccountSid: account, CallSid: 'CA1', ...fields },
  });

let bundle: LambdaBundle;

beforeAll(async () => {
  writeFileSync(file, JSON.stringify(someDialtone));
  bundle = await bundleLambda('dialtone-status');
}, 60_000);

afterAll(() => {
  bundle.remove();
  rmSync(folder, { recursive: true });
});

it('is at most 90 KB, gzipped', () => {
  expect(bundle.gzipBytes).toBeLessThanOrEqual(90 * 1024);
});

it.each(['luxon', 'libphonenumber-js', 'credential-provider-node'])('has nothing of %s in it', (library) => {
  expect(bundle.parts.filter((part) => part.includes(`/${library}/`))).toEqual([]);
});

it('has nothing of the Twilio SDK in it but TwiML', () => {
  const parts = bundle.parts.filter((part) => part.includes('node_modules/twilio/'));

  expect(parts.filter((part) => !/twilio\/(?:lib\/twiml|node_modules\/xmlbuilder)\//.test(part))).toEqual([]);
});

it('does not start without the keys of webhooks, and says what else is missing', async () => {
  await expect(bundle.load({})).rejects.toThrow(
    'Cannot start the app: PUBLIC_BASE_URL is missing; WEBHOOK_SECRET is missing; DIALTONE_FILE is missing; CALLS_TABLE is missing',
  );
});

it('does not start with a configuration that is wrong', async () => {
  const wrong = join(folder, 'wrong.json');
  writeFileSync(wrong, JSON.stringify({ ...someDialtone, domain: 'example.com' }));

  await expect(bundle.load({ ...environment, DIALTONE_FILE: wrong })).rejects.toThrow(
    'domain must be a SIP domain',
  );
});

it('tells the caller how a call ended, and asks a table that is not there no longer than a second', async () => {
  const { answer, log } = await bundle.ask(
    webhook({ From: 'sip:desk@phones.sip.twilio.com', DialCallStatus: 'busy' }),
    { ...environment, AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:9' },
  );

  expect(answer).toMatchObject({ statusCode: 200, body: expect.stringContaining('is busy') });
  expect(log).toMatchObject([
    { EndedCalls: 1 },
    { level: 'info' },
    { LedgerFailures: 1 },
    { level: 'error' },
  ]);
});
