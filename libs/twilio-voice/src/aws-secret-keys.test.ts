import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { secretKeys } from './aws-secret-keys';

const account = `AC${'0'.repeat(31)}1`;
const secretWith = (token: string) => JSON.stringify({ accounts: { [account]: token } });

/** A client that gives these answers one after the other, the last one again and again. */
const clientWith = (...answers: readonly (string | Error)[]) => {
  let asked = 0;
  const client = {
    send: async () => {
      const answer = answers[Math.min(asked, answers.length - 1)];
      asked += 1;
      if (answer instanceof Error) throw answer;
      return { SecretString: answer };
    },
  } as unknown as SecretsManagerClient;
  return { client, asked: () => asked };
};

it('reads the secret once', async () => {
  const { client, asked } = clientWith(secretWith('one'));
  const keys = secretKeys(client, 'twilio');

  expect(await keys.current()).toEqual({ accounts: { [account]: ['one'] }, sharedKeys: {} });
  await keys.current();
  expect(asked()).toBe(1);
});

it('reads it again at most once a minute, however many webhooks fit no key', async () => {
  let now = 0;
  const { client, asked } = clientWith(secretWith('one'), secretWith('two'));
  const keys = secretKeys(client, 'twilio', () => now);
  await keys.current();

  expect(await keys.renewed()).toBeUndefined();
  now = 60_000;
  expect((await keys.renewed())?.accounts[account]).toEqual(['two']);
  expect(await keys.renewed()).toBeUndefined();
  expect((await keys.current()).accounts[account]).toEqual(['two']);
  expect(asked()).toBe(2);
});

it('keeps good keys when they cannot be read again, and tries again when there are none', async () => {
  let now = 0;
  const first = clientWith(secretWith('one'), new Error('throttled'));
  const keys = secretKeys(first.client, 'twilio', () => now);
  await keys.current();
  now = 60_000;

  expect(await keys.renewed()).toBeUndefined();
  expect((await keys.current()).accounts[account]).toEqual(['one']);

  const later = secretKeys(clientWith(new Error('throttled'), secretWith('one')).client, 'twilio');
  await expect(later.current()).rejects.toThrow('throttled');
  expect((await later.current()).accounts[account]).toEqual(['one']);
});

it('says that a secret is wrong without quoting it', async () => {
  const keys = secretKeys(clientWith('{"accounts": {"me": "a-secret-token"}}').client, 'twilio');

  await expect(keys.current()).rejects.toThrow(
    /^Cannot verify webhooks: the secret twilio is wrong: expected/,
  );
  await expect(keys.current()).rejects.not.toThrow(/a-secret-token/);
});
