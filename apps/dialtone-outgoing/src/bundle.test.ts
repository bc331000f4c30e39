import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { someDialtone } from '@dialplane/dialtone/testing';
import { describeOnDynamoDbLocal } from '@dialplane/dynamodb-local';
import { bundleLambda, type LambdaBundle } from '@dialplane/lambda-bundle';
import { signedEvent } from '@dialplane/twilio-voice/testing';

const token = 'a-token-for-tests';
const account = `AC${'0'.repeat(31)}1`;
const folder = mkdtempSync(join(tmpdir(), 'dialtone-outgoing-'));
const file = join(folder, 'dialtone.json');

const environment = {
  PUBLIC_BASE_URL: 'https://voice.example.com',
  WEBHOOK_KEYS: JSON.stringify({ accounts: { [account]: token } }),
  DIALTONE_FILE: file,
  CALLS_TABLE: 'calls',
};

const webhook = (fields: Record<string, string>) =>
  signedEvent({
    url: 'https://voice.example.com/voice/outgoing',
    token,
    fields: { AccountSid: account, CallSid: 'CA1', ...fields },
  });

let bundle: LambdaBundle;

beforeAll(async () => {
  writeFileSync(file, JSON.stringify(someDialtone));
  bundle = await bundleLambda('dialtone-outgoing');
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

it('places calls that may go out without the ledger when there is none, within a second', async () => {
  const { answer, log } = await bundle.ask(
    webhook({ From: 'sip:desk@phones.sip.twilio.com', To: 'sip:2065550199@phones.sip.twilio.com' }),
    { ...environment, AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:9' },
  );

  expect(answer).toMatchObject({
    statusCode: 200,
    body: expect.stringContaining('<Number>+12065550199</Number>'),
  });
  expect(log).toMatchObject([
    { LedgerFailures: 1 },
    { level: 'error' },
    { PlacedCalls: 1 },
    { level: 'info' },
  ]);
});

describeOnDynamoDbLocal('the bundle', (db, endpoint) => {
  it('counts calls in the table', async () => {
    await db().send(
      new CreateTableCommand({
        TableName: 'calls',
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'credential', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'credential', KeyType: 'HASH' }],
      }),
    );
    const local = { ...environment, AWS_ENDPOINT_URL_DYNAMODB: endpoint() };
    const place = async (CallSid: string) => {
      const fields = {
        CallSid,
        From: 'sip:desk@phones.sip.twilio.com',
        To: 'sip:2065550199@phones.sip.twilio.com',
      };
      return (await bundle.ask(webhook(fields), local)).answer as { readonly body: string };
    };

    expect((await place('CA1')).body).toContain('<Number>+12065550199</Number>');
    expect((await place('CA2')).body).toContain('<Number>+12065550199</Number>');
    expect((await place('CA3')).body).toContain('too many calls under way');
  }, 30_000);
});
