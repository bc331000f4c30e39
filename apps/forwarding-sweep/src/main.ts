import { ChimeSDKVoiceClient } from '@aws-sdk/client-chime-sdk-voice';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { awsControl, actionTimeouts } from '@dialplane/forwarding-control';
import { embeddedMetrics, jsonLogger } from '@dialplane/lambda-runtime';
import { forwardingSweep } from './forwarding-sweep';
import { settings } from './settings';

const {
  FORWARDS_TABLE,
  OPERATIONS_TABLE,
  CHANGES_TABLE,
  SIP_MEDIA_APPLICATION_ID,
  SIP_MEDIA_APPLICATION_REGION,
} = settings();

/** The Lambda's handler. EventBridge Scheduler invokes it every minute; it does not use the event. */
export const handler = forwardingSweep({
  control: awsControl({
    db: new DynamoDBClient(actionTimeouts),
    chime: new ChimeSDKVoiceClient({ ...actionTimeouts, region: SIP_MEDIA_APPLICATION_REGION }),
    tables: { forwards: FORWARDS_TABLE, operations: OPERATIONS_TABLE, changes: CHANGES_TABLE },
    application: { id: SIP_MEDIA_APPLICATION_ID, region: SIP_MEDIA_APPLICATION_REGION },
  }),
  log: jsonLogger(),
  count: embeddedMetrics(),
});
