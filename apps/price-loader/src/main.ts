import { GlueClient } from '@aws-sdk/client-glue';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { PricingClient } from '@aws-sdk/client-pricing';
import { S3Client } from '@aws-sdk/client-s3';
import { systemClock } from '@dialplane/basics';
import { jsonLogger } from '@dialplane/lambda-runtime';
import { s3Objects, s3Patience } from '@dialplane/object-store';
import { priceListPatience } from '@dialplane/pricing';
import { randomUUID } from 'node:crypto';
import { glueEngine, lambdaEngine } from './aws-engines';
import { priceLoader } from './price-loader';
import { pricesFor } from './prices';
import { settings } from './settings';

const set = settings();
const s3 = new S3Client(s3Patience);
const results = s3Objects({ client: s3, bucket: set.RESULTS_BUCKET });
const lambda = lambdaEngine(new LambdaClient(), set.RATER_FUNCTION);
const buckets = { records: set.RECORDS_BUCKET, results: set.RESULTS_BUCKET };
const glue = set.GLUE_JOB === undefined ? undefined : glueEngine(new GlueClient(), set.GLUE_JOB, buckets);

/** The Lambda's handler: EventBridge Scheduler sends `{ scheduled }`, and a person the AWS sample's event. */
export const handler = priceLoader({
  records: s3Objects({ client: s3, bucket: set.RECORDS_BUCKET }),
  results,
  rated: s3Objects({ client: s3, bucket: set.RESULTS_BUCKET, prefix: 'rated/' }),
  pricesFor: pricesFor({
    source: set.PRICE_SOURCE,
    ...(set.PRICING_DOMAIN !== undefined && { origin: set.PRICING_DOMAIN }),
    client: () => new PricingClient({ ...priceListPatience, region: 'us-east-1' }),
    currency: set.CURRENCY,
    lookBackDays: set.LOOK_BACK_DAYS,
    store: results,
    now: systemClock,
  }),
  engines: { lambda, glue: glue ?? lambda },
  glueAbove: glue
    ? { objects: set.GLUE_ABOVE_OBJECTS, bytes: set.GLUE_ABOVE_BYTES }
    : { objects: Infinity, bytes: Infinity },
  frequency: set.FREQUENCY,
  zone: set.ZONE,
  currency: set.CURRENCY,
  patience: {
    lagSeconds: set.LAG_SECONDS,
    lookBackDays: set.LOOK_BACK_DAYS,
    lookAheadDays: set.LOOK_AHEAD_DAYS,
  },
  arrivals: set.ARRIVALS,
  allowEmpty: set.ALLOW_EMPTY === 'true',
  limits: { unrated: set.LIMIT_UNRATED, rejected: set.LIMIT_REJECTED, conflict: set.LIMIT_CONFLICT },
  numbers: set.NUMBERS,
  now: systemClock,
  newRunId: randomUUID,
  log: jsonLogger(),
});
