import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { systemClock } from '@dialplane/basics';
import { dynamoReservations } from '@dialplane/dnis-pool';
import { embeddedMetrics, jsonLogger } from '@dialplane/lambda-runtime';
import { dnisSweep } from './dnis-sweep';
import { settings } from './settings';

const { RESERVATIONS_TABLE, POOLS } = settings();

/** The Lambda's handler: EventBridge Scheduler calls it every minute. It reads nothing of the event. */
export const handler = dnisSweep({
  dnis: {
    pools: POOLS,
    store: dynamoReservations(new DynamoDBClient({ maxAttempts: 2 }), RESERVATIONS_TABLE),
    now: systemClock,
  },
  log: jsonLogger(),
  count: embeddedMetrics(),
});
