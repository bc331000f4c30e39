import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dynamoCallLedger } from '@dialplane/dialtone';
import { countingDialtonePorts } from '@dialplane/dialtone-app';
import { whileACallerWaits } from '@dialplane/dynamodb';
import { dialtoneStatus } from './dialtone-status';

const db = new DynamoDBClient(whileACallerWaits);

/** The Lambda's handler: webhooks of Twilio, through an HTTP API. */
export const handler = dialtoneStatus(countingDialtonePorts((table) => dynamoCallLedger(db, table)));
