import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { whileACallerWaits } from '@dialplane/dynamodb';
import { dynamoForwardLookup, forwardingApp } from '@dialplane/forwarding';
import { systemClock } from '@dialplane/basics';
import { jsonLogger } from '@dialplane/lambda-runtime';
import { onChime, smaHandler } from '@dialplane/telephony-actions';
import { settings } from './settings';

const { FORWARDS_TABLE, PROMPTS_BUCKET, RECORDINGS_BUCKET, FALLBACK_NUMBER } = settings();

const db = new DynamoDBClient(whileACallerWaits);

const log = jsonLogger();

const app = forwardingApp({
  find: dynamoForwardLookup(db, FORWARDS_TABLE),
  now: systemClock,
  log,
  canConfirm: true,
  lookup: FALLBACK_NUMBER ? { fallback: FALLBACK_NUMBER } : {},
});

/** The Lambda's handler: events of a Chime SIP media application. */
export const handler = smaHandler(
  onChime(app, { prompts: { bucket: PROMPTS_BUCKET }, recordings: { bucket: RECORDINGS_BUCKET } }),
  { log: log.warn },
);
