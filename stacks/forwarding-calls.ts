import { BucketFiles, LambdaApp, PrivateBucket, SipMediaApp } from '@dialplane/constructs';
import type { Construct } from 'constructs';
import { builtApp } from './built-app';
import type { ForwardingTables } from './forwarding-tables';
import type { Stage } from './stage';

export type ForwardingCallsProps = {
  readonly forwards: ForwardingTables['forwards'];
  readonly region: string;
  readonly keepsData: boolean;
  readonly alarmTopicArn: string;
  readonly fallbackNumber: string | undefined;
  readonly keepDays: NonNullable<Stage['keepDays']>;
  readonly reservedConcurrency: number | undefined;
  readonly releases: Stage['releases'];
};

/** Adds what answers calls: the call app, its prompts and recordings, and the SIP media application. */
export const forwardingCalls = (stack: Construct, props: ForwardingCallsProps) => {
  const { forwards, region, keepsData, alarmTopicArn, fallbackNumber, keepDays, reservedConcurrency } = props;
  const keepVersionsDays = keepDays.oldVersions ?? 30;

  const prompts = new PrivateBucket(stack, 'prompts', { mayDestroyObjects: true, keepVersionsDays });
  new BucketFiles(stack, 'prompt', {
    bucket: prompts,
    folder: 'apps/forwarding-sma/prompts',
    ending: '.wav',
    contentType: 'audio/wav',
  });
  const accessLog = new PrivateBucket(stack, 'access-log', {
    isAccessLog: true,
    mayDestroyObjects: !keepsData,
    keepDays: 365,
  });
  const recordings = new PrivateBucket(stack, 'recordings', {
    accessLog, // of the voices of callers
    mayDestroyObjects: !keepsData,
    keepVersionsDays,
    ...(keepDays.recordings !== undefined && { keepDays: keepDays.recordings }),
  });

  const callApp = new LambdaApp(stack, 'forwarding-sma', {
    code: builtApp('forwarding-sma'),
    failureMeans: 'Callers to forwarded numbers hear nothing and are cut off. They cannot reach anybody.',
    alarmTopicArn,
    serves: props.releases === 'by-canary' ? 'released' : 'newest',
    ...(reservedConcurrency !== undefined && { reservedConcurrency }),
    environment: {
      FORWARDS_TABLE: forwards.table.name,
      PROMPTS_BUCKET: prompts.bucket.bucket,
      RECORDINGS_BUCKET: recordings.bucket.bucket,
      ...(fallbackNumber && { FALLBACK_NUMBER: fallbackNumber }),
    },
  }).mayUse(forwards, 'get');

  const application = new SipMediaApp(stack, 'sma', {
    answeredBy: callApp,
    region,
    plays: prompts,
    recordsTo: recordings,
  });
  return { callApp, application, prompts, recordings };
};
