import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { systemClock } from '@dialplane/basics';
import { dynamoReservations, kmsContextCipher } from '@dialplane/dnis-pool';
import { embeddedMetrics, jsonLogger } from '@dialplane/lambda-runtime';
import { dnisApiHandler } from './dnis-api-handler';
import { settings } from './settings';

const { RESERVATIONS_TABLE, CONTEXT_KEY_ID, POOLS } = settings();

const patient = {
  maxAttempts: 1,
  requestHandler: { connectionTimeout: 500, requestTimeout: 1_000, throwOnRequestTimeout: true },
};

/** The Lambda's handler: requests of an HTTP API, and direct ones. */
export const handler = dnisApiHandler({
  dnis: {
    pools: POOLS,
    store: dynamoReservations(new DynamoDBClient(patient), RESERVATIONS_TABLE),
    cipher: kmsContextCipher(new KMSClient({ ...patient, maxAttempts: 3 }), CONTEXT_KEY_ID),
    now: systemClock,
  },
  log: jsonLogger(),
  count: embeddedMetrics(),
});
