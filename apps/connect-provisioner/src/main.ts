import { ConnectClient } from '@aws-sdk/client-connect';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { systemClock } from '@dialplane/basics';
import { dynamoReservations } from '@dialplane/dnis-pool';
import { jsonLogger } from '@dialplane/lambda-runtime';
import { connectNumberFlows } from './connect-number-flows';
import { connectProvisioner } from './connect-provisioner';
import { settings } from './settings';

const { RESERVATIONS_TABLE } = settings();

// The API is throttled at a few requests a second, and Terraform asks for several numbers at once.
const patient = { maxAttempts: 8 };

/** The Lambda's handler: what an `aws_lambda_invocation` of Terraform sends. */
export const handler = connectProvisioner({
  flows: connectNumberFlows(new ConnectClient(patient)),
  pools: dynamoReservations(new DynamoDBClient(patient), RESERVATIONS_TABLE),
  now: systemClock,
  log: jsonLogger(),
});
