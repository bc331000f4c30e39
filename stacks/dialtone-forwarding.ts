import { DynamoTable, LambdaApp, type WebhookApi, type WebhookSecret } from '@dialplane/constructs';
import type { Construct } from 'constructs';

export type DialtoneForwardingProps = {
  readonly api: WebhookApi;
  readonly keys: WebhookSecret;
  readonly keepsData: boolean;
  readonly alarmTopicArn: string;
  /** Who is rung while the table cannot be read. @default callers hear an apology */
  readonly fallbackNumber?: string | undefined;
};

/**
 * Adds call forwarding for numbers at Twilio to a stack: the way for accounts that cannot get SIP media applications. It serves
 * what was deployed at once; releases are for what phones depend on.
 */
export const dialtoneForwarding = (stack: Construct, props: DialtoneForwardingProps) => {
  const { api, keys, keepsData, alarmTopicArn, fallbackNumber } = props;
  const forwards = new DynamoTable(stack, 'forwards', {
    partitionKey: { name: 'number', type: 'S' },
    deletionProtection: keepsData,
  });
  const app = new LambdaApp(stack, 'forwarding-twilio', {
    app: 'forwarding-twilio',
    failureMeans: 'Callers to forwarded numbers hear an apology, and ring nobody.',
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
