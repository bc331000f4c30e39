import { ChimesdkvoiceGlobalSettings } from '@cdktf/provider-aws/lib/chimesdkvoice-global-settings';
import { accountIdOf, partitionOf, PrivateBucket } from '@dialplane/constructs';
import { recordKindDefinitions } from '@dialplane/rating-definitions';
import type { Construct } from 'constructs';
import type { StageRating } from './stage';

/** The bucket that call detail records are read from. */
export type RatingRecords = { readonly bucketName: string; readonly bucketArn: string };

/** The folders of call detail records, sorted. The apps read nothing else in the bucket. */
export const recordFolderPrefixes = recordKindDefinitions.map(({ folder }) => `${folder}/`).sort() as [
  string,
  ...string[],
];

/** Adds a bucket for call detail records, unless the stage names an existing one. */
export const ratingRecords = (
  stack: Construct,
  { recordsBucket, receivesRecords = false }: StageRating,
  keepsData: boolean,
  keepVersionsDays: number,
): RatingRecords => {
  if (recordsBucket !== undefined) {
    if (receivesRecords)
      throw new Error(
        `Cannot receive records in "${recordsBucket}": expected recordsBucket or receivesRecords, not both. An existing bucket needs its own policy for Chime`,
      );
    return { bucketName: recordsBucket, bucketArn: `arn:${partitionOf(stack)}:s3:::${recordsBucket}` };
  }

  if (keepsData && !receivesRecords)
    throw new Error(
      'Cannot rate the calls of a stage that keeps data: expected recordsBucket, the bucket that Chime writes records to, or receivesRecords. Nothing would write to a new bucket',
    );

  const accessLog = new PrivateBucket(stack, 'access-log', {
    isAccessLog: true,
    mayDestroyObjects: !keepsData,
    keepDays: 365,
  });
  const records = new PrivateBucket(stack, 'records', {
    accessLog, // records name both parties of each call
    mayDestroyObjects: !keepsData,
    keepVersionsDays,
  });
  // AWS documents these grants: Amazon Chime administration guide, "Cross-service confused deputy prevention".
  const service = 'chime.amazonaws.com';
  records.allowService({ service, actions: ['s3:GetBucketAcl'], of: 'bucket' });
  records.allowService({
    service,
    actions: ['s3:PutObject'],
    only: { 's3:x-amz-acl': 'bucket-owner-full-control', 'aws:SourceAccount': accountIdOf(stack) },
  });
  if (receivesRecords)
    new ChimesdkvoiceGlobalSettings(stack, 'receives-records', {
      voiceConnector: { cdrBucket: records.bucket.bucket },
      dependsOn: [...records.ready],
    });
  return { bucketName: records.bucket.bucket, bucketArn: records.bucket.arn };
};
