import { KMSClient } from '@aws-sdk/client-kms';
import { randomBytes } from 'node:crypto';
import type { ContextCipher } from './context-cipher';
import { kmsContextCipher } from './kms-context-cipher';
import { localContextCipher } from './local-context-cipher';

/** The part of KMS that we use: it decrypts a data key only with the encryption context that the key was created with. */
const fakeKms = () => {
  const keys = new Map<string, { readonly key: Uint8Array; readonly context: string }>();
  const asked: object[] = [];
  const send = async ({ input }: { readonly input: Readonly<Record<string, unknown>> }) => {
    asked.push(input);
    const context = JSON.stringify(input['EncryptionContext']);
    const blob = input['CiphertextBlob'] as Uint8Array | undefined;
    if (!blob) {
      const name = randomBytes(184);
      const key = randomBytes(32);
      keys.set(name.toString('hex'), { key, context });
      return { Plaintext: new Uint8Array(key), CiphertextBlob: name };
    }
    const found = keys.get(Buffer.from(blob).toString('hex'));
    if (found?.context !== context) throw new Error('InvalidCiphertextException');
    return { Plaintext: new Uint8Array(found.key) };
  };
  return { kms: Object.assign(Object.create(KMSClient.prototype), { send }) as KMSClient, asked };
};

const context = { fname: 'Ada', accountnum: '40711' };
const binding = { pool: 'production', token: 'token-1' };

describe.each<[string, () => ContextCipher]>([
  ['localContextCipher', () => localContextCipher(new Uint8Array(32).fill(7))],
  ['kmsContextCipher', () => kmsContextCipher(fakeKms().kms, 'alias/dnis')],
])('%s', (_name, cipherOf) => {
  it('opens what it sealed', async () => {
    const cipher = cipherOf();

    expect(await cipher.open(await cipher.seal(context, binding), binding)).toEqual(context);
  });

  it('opens it for no other reservation and no other pool', async () => {
    const cipher = cipherOf();
    const sealed = await cipher.seal(context, binding);

    await expect(cipher.open(sealed, { ...binding, token: 'token-2' })).rejects.toThrow();
    await expect(cipher.open(sealed, { ...binding, pool: 'development' })).rejects.toThrow();
  });

  it('opens nothing that was changed', async () => {
    const cipher = cipherOf();
    const sealed = Buffer.from(await cipher.seal(context, binding));
    sealed[sealed.length - 1] = (sealed.at(-1) ?? 0) ^ 1;

    await expect(cipher.open(sealed, binding)).rejects.toThrow();
  });

  it('shows nothing of the context, and seals it differently each time', async () => {
    const cipher = cipherOf();
    const [once, again] = [await cipher.seal(context, binding), await cipher.seal(context, binding)];

    expect(Buffer.from(once).toString('latin1')).not.toContain('Ada');
    expect(Buffer.from(once)).not.toEqual(Buffer.from(again));
  });
});

it('asks KMS for a data key of the reservation, and for no encryption of the context itself', async () => {
  const { kms, asked } = fakeKms();
  await kmsContextCipher(kms, 'alias/dnis').seal(context, binding);

  expect(asked).toEqual([
    {
      KeyId: 'alias/dnis',
      KeySpec: 'AES_256',
      EncryptionContext: { pool: 'production', reservation: 'token-1' },
    },
  ]);
});

it('says what is wrong where KMS gives no key', async () => {
  const kms = Object.assign(Object.create(KMSClient.prototype), { send: async () => ({}) }) as KMSClient;

  await expect(kmsContextCipher(kms, 'k').seal(context, binding)).rejects.toThrow(
    'expected a data key from KMS',
  );
});
