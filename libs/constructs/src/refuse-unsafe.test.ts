import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { emptyStack } from '../testing';
import { PrivateBucket } from './private-bucket';
import { refuseUnsafe } from './refuse-unsafe';

it('refuses an open bucket, and names it and the rule that it breaks', () => {
  const stack = emptyStack();
  new S3Bucket(stack, 'open', { bucket: 'open' });

  expect(() => refuseUnsafe(stack.toTerraform(), 'calls-test')).toThrow(
    'Cannot deploy "calls-test":\n  aws_s3_bucket.open must refuse requests without TLS (tls)',
  );
});

it('returns a stack with a private bucket', () => {
  const stack = emptyStack();
  new PrivateBucket(stack, 'closed');
  const synthesized = stack.toTerraform();

  expect(refuseUnsafe(synthesized, 'calls-test')).toBe(synthesized);
});
