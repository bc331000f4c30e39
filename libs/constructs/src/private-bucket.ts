import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { S3BucketLoggingA } from '@cdktf/provider-aws/lib/s3-bucket-logging';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning';
import { type ITerraformDependable, Lazy } from 'cdktf';
import { Construct } from 'constructs';
import { accountIdOf } from './account';
import { exceptFrom } from './except';
import { physicalName } from './names';
import { document, type Allowance } from './policy';
import type { Usable } from './usable';

export type PrivateBucketProps = {
  /** Days until objects are deleted. @default never */
  readonly keepDays?: number;
  /** Days until old versions of objects are deleted. @default 1 with `keepDays`, otherwise never */
  readonly keepVersionsDays?: number;
  /**
   * The bucket that gets a log of every access, in a folder with the id of this bucket. For data of customers: it says who has read
   * what. S3 delivers it within hours, and can leave a request out. @default no log
   */
  readonly accessLog?: PrivateBucket;
  /** Whether it gets the access log of other buckets. @default false */
  readonly isAccessLog?: boolean;
  /** Whether Terraform deletes the objects together with the bucket. @default false: it refuses to plan that */
  readonly mayDestroyObjects?: boolean;
};

/** What an app can do with a bucket: list its objects, or read or write one. */
export type BucketNeed = keyof typeof actions;

const actions = { get: 's3:GetObject', put: 's3:PutObject', list: 's3:ListBucket' } as const;

/** Lets an AWS service use the bucket or its objects for this account. */
export type ServiceGrant = {
  /** Such as `voiceconnector.chime.amazonaws.com`. */
  readonly service: string;
  readonly actions: readonly [string, ...string[]];
  /** @default the objects */
  readonly of?: 'bucket' | 'objects';
  /** The ARN of the resource that the service acts for. @default no condition, for services that document none */
  readonly onBehalfOf?: string;
  /** More condition keys that must have these values. @default none */
  readonly only?: Readonly<Record<string, string>>;
};

/** The rules of Checkov that a bucket does not follow, with the reasons. */
const exceptions = {
  CKV_AWS_144: 'One Region serves the calls. Old versions of objects can be restored.',
  CKV_AWS_145: 'S3 encrypts with its own key. Services that read and write it for us need no grant of a key.',
  CKV2_AWS_62: 'No program waits for its objects.',
};

const noAccessLog = {
  CKV_AWS_18:
    'It has nothing for which it matters who read it, or its owner has decided that CloudTrail is enough.',
};

/** The longest name without the dash and the 12 digits of the account id. S3 allows 63 characters in total. */
const LONGEST_NAME = 63 - 13;

/**
 * An S3 bucket that the public cannot reach. It is encrypted and versioned, and requires TLS. Its name ends in the account
 * id, because bucket names are unique across all of AWS.
 */
export class PrivateBucket extends Construct implements Usable<BucketNeed> {
  /** The wrapped resource, for settings that this construct does not offer. */
  readonly bucket: S3Bucket;
  /** What must exist before a service with a grant can use the bucket. */
  readonly ready: readonly ITerraformDependable[];
  private readonly grants: ServiceGrant[] = [];

  constructor(scope: Construct, id: string, props: PrivateBucketProps = {}) {
    super(scope, id);
    const { keepDays, keepVersionsDays, mayDestroyObjects = false, accessLog, isAccessLog } = props;
    this.bucket = new S3Bucket(this, 'bucket', {
      bucket: `${physicalName(this, id, LONGEST_NAME)}-${accountIdOf(this)}`,
      forceDestroy: mayDestroyObjects,
      ...(!mayDestroyObjects && { lifecycle: { preventDestroy: true } }),
    });
    exceptFrom(this.bucket, { ...exceptions, ...(!accessLog && !isAccessLog && noAccessLog) });
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
            // Without this, old versions would stay forever.
            noncurrentVersionExpiration: [{ noncurrentDays: keepVersionsDays ?? 1 }],
            // Parts of an interrupted upload are invisible, but billed.
            abortIncompleteMultipartUpload: [{ daysAfterInitiation: 1 }],
          },
        ],
        dependsOn: [versioning],
      });
    const policy = new S3BucketPolicy(this, 'policy', {
      bucket,
      policy: Lazy.stringValue({ produce: () => document(this.statements()) }),
      dependsOn: [block], // S3 refuses to change both at the same time
    });
    this.ready = [policy];
    if (accessLog) {
      // S3 user guide, "Enabling Amazon S3 server access logging": this principal, with both conditions.
      accessLog.allowService({
        service: 'logging.s3.amazonaws.com',
        actions: ['s3:PutObject'],
        onBehalfOf: this.bucket.arn,
      });
      new S3BucketLoggingA(this, 'logging', {
        bucket,
        targetBucket: accessLog.bucket.id,
        targetPrefix: `${id}/`,
        dependsOn: [...accessLog.ready],
      });
    }
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

  /** Lets an AWS service use the bucket. Synthesis refuses a grant with too few conditions. */
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
        const only = { ...(grant.onBehalfOf && this.actingFor(grant.onBehalfOf)), ...grant.only };
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

  // Without this, an application of another customer could use our bucket through the same service ("confused deputy").
  private actingFor(arn: string): Readonly<Record<string, string>> {
    return { 'aws:SourceAccount': accountIdOf(this), 'aws:SourceArn': arn };
  }
}
