import { ChimeSDKVoiceClient } from '@aws-sdk/client-chime-sdk-voice';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dynamoForwards } from '@dialplane/forwarding';
import { dynamoChanges, dynamoOperations } from '@dialplane/forwarding-control';
import { systemClock } from '@dialplane/kernel';
import { embeddedMetrics, jsonLogger } from '@dialplane/lambda-runtime';
import { chimeNumbers } from '@dialplane/number-wiring';
import { forwardingSweep } from './forwarding-sweep';
import { settings } from './settings';

const {
  FORWARDS_TABLE,
  OPERATIONS_TABLE,
  CHANGES_TABLE,
  SIP_MEDIA_APPLICATION_ID,
  SIP_MEDIA_APPLICATION_REGION,
} = settings();

// An operation is claimed for 30 seconds: no step may take longer, with its second try.
const patience = {
  maxAttempts: 2,
  requestHandler: { connectionTimeout: 1000, requestTimeout: 5000, throwOnRequestTimeout: true },
};
const db = new DynamoDBClient(patience);
const chime = new ChimeSDKVoiceClient({ ...patience, region: SIP_MEDIA_APPLICATION_REGION });
const application = { id: SIP_MEDIA_APPLICATION_ID, region: SIP_MEDIA_APPLICATION_REGION };

/** The Lambda's handler: EventBridge Scheduler calls it every minute, and it looks at no event. */
export const handler = forwardingSweep({
  control: {
    forwards: dynamoForwards(db, FORWARDS_TABLE),
    operations: dynamoOperations(db, OPERATIONS_TABLE),
    changes: dynamoChanges(db, CHANGES_TABLE),
    provider: chimeNumbers(chime, application),
    application,
    now: systemClock,
  },
  log: jsonLogger(),
  count: embeddedMetrics(),
});
