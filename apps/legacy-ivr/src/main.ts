import { LambdaClient } from '@aws-sdk/client-lambda';
import { jsonLogger } from '@dialplane/lambda-runtime';
import { awsAskPool } from './aws-ask-pool';
import { legacyIvr } from './legacy-ivr';
import { settings } from './settings';

const { DNIS_API_FUNCTION, POOL } = settings();

// Amazon Connect waits 3 seconds, and repeats what took longer. `legacyIvr` limits the time of both attempts together.
const lambda = new LambdaClient({
  maxAttempts: 2,
  requestHandler: { connectionTimeout: 500, requestTimeout: 2_000, throwOnRequestTimeout: true },
});

/** The Lambda's handler: events of the demo's IVR flow. */
export const handler = legacyIvr({
  askPool: awsAskPool(lambda, DNIS_API_FUNCTION),
  pool: POOL,
  log: jsonLogger(),
});
