import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { systemClock } from '@dialplane/basics';
import { dynamoCallLedger } from '@dialplane/dialtone';
import { embeddedMetrics, jsonLogger } from '@dialplane/lambda-runtime';
import { fixedKeys, secretKeys } from '@dialplane/twilio-voice';
import { dialtoneStatus } from './dialtone-status';
import { settings } from './settings';

const { PUBLIC_BASE_URL, WEBHOOK_SECRET, WEBHOOK_KEYS, DIALTONE_FILE, CALLS_TABLE } = settings();

const keys = WEBHOOK_KEYS
  ? fixedKeys(WEBHOOK_KEYS)
  : secretKeys(new SecretsManagerClient({}), WEBHOOK_SECRET ?? '');
// Read while Lambda starts the instance, so that no caller waits for it. What fails is tried again by the first webhook.
keys.current().catch(() => {});

// Short, and tried once: the ledger is asked with a patience of its own, and a caller is waiting.
const db = new DynamoDBClient({
  maxAttempts: 1,
  requestHandler: { connectionTimeout: 200, requestTimeout: 400, throwOnRequestTimeout: true },
});

/** The Lambda's handler: webhooks of Twilio, through an HTTP API. */
export const handler = dialtoneStatus({
  publicBaseUrl: PUBLIC_BASE_URL,
  keys,
  dialtone: DIALTONE_FILE,
  ledger: dynamoCallLedger(db, CALLS_TABLE),
  now: systemClock,
  log: jsonLogger(),
  count: embeddedMetrics(),
});
