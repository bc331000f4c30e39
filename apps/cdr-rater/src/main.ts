import { S3Client } from '@aws-sdk/client-s3';
import { systemClock } from '@dialplane/basics';
import { jsonLogger } from '@dialplane/lambda-runtime';
import { s3Objects, s3Patience } from '@dialplane/object-store';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { cdrRater } from './cdr-rater';
import { settings } from './settings';

const { RECORDS_BUCKET, RESULTS_BUCKET } = settings();
const client = new S3Client(s3Patience);

/** The Lambda's handler: the price loader sends it the key of a plan. */
export const handler = cdrRater({
  records: s3Objects({ client, bucket: RECORDS_BUCKET }),
  plans: s3Objects({ client, bucket: RESULTS_BUCKET }),
  results: s3Objects({ client, bucket: RESULTS_BUCKET, prefix: 'rated/' }),
  address: `s3://${RESULTS_BUCKET}/rated`,
  folder: join(tmpdir(), 'cdr-rater'),
  threads: availableParallelism(),
  now: systemClock,
  log: jsonLogger(),
});
