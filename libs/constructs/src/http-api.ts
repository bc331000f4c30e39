import { Apigatewayv2Api } from '@cdktf/provider-aws/lib/apigatewayv2-api';
import { Apigatewayv2Authorizer } from '@cdktf/provider-aws/lib/apigatewayv2-authorizer';
import { Apigatewayv2Integration } from '@cdktf/provider-aws/lib/apigatewayv2-integration';
import { Apigatewayv2Route } from '@cdktf/provider-aws/lib/apigatewayv2-route';
import { Apigatewayv2Stage } from '@cdktf/provider-aws/lib/apigatewayv2-stage';
import { LambdaPermission } from '@cdktf/provider-aws/lib/lambda-permission';
import { Construct } from 'constructs';
import { CountAlarm } from './count-alarm';
import { except } from './except';
import { ExpiringLog } from './expiring-log';
import type { LambdaApp, LogDays } from './lambda-app';
import { physicalName } from './names';

/** A method and a path, such as `GET /numbers/{number}`. */
export type RouteKey = `${'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE'} /${string}`;

/** The issuer and the audiences of the tokens that an API accepts. An `OperatorPool` is one. */
export type TokenSource = {
  readonly issuer: string;
  readonly audience: string;
  /** More audiences. @default none */
  readonly otherAudiences?: readonly string[];
};

export type HttpApiProps = {
  /** The app that serves every route, with payload format 2.0. */
  readonly app: LambdaApp;
  /** All routes. A request for another route does not reach the app. */
  readonly routes: readonly RouteKey[];
  /** Every request needs a token from this source. `open`: none does, and why the app is safe without. */
  readonly tokens: TokenSource | { readonly open: string };
  /** Who is hurt while the API answers with 5xx errors, and how. */
  readonly failureMeans: string;
  /** The SNS topic that notifies the person on call. */
  readonly alarmTopicArn: string;
  /** Origins of the web pages that may call it, such as `https://console.example.com`. @default none */
  readonly origins?: readonly string[];
  /** The sustained rate limit, in requests per second. The burst limit is twice as high. @default 50 */
  readonly requestsPerSecond?: number;
  /** Retention of the access log in days. @default 30 */
  readonly logDays?: LogDays;
};

/**
 * An HTTP API in front of one app. Every route requires a token unless the API is `open`, requests are throttled above a rate, and the access log
 * contains no paths, because ours contain phone numbers.
 */
export class HttpApi extends Construct {
  /** The wrapped resource, for settings that this construct does not offer. */
  readonly api: Apigatewayv2Api;

  constructor(scope: Construct, id: string, props: HttpApiProps) {
    super(scope, id);
    const { app, routes, tokens, origins = [], requestsPerSecond = 50 } = props;
    const name = physicalName(this, id, 128);

    this.api = new Apigatewayv2Api(this, 'api', {
      name,
      protocolType: 'HTTP',
      ...(origins.length > 0 && { corsConfiguration: crossOrigin(origins) }),
    });
    const apiId = this.api.id;

    const authorizer =
      'open' in tokens
        ? undefined
        : new Apigatewayv2Authorizer(this, 'authorizer', {
            apiId,
            name: 'tokens',
            authorizerType: 'JWT',
            identitySources: ['$request.header.Authorization'],
            jwtConfiguration: {
              issuer: tokens.issuer,
              audience: [tokens.audience, ...(tokens.otherAudiences ?? [])],
            },
          });
    const integration = new Apigatewayv2Integration(this, 'integration', {
      apiId,
      integrationType: 'AWS_PROXY',
      integrationUri: app.alias?.invokeArn ?? app.function.invokeArn,
      payloadFormatVersion: '2.0',
    });
    for (const routeKey of routes) {
      const route = new Apigatewayv2Route(this, routeKey.replaceAll(/\W+/g, '-'), {
        apiId,
        routeKey,
        target: `integrations/${integration.id}`,
        ...(authorizer
          ? { authorizationType: 'JWT', authorizerId: authorizer.id }
          : { authorizationType: 'NONE' }),
      });
      if ('open' in tokens) {
        except(route, 'authentication', tokens.open);
        except(route, 'CKV_AWS_309', tokens.open);
      }
    }

    const log = new ExpiringLog(this, 'log', {
      // The resource policy that lets AWS services deliver logs has a size limit. Groups with this prefix do not use it up
      // (CloudWatch Logs User Guide, "Enabling logging from AWS services").
      name: `/aws/vendedlogs/http-apis/${name}`,
      days: props.logDays ?? 30,
    });
    new Apigatewayv2Stage(this, 'stage', {
      apiId,
      name: '$default',
      autoDeploy: true,
      defaultRouteSettings: {
        throttlingRateLimit: requestsPerSecond,
        throttlingBurstLimit: 2 * requestsPerSecond,
      },
      accessLogSettings: { destinationArn: log.arn, format: JSON.stringify(logged) },
    });
    new LambdaPermission(this, 'may-ask', {
      action: 'lambda:InvokeFunction',
      functionName: app.function.functionName,
      ...(app.alias && { qualifier: app.alias.name }),
      principal: 'apigateway.amazonaws.com',
      sourceArn: `${this.api.executionArn}/*/*`, // any stage and route of this one API
    });
    new CountAlarm(this, 'errors', {
      name: `${name} 5xx`,
      means: props.failureMeans,
      topicArn: props.alarmTopicArn,
      counts: { namespace: 'AWS/ApiGateway', metric: '5xx', dimensions: { ApiId: apiId } },
    });
  }

  /** The base URL, without a slash at the end. */
  get url(): string {
    return this.api.apiEndpoint;
  }
}

const crossOrigin = (origins: readonly string[]) => ({
  allowOrigins: [...origins],
  allowMethods: ['GET', 'PUT', 'POST', 'PATCH', 'DELETE'],
  allowHeaders: ['authorization', 'content-type', 'if-match', 'if-none-match'],
  exposeHeaders: ['etag', 'location'],
  maxAge: 600,
});

// The route names the operation without the phone number, which is in the path. The client's address is left out too.
const logged = {
  requestId: '$context.requestId',
  route: '$context.routeKey',
  status: '$context.status',
  milliseconds: '$context.responseLatency',
};
