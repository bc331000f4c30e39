import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { systemClock } from '@dialplane/basics';
import { whileACallerWaits } from '@dialplane/dynamodb';
import { dynamoForwardLookup } from '@dialplane/forwarding';
import { jsonLogger } from '@dialplane/lambda-runtime';
import { keysFrom } from '@dialplane/twilio-voice';
import { forwardingTwilio } from './forwarding-twilio';
import { settings } from './settings';

const { PUBLIC_BASE_URL, WEBHOOK_SECRET, WEBHOOK_KEYS, FORWARDS_TABLE, PROMPTS_URL, FALLBACK_NUMBER } =
  settings();

const db = new DynamoDBClient(whileACallerWaits);

/** The Lambda's handler: webhooks of Twilio, through an HTTP API. */
export const handler = forwardingTwilio({
  publicBaseUrl: PUBLIC_BASE_URL,
  keys: keysFrom({ WEBHOOK_SECRET, WEBHOOK_KEYS }),
  find: dynamoForwardLookup(db, FORWARDS_TABLE),
  now: systemClock,
  log: jsonLogger(),
  lookup: FALLBACK_NUMBER ? { fallback: FALLBACK_NUMBER } : {},
  promptsUrl: PROMPTS_URL,
});
