import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { systemClock } from '@dialplane/basics';
import { dynamoCallLedger } from '@dialplane/dialtone';
import { whileACallerWaits } from '@dialplane/dynamodb';
import { embeddedMetrics, jsonLogger } from '@dialplane/lambda-runtime';
import { keysFrom } from '@dialplane/twilio-voice';
import { dialtoneOutgoing } from './dialtone-outgoing';
import { settings } from './settings';

const { PUBLIC_BASE_URL, WEBHOOK_SECRET, WEBHOOK_KEYS, DIALTONE_FILE, CALLS_TABLE } = settings();

const db = new DynamoDBClient(whileACallerWaits);

/** The Lambda's handler: webhooks of Twilio, through an HTTP API. */
export const handler = dialtoneOutgoing({
  publicBaseUrl: PUBLIC_BASE_URL,
  keys: keysFrom({ WEBHOOK_SECRET, WEBHOOK_KEYS }),
  dialtone: DIALTONE_FILE,
  ledger: dynamoCallLedger(db, CALLS_TABLE),
  now: systemClock,
  log: jsonLogger(),
  count: embeddedMetrics(),
});
