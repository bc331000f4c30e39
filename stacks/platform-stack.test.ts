import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import type { App } from 'cdktf';
import { PlatformStack } from './platform-stack';
import { cdktfApp } from './testing/cdktf-app';

class CarelessStack extends PlatformStack {}

it('is not synthesised while a bucket in it accepts requests without TLS', () => {
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

const props = { region: 'us-east-1', alarmTopic: 'chat', keepsData: false, rating: { runs: [] } };

class Owner extends PlatformStack {
  constructor(app: App, id: string, asModule = false) {
    super(app, id, { ...props, asModule });
    this.publish({ api_url: 'https://api.example.com' });
  }
}

class Reader extends PlatformStack {
  constructor(app: App, id: string, owner: string, asModule = false) {
    super(app, id, { ...props, asModule });
    this.publish({ seen: this.published(owner, 'api_url') });
  }
}

it('publishes values for other stacks, which read them and are applied later', () => {
  const app = cdktfApp();
  const owner = new Owner(app, 'owner-test').toTerraform();
  const reader = new Reader(app, 'reader-test', 'owner-test').toTerraform();
  app.synth();

  expect(owner).toMatchObject({
    output: { api_url: { value: 'https://api.example.com' } },
    resource: {
      aws_ssm_parameter: {
        'published-api_url': {
          name: '/dialplane/owner-test/api_url',
          type: 'String',
          insecure_value: 'https://api.example.com',
        },
      },
    },
  });
  expect(reader).toMatchObject({
    data: { aws_ssm_parameter: { owner_test_api_url: { name: '/dialplane/owner-test/api_url' } } },
    output: { seen: { value: '${data.aws_ssm_parameter.owner_test_api_url.insecure_value}' } },
  });
  const { stacks } = JSON.parse(readFileSync(join(app.outdir, 'manifest.json'), 'utf8'));
  expect(stacks['reader-test'].dependencies).toEqual(['owner-test']);
});

it('lets a deployer read only the values that its stack needs', () => {
  const policies = new Reader(cdktfApp(), 'reader-test', 'owner-test').deployerPolicies().join('');

  expect(policies).toContain('"arn:aws:ssm:us-east-1:*:parameter/dialplane/owner-test/api_url"');
  expect(policies).not.toContain('parameter/dialplane/owner-test/*');
});

it('gives and takes values of modules through their callers', () => {
  const app = cdktfApp();

  expect(new Owner(app, 'owner', true).toTerraform()).not.toHaveProperty('resource.aws_ssm_parameter');
  expect(new Reader(app, 'reader', 'owner', true).toTerraform()).toMatchObject({
    variable: { owner_api_url: { description: 'The output api_url of the module owner.' } },
    output: { seen: { value: '${var.owner_api_url}' } },
  });
});
