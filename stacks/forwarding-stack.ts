import { BucketFiles, DynamoTable, LambdaApp, PrivateBucket, SipMediaApp } from '@dialplane/constructs';
import { TerraformOutput } from 'cdktf';
import type { Construct } from 'constructs';
import { PlatformStack, type PlatformProps } from './platform-stack';

/** Answers calls to our numbers, and forwards each to where its owner wants it. */
export class ForwardingStack extends PlatformStack {
  constructor(scope: Construct, id: string, props: PlatformProps) {
    super(scope, id, props);
    const { region, keepsData, fallbackNumber } = props;

    const forwards = new DynamoTable(this, 'forwards', {
      partitionKey: { name: 'number', type: 'S' },
      deletionProtection: keepsData,
    });
    const prompts = new PrivateBucket(this, 'prompts', { mayDestroyObjects: true });
    new BucketFiles(this, 'prompt', {
      bucket: prompts,
      folder: 'apps/forwarding-sma/prompts',
      ending: '.wav',
      contentType: 'audio/wav',
    });
    const recordings = new PrivateBucket(this, 'recordings', { mayDestroyObjects: !keepsData });

    const answering = new LambdaApp(this, 'forwarding-sma', {
      app: 'forwarding-sma',
      failureMeans:
        'Callers to forwarded numbers hear nothing and are cut off: nobody they ring can be reached.',
      alarmTopicArn: this.alarmTopicArn,
      environment: {
        FORWARDS_TABLE: forwards.table.name,
        PROMPTS_BUCKET: prompts.bucket.bucket,
        RECORDINGS_BUCKET: recordings.bucket.bucket,
        ...(fallbackNumber && { FALLBACK_NUMBER: fallbackNumber }),
      },
    }).mayUse(forwards, 'get');

    const { application } = new SipMediaApp(this, 'sma', {
      answeredBy: answering,
      region,
      plays: prompts,
      recordsTo: recordings,
    });

    new TerraformOutput(this, 'sip_media_application_id', { value: application.id });
    new TerraformOutput(this, 'sip_media_application_arn', { value: application.arn });
    new TerraformOutput(this, 'function_name', { value: answering.function.functionName });
    new TerraformOutput(this, 'forwards_table', { value: forwards.table.name });
    new TerraformOutput(this, 'prompts_bucket', { value: prompts.bucket.bucket });
    new TerraformOutput(this, 'recordings_bucket', { value: recordings.bucket.bucket });
  }
}
