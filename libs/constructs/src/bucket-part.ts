import { Construct } from 'constructs';
import type { Allowance } from './policy';
import type { Usable } from './usable';

export type BucketPartProps = {
  /** The bucket's ARN: `bucket.bucket.arn`, or `arn:aws:s3:::name` for a bucket outside the stack. */
  readonly bucketArn: string;
  /** The prefixes of the keys, each ending in `/`, such as `prices/`. */
  readonly prefixes: readonly [string, ...string[]];
};

/**
 * What an app can do with a part of a bucket. `list` covers the part only. When an app may not list the bucket, S3 answers
 * "access denied" instead of "not found" for a missing object (S3 API reference, "GetObject"), so an app that must tell
 * the two apart also needs `list` of the bucket.
 */
export type BucketPartNeed = keyof typeof actions | 'list';

const actions = {
  get: ['s3:GetObject'],
  put: ['s3:PutObject'],
  /** Writes large objects in parts, too, and aborts such an upload if it fails. */
  upload: ['s3:PutObject', 's3:AbortMultipartUpload'],
  delete: ['s3:DeleteObject'],
} as const;

/** The objects of a bucket whose keys have one of some prefixes. The bucket can be outside the stack. */
export class BucketPart extends Construct implements Usable<BucketPartNeed> {
  private readonly props: BucketPartProps;

  constructor(scope: Construct, id: string, props: BucketPartProps) {
    super(scope, id);
    const open = props.prefixes.find((prefix) => !/^[^/*][^*]*\/$/.test(prefix));
    if (open !== undefined)
      throw new Error(`Cannot allow the prefix "${open}": expected a folder that ends in /, such as prices/`);
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
