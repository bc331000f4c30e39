import { contentSecurityPolicy, csrfHeader, permissionsPolicy } from '@dialplane/console-api';
import { edgeFunction, HttpApi, LambdaApp, WebPage } from '@dialplane/constructs';
import { Fn, TerraformVariable } from 'cdktf';
import type { Construct } from 'constructs';
import { join } from 'node:path';
import { BUILT_APPS, builtApp } from './built-app';
import { PlatformStack, type PlatformProps } from './platform-stack';
import type { StageConsole } from './stage';

export type ConsoleProps = PlatformProps & { readonly console: StageConsole };

/**
 * The web page for operators: its files, the session, and the APIs under one host name. The stacks of the APIs are applied
 * first, and publish what this stack needs of them.
 */
export class ConsoleStack extends PlatformStack {
  constructor(scope: Construct, id: string, props: ConsoleProps) {
    super(scope, id, props);
    const { keepsData, console } = props;
    const { alarmTopicArn } = this;
    const url = `https://${console.host}`;
    const ofForwarding = (name: string): string => this.published(id.replace('console', 'forwarding'), name);
    const hostOf = (address: string): string => Fn.replace(address, 'https://', '');

    const failureMeans =
      'Operators cannot open the console. Calls still follow the forwards as they are, and the CLI still works.';
    const session = new LambdaApp(this, 'console-session', {
      code: builtApp('console-session'),
      failureMeans: 'Operators cannot sign in to the console, and are signed out within an hour.',
      alarmTopicArn,
      timeoutSeconds: 20, // Cognito may take 8 seconds
      environment: {
        CONSOLE_URL: url,
        SIGN_IN_URL: ofForwarding('sign_in_url'),
        CLIENT_ID: ofForwarding('console_client_id'),
      },
    });
    const sessionApi = new HttpApi(this, 'session', {
      app: session,
      routes: ['GET /session', 'GET /session/sign-in', 'GET /session/callback', 'POST /session/sign-out'],
      tokens: { open: 'people get their token here; the app checks the state of each sign-in' },
      failureMeans: 'Operators cannot sign in to the console, and are signed out within an hour.',
      alarmTopicArn,
      requestsPerSecond: 20,
    });

    const built = this.node.tryGetContext(BUILT_APPS) ?? 'dist/apps';
    const page = new WebPage(this, 'page', {
      folder: join(built, 'console'),
      host: console.host,
      certificateArn: new TerraformVariable(this, 'certificate_arn', {
        type: 'string',
        description: `The ARN of a certificate for ${console.host}, in us-east-1.`,
        nullable: false,
      }).stringValue,
      apis: [
        {
          path: '/api/forwarding/*',
          host: hostOf(ofForwarding('api_url')),
        },
        ...(console.showsPools
          ? [
              {
                path: '/api/dnis/*',
                host: hostOf(this.published(id.replace('console', 'rolling-dnis'), 'api_url')),
              },
            ]
          : []),
        { path: '/session*', host: hostOf(sessionApi.url) },
      ],
      onRequest: {
        files: edgeFunction('stacks/edge/for-files.js'),
        apis: edgeFunction('stacks/edge/for-apis.js'),
      },
      contentSecurityPolicy,
      permissionsPolicy,
      settings: {
        'config.json': {
          name: id.replace('console-', ''),
          kind: 'deployed',
          features: ['forwarding', ...(console.showsPools ? ['dnis'] : [])],
          csrfHeader,
        },
      },
      mayDestroyFiles: !keepsData,
      failureMeans,
      alarmTopicArn,
    });

    this.publish({
      console_url: url,
      distribution_host: page.distribution.domainName,
      distribution_id: page.distribution.id,
      files_bucket: page.files.bucket.bucket,
      session_api_url: sessionApi.url,
    });
  }
}
