import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { parseWebhookKeys } from './webhook-settings';
import { fixedKeys, type RotatingKeys, type WebhookKeys } from './webhook-keys';

/** Where an app's settings say that its keys are. */
export type KeySettings = {
  readonly WEBHOOK_SECRET: string | undefined;
  /** The keys themselves, where there is no Secrets Manager. */
  readonly WEBHOOK_KEYS: WebhookKeys | undefined;
};

/**
 * The keys of an app, by its settings. They are read at once, while Lambda starts the instance, so that no caller waits for
 * them. What fails then is tried again by the first webhook.
 */
export const keysFrom = ({ WEBHOOK_SECRET = '', WEBHOOK_KEYS }: KeySettings): RotatingKeys => {
  if (WEBHOOK_KEYS) return fixedKeys(WEBHOOK_KEYS);
  // Short: Twilio waits 15 s for an answer, and emergency calls are answered without keys if two tries fail.
  const requestHandler = { connectionTimeout: 1_000, requestTimeout: 2_000, throwOnRequestTimeout: true };
  const keys = secretKeys(new SecretsManagerClient({ maxAttempts: 2, requestHandler }), WEBHOOK_SECRET);
  keys.current().catch(() => {});
  return keys;
};

/**
 * Keys from AWS Secrets Manager, in the form that `parseWebhookKeys` reads. They are read once, kept, and read again when a
 * webhook fits none of them, at most once a minute: unsigned webhooks must not cost a request each.
 *
 * @param secret its name or ARN
 */
export const secretKeys = (
  client: SecretsManagerClient,
  secret: string,
  now: () => number = Date.now,
): RotatingKeys => {
  let latest: Promise<WebhookKeys> | undefined;
  let readAt = -Infinity;

  // An instance of a Lambda function handles one webhook at a time, so one reading ends before the next one starts.
  const read = (): Promise<WebhookKeys> => {
    readAt = now();
    const before = latest;
    const reading = fetchKeys(client, secret);
    latest = reading;
    // Keys that were good are kept when they cannot be read again; without any, the next webhook tries once more.
    reading.catch(() => {
      latest = before;
    });
    return reading;
  };

  return {
    current: () => latest ?? read(),
    renewed: async () => (now() - readAt < 60_000 ? undefined : read().catch(() => undefined)),
  };
};

const fetchKeys = async (client: SecretsManagerClient, secret: string): Promise<WebhookKeys> => {
  const { SecretString = '' } = await client.send(new GetSecretValueCommand({ SecretId: secret }));
  const keys = parseWebhookKeys(SecretString);
  if (!keys.ok) throw new Error(`Cannot verify webhooks: the secret ${secret} is wrong: ${keys.error}`);
  return keys.value;
};
