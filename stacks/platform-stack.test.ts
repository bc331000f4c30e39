import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { PlatformStack } from './platform-stack';
import { cdktfApp } from './testing/cdktf-app';

class CarelessStack extends PlatformStack {}

it('is not synthesized while a bucket in it accepts requests without TLS', () => {
  const app = cdktfApp();
  const stack = new CarelessStack(app, 'careless-test', {
    region: 'us-east-1',
    alarmTopic: 'chat',
    keepsData: false,
    rating: { runs: [] },
  });
  new S3Bucket(stack, 'open', { bucket: 'open' });

  expect(() => app.synth()).toThrow('aws_s3_bucket.open must refuse requests without TLS');
});
