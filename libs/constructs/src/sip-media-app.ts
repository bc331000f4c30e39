import { ChimesdkvoiceSipMediaApplication } from '@cdktf/provider-aws/lib/chimesdkvoice-sip-media-application';
import { LambdaPermission } from '@cdktf/provider-aws/lib/lambda-permission';
import { Construct } from 'constructs';
import { accountIdOf } from './account';
import type { LambdaApp } from './lambda-app';
import { physicalName } from './physical-name';
import type { PrivateBucket } from './private-bucket';

export type SipMediaAppProps = {
  /** The app that is asked what to do with each call. It must be in the same Region. */
  readonly answeredBy: LambdaApp;
  /** The Region that calls are handled in. */
  readonly region: string;
  /** The prompts it may play, and never change. @default none */
  readonly plays?: PrivateBucket;
  /** Where its recordings may go. It cannot read them back. @default nowhere */
  readonly recordsTo?: PrivateBucket;
};

/** The principal behind SIP media applications and Voice Connectors alike. */
const CHIME_VOICE = 'voiceconnector.chime.amazonaws.com';

/**
 * An Amazon Chime SIP media application: the place where a phone call becomes questions to a Lambda. AWS sells
 * them to existing customers only, since 29 October 2026.
 *
 * Permissions: Amazon Chime SDK developer guide, "PlayAudio" and "RecordAudio".
 */
export class SipMediaApp extends Construct {
  /** The way out, for what this construct has no word for. */
  readonly application: ChimesdkvoiceSipMediaApplication;

  constructor(scope: Construct, id: string, { answeredBy, region, plays, recordsTo }: SipMediaAppProps) {
    super(scope, id);
    if (plays && plays === recordsTo)
      throw new Error(
        `Cannot record into "${plays.node.path}": expected a bucket that no prompts are played from`,
      );

    this.application = new ChimesdkvoiceSipMediaApplication(this, 'application', {
      name: physicalName(this, id, 256),
      awsRegion: region,
      endpoints: { lambdaArn: answeredBy.function.arn },
    });
    const onBehalfOf = this.application.arn;

    new LambdaPermission(this, 'may-ask', {
      action: 'lambda:InvokeFunction',
      functionName: answeredBy.function.functionName,
      principal: CHIME_VOICE,
      // No source ARN: AWS does not say which one the service calls with, and a wrong one would refuse every call.
      sourceAccount: accountIdOf(this),
    });
    plays?.allowService({ service: CHIME_VOICE, actions: ['s3:GetObject'], onBehalfOf });
    recordsTo?.allowService({
      service: CHIME_VOICE,
      actions: ['s3:PutObject', 's3:PutObjectAcl'],
      onBehalfOf,
    });
  }
}
