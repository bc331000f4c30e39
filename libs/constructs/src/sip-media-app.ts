import { ChimesdkvoiceSipMediaApplication } from '@cdktf/provider-aws/lib/chimesdkvoice-sip-media-application';
import { LambdaPermission } from '@cdktf/provider-aws/lib/lambda-permission';
import { Construct } from 'constructs';
import { accountIdOf } from './account';
import type { LambdaApp } from './lambda-app';
import { physicalName } from './names';
import type { PrivateBucket } from './private-bucket';

export type SipMediaAppProps = {
  /** The app that decides what to do with each call. It must be in the same Region. */
  readonly answeredBy: LambdaApp;
  /** The Region that handles the calls. */
  readonly region: string;
  /** The bucket of prompts that it may read and play. @default none */
  readonly plays?: PrivateBucket;
  /** The bucket that it may write recordings to. It cannot read them. @default none */
  readonly recordsTo?: PrivateBucket;
};

/** The service principal of SIP media applications and Voice Connectors. */
const CHIME_VOICE = 'voiceconnector.chime.amazonaws.com';

/**
 * An Amazon Chime SIP media application, which asks a Lambda what to do with each call. Since 29 October 2026, only existing
 * customers can create one.
 *
 * Permissions: Amazon Chime SDK developer guide, "PlayAudio" and "RecordAudio".
 */
export class SipMediaApp extends Construct {
  /** The wrapped resource, for settings that this construct does not offer. */
  readonly application: ChimesdkvoiceSipMediaApplication;

  constructor(scope: Construct, id: string, { answeredBy, region, plays, recordsTo }: SipMediaAppProps) {
    super(scope, id);
    if (plays && plays === recordsTo)
      throw new Error(
        `Cannot record to "${plays.node.path}": expected another bucket than the one with the prompts`,
      );

    const mayAsk = new LambdaPermission(this, 'may-ask', {
      action: 'lambda:InvokeFunction',
      functionName: answeredBy.function.functionName,
      ...(answeredBy.alias && { qualifier: answeredBy.alias.name }),
      principal: CHIME_VOICE,
      // No source ARN: AWS does not document which ARN the service sends, and a wrong one would make every call fail.
      sourceAccount: accountIdOf(this),
      lifecycle: { createBeforeDestroy: true }, // it is replaced when an app gets an alias
    });
    // The endpoint may be a function, a version or an alias (API reference, "SipMediaApplicationEndpoint").
    this.application = new ChimesdkvoiceSipMediaApplication(this, 'application', {
      name: physicalName(this, id, 256),
      awsRegion: region,
      endpoints: { lambdaArn: answeredBy.invokedArn },
      dependsOn: [mayAsk],
    });
    const onBehalfOf = this.application.arn;

    plays?.allowService({ service: CHIME_VOICE, actions: ['s3:GetObject'], onBehalfOf });
    recordsTo?.allowService({
      service: CHIME_VOICE,
      actions: ['s3:PutObject', 's3:PutObjectAcl'],
      onBehalfOf,
    });
  }
}
