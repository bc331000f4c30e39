import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { systemClock } from '@dialplane/basics';
import { dynamoLookUps, kmsContextCipher } from '@dialplane/dnis-pool';
import { embeddedMetrics, jsonLogger } from '@dialplane/lambda-runtime';
import { dnisLookup } from './dnis-lookup';
import { settings } from './settings';

const { RESERVATIONS_TABLE, CONTEXT_KEY_ID, POOLS } = settings();

// Short, and tried once: the look-up repeats what failed itself, and a caller is waiting.
const impatient = {
  maxAttempts: 1,
  requestHandler: { connectionTimeout: 200, requestTimeout: 450, throwOnRequestTimeout: true },
};

/** The Lambda's handler: events of an Amazon Connect flow. */
export const handler = dnisLookup({
  dnis: {
    pools: POOLS,
    store: dynamoLookUps({
      db: new DynamoDBClient(impatient),
      table: RESERVATIONS_TABLE,
      patience: { milliseconds: 500 },
      random: Math.random,
    }),
    cipher: kmsContextCipher(new KMSClient({ ...impatient, maxAttempts: 2 }), CONTEXT_KEY_ID),
    now: systemClock,
  },
  log: jsonLogger(),
  count: embeddedMetrics(),
});
