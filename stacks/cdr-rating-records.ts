import { ChimesdkvoiceGlobalSettings } from '@cdktf/provider-aws/lib/chimesdkvoice-global-settings';
import { accountIdOf, PrivateBucket } from '@dialplane/constructs';
import { recordKindDefinitions } from '@dialplane/rating-definitions';
import type { Construct } from 'constructs';
import type { StageRating } from './stage';

/** The bucket that call detail records are read from. */
export type RatingRecords = { readonly bucketName: string; readonly bucketArn: string };

/** The folders of call detail records, in order. Nothing else in their bucket is read. */
export const recordFolderPrefixes = recordKindDefinitions.map(({ folder }) => `${folder}/`).sort() as [
  string,
  ...string[],
];

/** Adds the records' bucket to a stack, if the account has none yet. */
export const ratingRecords = (
  stack: Construct,
  { recordsBucket, receivesRecords = false }: StageRating,
  keepsData: boolean,
): RatingRecords => {
  if (recordsBucket !== undefined) {
    if (receivesRecords)
      throw new Error(
        `Cannot receive records in "${recordsBucket}": expected either a recordsBucket, which has its own policy, or receivesRecords`,
      );
    return { bucketName: recordsBucket, bucketArn: `arn:aws:s3:::${recordsBucket}` };
  }

  const records = new PrivateBucket(stack, 'records', { mayDestroyObjects: !keepsData });
  // As AWS has it: Amazon Chime administration guide, "Cross-service confused deputy prevention".
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
