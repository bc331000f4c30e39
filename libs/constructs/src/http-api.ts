import { Apigatewayv2Api } from '@cdktf/provider-aws/lib/apigatewayv2-api';
import { Apigatewayv2Authorizer } from '@cdktf/provider-aws/lib/apigatewayv2-authorizer';
import { Apigatewayv2Integration } from '@cdktf/provider-aws/lib/apigatewayv2-integration';
import { Apigatewayv2Route } from '@cdktf/provider-aws/lib/apigatewayv2-route';
import { Apigatewayv2Stage } from '@cdktf/provider-aws/lib/apigatewayv2-stage';
import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { LambdaPermission } from '@cdktf/provider-aws/lib/lambda-permission';
import { Construct } from 'constructs';
import { CountAlarm } from './count-alarm';
import type { LambdaApp, LogDays } from './lambda-app';
import { physicalName } from './physical-name';

/** A method and a path, such as `GET /numbers/{number}`. */
export type RouteKey = `${'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE'} /${string}`;

/** Who signs the tokens that open an API, and for whom they must be. An `OperatorPool` is one. */
export type TokenSource = { readonly issuer: string; readonly audience: string };

export type HttpApiProps = {
  /** The app that answers every route, with payload format 2.0. */
  readonly app: LambdaApp;
  /** All that can be asked. Whatever is not listed does not reach the app. */
  readonly routes: readonly RouteKey[];
  /** No route can be asked without such a token. */
  readonly tokens: TokenSource;
  /** Who loses what while the API answers with errors of its own. */
  readonly failureMeans: string;
  /** The SNS topic that wakes people. */
  readonly alarmTopicArn: string;
  /** Web pages that may use it, such as `https://console.example.com`. @default none: browsers are kept out */
  readonly origins?: readonly string[];
  /** Requests a second that are let through in the long run. @default 50 */
  readonly requestsPerSecond?: number;
  /** Days that the log of requests is kept. @default 30 */
  readonly logDays?: LogDays;
};

/**
 * An HTTP API in front of one app: every route asks for a token, requests are held back above a rate, and the log of
 * requests has no paths in it, because ours hold phone numbers.
 */
export class HttpApi extends Construct {
  /** The way out, for what this construct has no word for. */
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

    const authorizer = new Apigatewayv2Authorizer(this, 'authorizer', {
      apiId,
      name: 'tokens',
      authorizerType: 'JWT',
      identitySources: ['$request.header.Authorization'],
      jwtConfiguration: { issuer: tokens.issuer, audience: [tokens.audience] },
    });
    const integration = new Apigatewayv2Integration(this, 'integration', {
      apiId,
      integrationType: 'AWS_PROXY',
      integrationUri: app.function.invokeArn,
      payloadFormatVersion: '2.0',
    });
    for (const routeKey of routes)
      new Apigatewayv2Route(this, routeKey.replaceAll(/\W+/g, '-'), {
        apiId,
        routeKey,
        target: `integrations/${integration.id}`,
        authorizationType: 'JWT',
        authorizerId: authorizer.id,
      });

    const log = new CloudwatchLogGroup(this, 'log', {
      // CloudWatch Logs keeps one short policy for who may deliver; under this prefix it needs no line for each group
      // (CloudWatch Logs User Guide, "Enabling logging from AWS services").
      name: `/aws/vendedlogs/http-apis/${name}`,
      retentionInDays: props.logDays ?? 30,
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

  /** Where it is asked, without a slash at the end. */
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

// Neither path nor address: the route says what was asked, without saying of whose number or by whom.
const logged = {
  requestId: '$context.requestId',
  route: '$context.routeKey',
  status: '$context.status',
  milliseconds: '$context.responseLatency',
};
