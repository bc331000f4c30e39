import {
  DynamoTable,
  LambdaApp,
  type LambdaAppProps,
  WebhookApi,
  WebhookSecret,
} from '@dialplane/constructs';
import type { Construct } from 'constructs';
import { builtApp } from './built-app';
import { dialtoneAlarms } from './dialtone-alarms';
import { dialtoneForwarding } from './dialtone-forwarding';
import type { StageDialtone } from './dialtone-stage';
import { PlatformStack, type PlatformProps } from './platform-stack';

export type DialtoneProps = PlatformProps & { readonly dialtone: StageDialtone };

/**
 * Answers the webhooks of Twilio: calls that SIP phones place, calls to their numbers, and status updates. This stack does not
 * configure the Twilio account; `dialplane dialtone apply` does.
 */
export class DialtoneStack extends PlatformStack {
  constructor(scope: Construct, id: string, props: DialtoneProps) {
    super(scope, id, props);
    const { keepsData, dialtone } = props;
    const { file, serves = 'newest', domain, forwarding, reservedConcurrency } = dialtone;
    const { region, alarmTopicArn } = this;

    const calls = new DynamoTable(this, 'calls', {
      partitionKey: { name: 'credential', type: 'S' },
      expiresAt: 'expires',
      deletionProtection: keepsData,
    });
    const keys = new WebhookSecret(this, 'webhook-keys', {
      description: 'The auth tokens that Twilio signs webhooks with: {"accounts":{"AC…":["auth token"]}}',
      keepsData,
    });
    const api = new WebhookApi(this, 'webhooks', {
      region,
      failureMeans:
        'Calls from SIP phones, including emergency calls, fail or are delayed until Twilio tries the fallback URL.',
      alarmTopicArn,
      ...(domain && { domain }),
    });
    const settings = {
      PUBLIC_BASE_URL: api.url,
      WEBHOOK_SECRET: keys.secret.name,
      DIALTONE_FILE: `dialtone/${file}`,
    };
    const appWith = (
      app: string,
      failureMeans: string,
      environment: Readonly<Record<string, string>>,
      {
        bundle = app,
        ...more
      }: Pick<LambdaAppProps, 'reservedConcurrency'> & { readonly bundle?: string } = {},
    ): LambdaApp =>
      new LambdaApp(this, app, {
        code: builtApp(bundle),
        failureMeans,
        alarmTopicArn,
        environment,
        serves,
        adds: { folder: 'stacks/dialtone', as: 'dialtone' },
        timeoutSeconds: 10, // Twilio waits for 15
        ...more,
      }).mayUse(keys, 'read');

    const counting = { ...settings, CALLS_TABLE: calls.table.name };
    const outgoing = appWith(
      'dialtone-outgoing',
      'Phones cannot place calls. Emergency calls are placed by dialtone-urgent, a moment later.',
      counting,
      reservedConcurrency === undefined ? {} : { reservedConcurrency },
    ).mayUse(calls, 'get', 'put');
    // The same code for emergency calls alone, without a limit: a stolen phone can keep every instance of the other one busy.
    const urgent = appWith(
      'dialtone-urgent',
      'An emergency call that could not be placed at once is not placed at all.',
      counting,
      { bundle: 'dialtone-outgoing' },
    );
    const incoming = appWith('dialtone-incoming', 'Callers to our numbers reach no phone.', settings);
    const status = appWith(
      'dialtone-status',
      'Callers hear nothing when their call fails, and caps count calls that have ended.',
      counting,
    ).mayUse(calls, 'get', 'put');

    api
      .answer(outgoing, ['/voice/outgoing', '/voice/dial'])
      .answer(urgent, ['/voice/outgoing/fallback', '/voice/again'])
      .answer(incoming, ['/voice/incoming', '/voice/incoming/fallback'])
      .answer(status, ['/voice/after-dial', '/voice/status', '/voice/progress', '/voice/errors']);
    const forwarded =
      forwarding && dialtoneForwarding(this, { ...forwarding, api, keys, keepsData, alarmTopicArn });
    const apps = [outgoing, urgent, incoming, status, ...(forwarded ? [forwarded.app] : [])];
    dialtoneAlarms(this, { apps, region, alarmTopicArn });

    this.publish({
      webhook_url: api.url,
      webhook_secret: keys.secret.name,
      calls_table: calls.table.name,
      ...(forwarded && { forwards_table: forwarded.forwards.table.name }),
      ...(api.target && { dns_target: api.target }),
    });
  }
}
