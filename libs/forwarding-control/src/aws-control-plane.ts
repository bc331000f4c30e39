import { randomUUID } from 'node:crypto';
import type { ChimeSDKVoiceClient } from '@aws-sdk/client-chime-sdk-voice';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dynamoForwards } from '@dialplane/forwarding';
import { systemClock } from '@dialplane/basics';
import { type ChimeApplication, chimeInventory, chimeNumbers } from '@dialplane/number-routing';
import type { ControlPlane } from './control-plane';
import { dynamoChanges } from './dynamo-changes';
import { dynamoOperations } from './dynamo-operations';

/** What an app's control plane in AWS is made from. */
export type AwsControl = {
  readonly db: DynamoDBClient;
  readonly chime: ChimeSDKVoiceClient;
  /** The names of the DynamoDB tables. */
  readonly tables: { readonly forwards: string; readonly operations: string; readonly changes: string };
  readonly application: ChimeApplication;
};

/**
 * Time limits for the AWS clients of apps that move numbers. An operation is claimed for 30 seconds, so one action must take
 * less, its retry included.
 */
export const actionTimeouts = {
  maxAttempts: 2,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
};

/** The control plane in AWS: stores in DynamoDB, numbers at Amazon Chime. */
export const awsControl = ({ db, chime, tables, application }: AwsControl): ControlPlane => ({
  forwards: dynamoForwards(db, tables.forwards),
  operations: dynamoOperations(db, tables.operations),
  changes: dynamoChanges(db, tables.changes),
  provider: chimeNumbers(chime, application),
  inventory: chimeInventory(chime),
  application,
  now: systemClock,
  newId: () => randomUUID().slice(0, 8),
});
