import { ChimeSDKVoiceClient } from '@aws-sdk/client-chime-sdk-voice';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { awsControl, actionTimeouts } from '@dialplane/forwarding-control';
import { jsonLogger } from '@dialplane/lambda-runtime';
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

const control = awsControl({
  db: new DynamoDBClient(actionTimeouts),
  chime: new ChimeSDKVoiceClient({ ...actionTimeouts, region: SIP_MEDIA_APPLICATION_REGION }),
  tables: { forwards: FORWARDS_TABLE, operations: OPERATIONS_TABLE, changes: CHANGES_TABLE },
  application: { id: SIP_MEDIA_APPLICATION_ID, region: SIP_MEDIA_APPLICATION_REGION },
});

/** The Lambda's handler: requests of an HTTP API, payload 2.0. */
export const handler = handle(
  forwardingApi({
    control: { ...control, ...(HOME_CONNECTOR_ID && { homeConnectorId: HOME_CONNECTOR_ID }) },
    whoAsks: jwtOperator,
    log: jsonLogger(),
  }),
);
