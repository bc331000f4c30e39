import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { App, Aspects, TerraformStack } from 'cdktf';
import { folderWith } from '@dialplane/basics/testing';
import { PrivateBucket } from './private-bucket';
import { refuseUnsafe } from './refuse-unsafe';

const guardedStack = () => {
  const app = new App({ outdir: folderWith({}), skipValidation: true });
  const stack = new TerraformStack(app, 'calls-test');
  Aspects.of(stack).add(refuseUnsafe);
  return { app, stack };
};

it('stops an open bucket at synthesis, and says what is missing', () => {
  const { app, stack } = guardedStack();
  new S3Bucket(stack, 'open', { bucket: 'open' });

  expect(() => app.synth()).toThrow('[calls-test] aws_s3_bucket.open must be closed to the public');
});

it('lets a private bucket pass', () => {
  const { app, stack } = guardedStack();
  new PrivateBucket(stack, 'closed');

  expect(() => app.synth()).not.toThrow();
});
