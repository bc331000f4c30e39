import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeBundle } from '@dialplane/lambda-bundle/testing';
import { signedEvent } from '@dialplane/twilio-voice/testing';
import { someDialtone } from './some-dialtone';

const token = 'a-token-for-tests';
const account = `AC${'0'.repeat(31)}1`;

/** A dialtone app to test as it is deployed. */
export type DialtoneBundle = {
  /** The app's folder. */
  readonly app: string;
  /** The path of its webhook. */
  readonly path: string;
  /** Its settings beyond those that all dialtone apps have. */
  readonly settings?: Readonly<Record<string, string>>;
};

/**
 * Bundles an app, and tests what every dialtone app must hold: its size, what is not in it, and when it does not start.
 *
 * @returns the bundle (once tests run), the settings that it needs, and a signed webhook with the given fields
 */
export const describeDialtoneBundle = ({ app, path, settings = {} }: DialtoneBundle) => {
  const folder = mkdtempSync(join(tmpdir(), `${app}-`));
  const file = join(folder, 'dialtone.json');
  const environment = {
    PUBLIC_BASE_URL: 'https://voice.example.com',
    WEBHOOK_KEYS: JSON.stringify({ accounts: { [account]: token } }),
    DIALTONE_FILE: file,
    ...settings,
  };
  const missing = ['PUBLIC_BASE_URL', 'WEBHOOK_SECRET', 'DIALTONE_FILE', ...Object.keys(settings)];
  const bundle = describeBundle(app, {
    kilobytes: 90,
    without: ['luxon', 'libphonenumber-js', 'credential-provider-node'],
    missing: missing.map((name) => `${name} is missing`).join('; '),
  });

  beforeAll(() => writeFileSync(file, JSON.stringify(someDialtone)));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('has nothing of the Twilio SDK in it but TwiML', () => {
    const parts = bundle().parts.filter((part) => part.includes('node_modules/twilio/'));

    expect(parts.filter((part) => !/twilio\/(?:lib\/twiml|node_modules\/xmlbuilder)\//.test(part))).toEqual(
      [],
    );
  });

  it('does not start with a configuration that is wrong', async () => {
    const wrong = join(folder, 'wrong.json');
    writeFileSync(wrong, JSON.stringify({ ...someDialtone, domain: 'example.com' }));

    await expect(bundle().load({ ...environment, DIALTONE_FILE: wrong })).rejects.toThrow(
      'domain must be a SIP domain',
    );
  });

  return {
    bundle,
    environment,
    webhook: (fields: Readonly<Record<string, string>>) =>
      signedEvent({
        url: `https://voice.example.com${path}`,
        token,
        fields: { AccountSid: account, CallSid: 'CA1', ...fields },
      }),
  };
};
