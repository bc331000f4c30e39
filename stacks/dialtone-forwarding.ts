import { DynamoTable, LambdaApp, type WebhookApi, type WebhookSecret } from '@dialplane/constructs';
import type { Construct } from 'constructs';
import { builtApp } from './built-app';

export type DialtoneForwardingProps = {
  readonly api: WebhookApi;
  readonly keys: WebhookSecret;
  readonly keepsData: boolean;
  readonly alarmTopicArn: string;
  /** The number that receives calls whose forward cannot be looked up. @default callers hear an apology */
  readonly fallbackNumber?: string | undefined;
};

/**
 * Adds call forwarding for numbers at Twilio, for accounts that cannot get SIP media applications. A deployment serves calls at
 * once, without a promotion, because phones do not depend on it.
 */
export const dialtoneForwarding = (stack: Construct, props: DialtoneForwardingProps) => {
  const { api, keys, keepsData, alarmTopicArn, fallbackNumber } = props;
  const forwards = new DynamoTable(stack, 'forwards', {
    partitionKey: { name: 'number', type: 'S' },
    deletionProtection: keepsData,
  });
  const app = new LambdaApp(stack, 'forwarding-twilio', {
    code: builtApp('forwarding-twilio'),
    failureMeans: 'Callers to forwarded numbers hear an apology and reach nobody.',
    alarmTopicArn,
    environment: {
      PUBLIC_BASE_URL: api.url,
      WEBHOOK_SECRET: keys.secret.name,
      FORWARDS_TABLE: forwards.table.name,
      ...(fallbackNumber && { FALLBACK_NUMBER: fallbackNumber }),
    },
    serves: 'newest',
    timeoutSeconds: 10, // Twilio waits for 15
  })
    .mayUse(keys, 'read')
    .mayUse(forwards, 'get');
  api.answer(app, [
    '/voice/forwarding',
    '/voice/forwarding/fallback',
    '/voice/forwarding/next',
    '/voice/forwarding/status',
  ]);
  return { app, forwards };
};
