import { Apigatewayv2Api } from '@cdktf/provider-aws/lib/apigatewayv2-api';
import { Apigatewayv2ApiMapping } from '@cdktf/provider-aws/lib/apigatewayv2-api-mapping';
import { Apigatewayv2DomainName } from '@cdktf/provider-aws/lib/apigatewayv2-domain-name';
import { Apigatewayv2Integration } from '@cdktf/provider-aws/lib/apigatewayv2-integration';
import { Apigatewayv2Route } from '@cdktf/provider-aws/lib/apigatewayv2-route';
import { Apigatewayv2Stage } from '@cdktf/provider-aws/lib/apigatewayv2-stage';
import { LambdaPermission } from '@cdktf/provider-aws/lib/lambda-permission';
import { Construct } from 'constructs';
import { dnsSuffixOf } from './account';
import { CountAlarm } from './count-alarm';
import { except } from './except';
import { ExpiringLog } from './expiring-log';
import type { LambdaApp, LogDays } from './lambda-app';
import { physicalName } from './names';

export type WebhookApiProps = {
  /** The Region of the API. */
  readonly region: string;
  /** Who is hurt while the API answers with 5xx errors, and how. */
  readonly failureMeans: string;
  /** The SNS topic that notifies the person on call. */
  readonly alarmTopicArn: string;
  /** A custom host name, and its certificate in the stack's Region. @default the API's own URL */
  readonly domain?: { readonly name: string; readonly certificateArn: string };
  /** The sustained rate limit, in requests per second. The burst limit is twice as high. @default 100 */
  readonly requestsPerSecond?: number;
  /** Retention of the access log in days. @default 30 */
  readonly logDays?: LogDays;
};

/**
 * An HTTP API for the signed webhooks of a provider. It requires no token, because the provider sends none. Instead each app
 * verifies the signature of every request, and `stackIssues` reports an app that does not know the secret.
 *
 * The apps need the API's URL in their settings, so create the API first and add routes to it afterwards.
 */
export class WebhookApi extends Construct {
  /** The wrapped resource, for settings that this construct does not offer. */
  readonly api: Apigatewayv2Api;
  /** The base URL of the webhooks, without a slash at the end. */
  readonly url: string;
  private readonly mapping: Apigatewayv2DomainName | undefined;

  constructor(scope: Construct, id: string, props: WebhookApiProps) {
    super(scope, id);
    const { domain, requestsPerSecond = 100 } = props;
    const name = physicalName(this, id, 128);
    this.api = new Apigatewayv2Api(this, 'api', { name, protocolType: 'HTTP' });
    const apiId = this.api.id;

    const log = new ExpiringLog(this, 'log', {
      name: `/aws/vendedlogs/http-apis/${name}`,
      days: props.logDays ?? 30,
    });
    const stage = new Apigatewayv2Stage(this, 'stage', {
      apiId,
      name: '$default',
      autoDeploy: true,
      defaultRouteSettings: {
        throttlingRateLimit: requestsPerSecond,
        throttlingBurstLimit: 2 * requestsPerSecond,
      },
      accessLogSettings: { destinationArn: log.arn, format: JSON.stringify(logged) },
    });
    if (domain) {
      this.mapping = new Apigatewayv2DomainName(this, 'domain', {
        domainName: domain.name,
        domainNameConfiguration: {
          certificateArn: domain.certificateArn,
          endpointType: 'REGIONAL',
          securityPolicy: 'TLS_1_2',
        },
      });
      new Apigatewayv2ApiMapping(this, 'mapping', { apiId, domainName: this.mapping.id, stage: stage.id });
    }
    this.url = `https://${domain?.name ?? `${apiId}.execute-api.${props.region}.${dnsSuffixOf(this)}`}`;

    new CountAlarm(this, 'errors', {
      name: `${name} 5xx`,
      means: props.failureMeans,
      topicArn: props.alarmTopicArn,
      counts: { namespace: 'AWS/ApiGateway', metric: '5xx', dimensions: { ApiId: apiId } },
    });
  }

  /** The host name that the DNS record of the custom name must point to (CNAME or alias). */
  get target(): string | undefined {
    return this.mapping?.domainNameConfiguration.targetDomainName;
  }

  /** Sends POST and GET requests for `paths` to the alias of `app`, with payload format 2.0. */
  answer(app: LambdaApp, paths: readonly `/${string}`[]): this {
    const { alias } = app;
    if (!alias)
      throw new Error(
        `Cannot send webhooks to "${app.node.id}": expected an app with an alias. Set its property serves`,
      );
    const apiId = this.api.id;
    const integration = new Apigatewayv2Integration(this, `${app.node.id}-integration`, {
      apiId,
      integrationType: 'AWS_PROXY',
      integrationUri: alias.invokeArn,
      payloadFormatVersion: '2.0',
    });
    for (const path of paths)
      for (const method of ['POST', 'GET']) {
        const route = new Apigatewayv2Route(this, `${method}${path}`.replaceAll(/\W+/g, '-'), {
          apiId,
          routeKey: `${method} ${path}`,
          target: `integrations/${integration.id}`,
          authorizationType: 'NONE',
        });
        except(
          route,
          'CKV_AWS_309',
          'The provider sends no token. The app verifies the signature of every request.',
        );
      }
    new LambdaPermission(this, `${app.node.id}-may-be-asked`, {
      action: 'lambda:InvokeFunction',
      functionName: app.function.functionName,
      qualifier: alias.name,
      principal: 'apigateway.amazonaws.com',
      sourceArn: `${this.api.executionArn}/*/*`, // any stage and route of this one API
    });
    return this;
  }
}

// The route names the operation. The path and the client's address are left out.
const logged = {
  requestId: '$context.requestId',
  route: '$context.routeKey',
  status: '$context.status',
  milliseconds: '$context.responseLatency',
};
