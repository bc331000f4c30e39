import { Construct } from 'constructs';
import type { Allowance } from './policy';
import type { Usable } from './usable';

export type BucketPartProps = {
  /** The bucket's ARN, such as `bucket.bucket.arn` or `arn:aws:s3:::name` for one that is no stack's. */
  readonly bucketArn: string;
  /** What keys begin with, each ending in `/`, such as `prices/`. */
  readonly prefixes: readonly [string, ...string[]];
};

/**
 * What an app may want of a part of a bucket. `list` is for its own keys. Who may not list the whole bucket is not told
 * that an object is not there, but refused (S3 API reference, "GetObject"): who has to know needs `list` of the bucket.
 */
export type BucketPartNeed = 'get' | 'put' | 'delete' | 'list';

const actions = {
  get: ['s3:GetObject'],
  put: ['s3:PutObject', 's3:AbortMultipartUpload'],
  delete: ['s3:DeleteObject'],
} as const;

/** The objects of a bucket, be it of this stack or not, whose keys begin alike. */
export class BucketPart extends Construct implements Usable<BucketPartNeed> {
  private readonly props: BucketPartProps;

  constructor(scope: Construct, id: string, props: BucketPartProps) {
    super(scope, id);
    const open = props.prefixes.find((prefix) => !/^[^/*][^*]*\/$/.test(prefix));
    if (open !== undefined)
      throw new Error(
        `Cannot allow keys that begin with "${open}": expected a folder that ends in /, such as prices/`,
      );
    this.props = props;
  }

  allowancesFor(needs: readonly [BucketPartNeed, ...BucketPartNeed[]]): readonly Allowance[] {
    const { bucketArn, prefixes } = this.props;
    const [first, ...others] = prefixes;
    const objects = (prefix: string) => `${bucketArn}/${prefix}*`;
    const [action, ...more] = needs.flatMap((need) => (need === 'list' ? [] : actions[need]));
    return [
      ...(needs.includes('list')
        ? [
            {
              actions: ['s3:ListBucket'] as const,
              resources: [bucketArn] as const,
              onlyLike: { 's3:prefix': prefixes.map((prefix) => `${prefix}*`) },
            },
          ]
        : []),
      ...(action
        ? [
            {
              actions: [action, ...more] as const,
              resources: [objects(first), ...others.map(objects)] as const,
            },
          ]
        : []),
    ];
  }
}
