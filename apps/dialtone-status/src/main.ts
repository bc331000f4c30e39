import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { systemClock } from '@dialplane/basics';
import { dynamoCallLedger } from '@dialplane/dialtone';
import { embeddedMetrics, jsonLogger } from '@dialplane/lambda-runtime';
import { keysFrom } from '@dialplane/twilio-voice';
import { dialtoneStatus } from './dialtone-status';
import { settings } from './settings';

const { PUBLIC_BASE_URL, WEBHOOK_SECRET, WEBHOOK_KEYS, DIALTONE_FILE, CALLS_TABLE } = settings();

// Short, and tried once: the ledger is asked with a patience of its own, and a caller is waiting.
const db = new DynamoDBClient({
  maxAttempts: 1,
  requestHandler: { connectionTimeout: 200, requestTimeout: 400, throwOnRequestTimeout: true },
});

/** The Lambda's handler: webhooks of Twilio, through an HTTP API. */
export const handler = dialtoneStatus({
  publicBaseUrl: PUBLIC_BASE_URL,
  keys: keysFrom({ WEBHOOK_SECRET, WEBHOOK_KEYS }),
  dialtone: DIALTONE_FILE,
  ledger: dynamoCallLedger(db, CALLS_TABLE),
  now: systemClock,
  log: jsonLogger(),
  count: embeddedMetrics(),
});
