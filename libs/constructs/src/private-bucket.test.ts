import { allowed, emptyStack, resources } from '../testing';
import { PrivateBucket, type PrivateBucketProps } from './private-bucket';

const stackWithBucket = (props?: PrivateBucketProps, id = 'recordings') => {
  const stack = emptyStack();
  new PrivateBucket(stack, id, props);
  return stack;
};

it('has the account id in its name, which makes it unique', () => {
  expect(resources(stackWithBucket(), 'aws_s3_bucket')).toEqual([
    expect.objectContaining({
      bucket: 'calls-test-recordings-${data.aws_caller_identity.account.account_id}',
      force_destroy: false,
    }),
  ]);
});

it('blocks public access in all four ways', () => {
  expect(resources(stackWithBucket(), 'aws_s3_bucket_public_access_block')).toEqual([
    expect.objectContaining({
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    }),
  ]);
});

it('is encrypted, and keeps old versions', () => {
  const stack = stackWithBucket();

  expect(resources(stack, 'aws_s3_bucket_server_side_encryption_configuration')[0]).toMatchObject({
    rule: [{ apply_server_side_encryption_by_default: { sse_algorithm: 'AES256' } }],
  });
  expect(resources(stack, 'aws_s3_bucket_versioning')[0]).toMatchObject({
    versioning_configuration: { status: 'Enabled' },
  });
});

it('refuses requests without TLS, and grants nothing', () => {
  const [policy] = resources(stackWithBucket(), 'aws_s3_bucket_policy');

  expect(JSON.parse(String(policy?.['policy'])).Statement).toEqual([
    {
      Sid: 'OnlyOverTls',
      Effect: 'Deny',
      Principal: '*',
      Action: ['s3:*'],
      Resource: [expect.stringMatching(/\.arn\}$/), expect.stringMatching(/\.arn\}\/\*$/)],
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    },
  ]);
});

it('lets a service use the bucket or its objects, with the conditions of the grant', () => {
  const stack = emptyStack();
  new PrivateBucket(stack, 'records')
    .allowService({ service: 'chime.amazonaws.com', actions: ['s3:GetBucketAcl'], of: 'bucket' })
    .allowService({
      service: 'chime.amazonaws.com',
      actions: ['s3:PutObject'],
      only: { 'aws:SourceAccount': '111122223333' },
    });

  expect(allowed(stack, 'aws_s3_bucket_policy')).toEqual([
    { actions: ['s3:GetBucketAcl'], resources: ['aws_s3_bucket'] },
    {
      actions: ['s3:PutObject'],
      resources: ['aws_s3_bucket/*'],
      only: { 'aws:SourceAccount': '111122223333' },
    },
  ]);
});

it('deletes objects and old versions after keepDays', () => {
  expect(resources(stackWithBucket({ keepDays: 90 }), 'aws_s3_bucket_lifecycle_configuration')).toEqual([
    expect.objectContaining({
      rule: [
        expect.objectContaining({
          expiration: [{ days: 90 }],
          noncurrent_version_expiration: [{ noncurrent_days: 1 }],
        }),
      ],
    }),
  ]);
  expect(resources(stackWithBucket(), 'aws_s3_bucket_lifecycle_configuration')).toEqual([]);
});

it('can delete old versions and interrupted uploads while it keeps objects', () => {
  const stack = stackWithBucket({ keepVersionsDays: 30 });
  const [lifecycle] = resources(stack, 'aws_s3_bucket_lifecycle_configuration');
  const [rule] = lifecycle?.['rule'] as readonly object[];

  expect(rule).toMatchObject({
    noncurrent_version_expiration: [{ noncurrent_days: 30 }],
    abort_incomplete_multipart_upload: [{ days_after_initiation: 1 }],
  });
  expect(rule).not.toHaveProperty('expiration');
});

it('cannot have a name that S3 would refuse once the account is added', () => {
  const longest = 50 - 'calls-test-'.length;

  expect(() => stackWithBucket({}, 'b'.repeat(longest))).not.toThrow();
  expect(() => stackWithBucket({}, 'b'.repeat(longest + 1))).toThrow(
    'expected at most 50 characters, not 51',
  );
});

it('logs every access in another bucket, which S3 may write to for this bucket only', () => {
  const stack = emptyStack();
  const log = new PrivateBucket(stack, 'access-log', { isAccessLog: true, keepDays: 365 });
  new PrivateBucket(stack, 'recordings', { accessLog: log });
  const text = JSON.stringify(stack.toTerraform());

  expect(resources(stack, 'aws_s3_bucket_logging')).toEqual([
    expect.objectContaining({
      target_prefix: 'recordings/',
      target_bucket: expect.stringContaining('access-log'),
    }),
  ]);
  expect(allowed(stack, 'aws_s3_bucket_policy')).toEqual([
    {
      actions: ['s3:PutObject'],
      resources: ['aws_s3_bucket/*'],
      only: {
        'aws:SourceAccount': '${data.aws_caller_identity.account.account_id}',
        'aws:SourceArn': expect.stringContaining('aws_s3_bucket.recordings'),
      },
    },
  ]);
  expect(text).not.toContain('checkov:skip=CKV_AWS_18');
});
