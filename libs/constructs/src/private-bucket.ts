import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning';
import { type ITerraformDependable, Lazy } from 'cdktf';
import { Construct } from 'constructs';
import { accountIdOf } from './account';
import { physicalName } from './physical-name';
import { document, type Allowance } from './policy';
import type { Usable } from './usable';

export type PrivateBucketProps = {
  /** Days after which objects are deleted. @default never */
  readonly keepDays?: number;
  /** Days after which what was overwritten or deleted is gone for good. @default with `keepDays` a day, else never */
  readonly keepVersionsDays?: number;
  /** Whether the bucket, when it is removed, may take its objects with it. @default false: AWS refuses */
  readonly mayDestroyObjects?: boolean;
};

/** What an app may want of a bucket: the list of its objects, or an object itself. */
export type BucketNeed = keyof typeof actions;

const actions = { get: 's3:GetObject', put: 's3:PutObject', list: 's3:ListBucket' } as const;

/** Who else may use the bucket or its objects: an AWS service, on behalf of this account. */
export type ServiceGrant = {
  /** Such as `voiceconnector.chime.amazonaws.com`. */
  readonly service: string;
  readonly actions: readonly [string, ...string[]];
  /** @default the objects */
  readonly of?: 'bucket' | 'objects';
  /** The ARN of the resource on whose behalf the service acts. @default not asked, where AWS documents none */
  readonly onBehalfOf?: string;
  /** Keys of the request that must have these values. @default none besides those of `onBehalfOf` */
  readonly only?: Readonly<Record<string, string>>;
};

/** How long a bucket's name may be before the dash and the 12 digits of the account. S3 allows 63 in all. */
const LONGEST_NAME = 63 - 13;

/**
 * An S3 bucket that the public cannot reach: encrypted, versioned, over TLS only. The account's id ends its name,
 * because bucket names are shared by all of AWS.
 */
export class PrivateBucket extends Construct implements Usable<BucketNeed> {
  /** The way out, for what this construct has no word for. */
  readonly bucket: S3Bucket;
  /** What must be there before a service that was let in may come. */
  readonly ready: readonly ITerraformDependable[];
  private readonly grants: ServiceGrant[] = [];

  constructor(
    scope: Construct,
    id: string,
    { keepDays, keepVersionsDays, mayDestroyObjects = false }: PrivateBucketProps = {},
  ) {
    super(scope, id);
    this.bucket = new S3Bucket(this, 'bucket', {
      bucket: `${physicalName(this, id, LONGEST_NAME)}-${accountIdOf(this)}`,
      forceDestroy: mayDestroyObjects,
    });
    const bucket = this.bucket.id;

    const block = new S3BucketPublicAccessBlock(this, 'public-access', {
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    new S3BucketServerSideEncryptionConfigurationA(this, 'encryption', {
      bucket,
      rule: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }],
    });
    const versioning = new S3BucketVersioningA(this, 'versioning', {
      bucket,
      versioningConfiguration: { status: 'Enabled' },
    });
    if (keepDays !== undefined || keepVersionsDays !== undefined)
      new S3BucketLifecycleConfiguration(this, 'lifecycle', {
        bucket,
        rule: [
          {
            id: 'expire',
            status: 'Enabled',
            filter: [{ prefix: '' }],
            ...(keepDays !== undefined && { expiration: [{ days: keepDays }] }),
            // Versioning would otherwise keep for ever what expiration hides.
            noncurrentVersionExpiration: [{ noncurrentDays: keepVersionsDays ?? 1 }],
            // Parts of an upload that died are not seen, but paid for.
            abortIncompleteMultipartUpload: [{ daysAfterInitiation: 1 }],
          },
        ],
        dependsOn: [versioning],
      });
    const policy = new S3BucketPolicy(this, 'policy', {
      bucket,
      policy: Lazy.stringValue({ produce: () => document(this.statements()) }),
      dependsOn: [block], // S3 refuses changes to both at once
    });
    this.ready = [policy];
  }

  allowancesFor(needs: readonly [BucketNeed, ...BucketNeed[]]): readonly Allowance[] {
    const [first, ...others] = needs;
    const objects = `${this.bucket.arn}/*`;
    return [
      {
        actions: [actions[first], ...others.map((need) => actions[need])],
        resources: needs.includes('list')
          ? [this.bucket.arn, ...(needs.length > 1 ? [objects] : [])]
          : [objects],
      },
    ];
  }

  /** Lets an AWS service in, under the conditions of the grant. Synthesis refuses one that has too few. */
  allowService(grant: ServiceGrant): this {
    this.grants.push(grant);
    return this;
  }

  private statements(): readonly object[] {
    const objects = `${this.bucket.arn}/*`;
    return [
      {
        Sid: 'OnlyOverTls',
        Effect: 'Deny',
        Principal: '*',
        Action: ['s3:*'],
        Resource: [this.bucket.arn, objects],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
      ...this.grants.map(({ service, actions: Action, of = 'objects', ...grant }) => {
        const only = { ...(grant.onBehalfOf && this.behalf(grant.onBehalfOf)), ...grant.only };
        return {
          Effect: 'Allow',
          Principal: { Service: service },
          Action,
          Resource: [of === 'bucket' ? this.bucket.arn : objects],
          ...(Object.keys(only).length > 0 && { Condition: { StringEquals: only } }),
        };
      }),
    ];
  }

  // Without it anybody's application could use our bucket through the same service ("confused deputy").
  private behalf(arn: string): Readonly<Record<string, string>> {
    return { 'aws:SourceAccount': accountIdOf(this), 'aws:SourceArn': arn };
  }
}
