import { randomUUID } from 'node:crypto';
import { ChimeSDKVoiceClient } from '@aws-sdk/client-chime-sdk-voice';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dynamoForwards } from '@dialplane/forwarding';
import { dynamoChanges, dynamoOperations } from '@dialplane/forwarding-control';
import { systemClock } from '@dialplane/kernel';
import { jsonLogger } from '@dialplane/lambda-runtime';
import { chimeInventory, chimeNumbers } from '@dialplane/number-wiring';
import { handle } from 'hono/aws-lambda';
import { forwardingApi } from './forwarding-api';
import { jwtOperator } from './jwt-operator';
import { settings } from './settings';

const {
  FORWARDS_TABLE,
  OPERATIONS_TABLE,
  CHANGES_TABLE,
  SIP_MEDIA_APPLICATION_ID,
  SIP_MEDIA_APPLICATION_REGION,
  HOME_CONNECTOR_ID,
} = settings();

// An operation is claimed for 30 seconds: no step may take longer, with its second try.
const patience = {
  maxAttempts: 2,
  requestHandler: { connectionTimeout: 1000, requestTimeout: 5000, throwOnRequestTimeout: true },
};
const db = new DynamoDBClient(patience);
const chime = new ChimeSDKVoiceClient({ ...patience, region: SIP_MEDIA_APPLICATION_REGION });
const application = { id: SIP_MEDIA_APPLICATION_ID, region: SIP_MEDIA_APPLICATION_REGION };

/** The Lambda's handler: requests of an HTTP API, payload 2.0. */
export const handler = handle(
  forwardingApi({
    control: {
      forwards: dynamoForwards(db, FORWARDS_TABLE),
      operations: dynamoOperations(db, OPERATIONS_TABLE),
      changes: dynamoChanges(db, CHANGES_TABLE),
      provider: chimeNumbers(chime, application),
      inventory: chimeInventory(chime),
      application,
      now: systemClock,
      newId: () => randomUUID().slice(0, 8),
      ...(HOME_CONNECTOR_ID && { homeConnectorId: HOME_CONNECTOR_ID }),
    },
    whoAsks: jwtOperator,
    log: jsonLogger(),
  }),
);
