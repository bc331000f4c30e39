import { ChimeSDKVoiceClient } from '@aws-sdk/client-chime-sdk-voice';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { awsControl } from '@dialplane/forwarding-control';
import { systemClock } from '@dialplane/basics';
import { jsonLogger } from '@dialplane/lambda-runtime';
import { chimeNumbers, noApplication } from '@dialplane/number-routing';
import { setTimeout as sleep } from 'node:timers/promises';
import { chimeApplicationService } from './chime-application-service';
import { chimeProvisioner } from './chime-provisioner';
import { dynamoProvidedNumbers } from './dynamo-provided-numbers';
import { chimeNumberMarket } from './chime-number-market';
import { settings } from './settings';

const { PROVISIONED_TABLE, FORWARDS_TABLE, OPERATIONS_TABLE, CHANGES_TABLE } = settings();

// No caller waits for this, so the limits are long; but they are shorter than an operation's claim.
const requestHandler = { connectionTimeout: 2_000, requestTimeout: 8_000, throwOnRequestTimeout: true };
const db = new DynamoDBClient({ requestHandler });
const chime = new ChimeSDKVoiceClient({ requestHandler });

const app = chimeProvisioner({
  provided: dynamoProvidedNumbers(db, PROVISIONED_TABLE),
  numbers: chimeNumbers(chime, noApplication),
  market: chimeNumberMarket(chime),
  application: (application) => ({
    service: chimeApplicationService(new ChimeSDKVoiceClient({ requestHandler, region: application.region })),
    control: awsControl({
      db,
      chime,
      tables: { forwards: FORWARDS_TABLE, operations: OPERATIONS_TABLE, changes: CHANGES_TABLE },
      application,
    }),
  }),
  now: systemClock,
  sleep: (seconds) => sleep(seconds * 1000),
  log: jsonLogger(),
});

/** The Lambda's handler, for an `aws_lambda_invocation` of Terraform. */
export const handler = (
  input: unknown,
  { getRemainingTimeInMillis }: { readonly getRemainingTimeInMillis: () => number },
) => app(input, getRemainingTimeInMillis());
