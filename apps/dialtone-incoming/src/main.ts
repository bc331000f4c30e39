import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { embeddedMetrics, jsonLogger } from '@dialplane/lambda-runtime';
import { fixedKeys, secretKeys } from '@dialplane/twilio-voice';
import { dialtoneIncoming } from './dialtone-incoming';
import { settings } from './settings';

const { PUBLIC_BASE_URL, WEBHOOK_SECRET, WEBHOOK_KEYS, DIALTONE_FILE } = settings();

const keys = WEBHOOK_KEYS
  ? fixedKeys(WEBHOOK_KEYS)
  : secretKeys(new SecretsManagerClient({}), WEBHOOK_SECRET ?? '');
// Read while Lambda starts the instance, so that no caller waits for it. What fails is tried again by the first webhook.
keys.current().catch(() => {});

/** The Lambda's handler: webhooks of Twilio, through an HTTP API. */
export const handler = dialtoneIncoming({
  publicBaseUrl: PUBLIC_BASE_URL,
  keys,
  dialtone: DIALTONE_FILE,
  log: jsonLogger(),
  count: embeddedMetrics(),
});
