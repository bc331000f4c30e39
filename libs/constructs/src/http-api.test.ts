import { emptyStack, resources, stubCode } from '../testing';
import { HttpApi, type HttpApiProps } from './http-api';
import { LambdaApp } from './lambda-app';

const stackWith = (more: Partial<HttpApiProps> = {}) => {
  const stack = emptyStack();
  const alarmTopicArn = 'arn:aws:sns:us-east-1:111122223333:pager';
  const app = new LambdaApp(stack, 'answering', {
    code: stubCode(),
    failureMeans: 'Callers hear nothing.',
    alarmTopicArn,
  });
  new HttpApi(stack, 'api', {
    app,
    routes: ['GET /numbers', 'GET /numbers/{number}', 'DELETE /numbers/{number}'],
    tokens: { issuer: 'https://example.com/pool', audience: 'console' },
    failureMeans: 'Operators cannot change anything.',
    alarmTopicArn,
    ...more,
  });
  return stack;
};

const only = (type: string, more?: Partial<HttpApiProps>) => resources(stackWith(more), type)[0];

it('asks the app with payloads of format 2.0', () => {
  expect(only('aws_apigatewayv2_integration')).toMatchObject({
    integration_type: 'AWS_PROXY',
    integration_uri: expect.stringMatching(/^\$\{aws_lambda_function\.answering_function_\w+\.invoke_arn\}$/),
    payload_format_version: '2.0',
  });
});

it('has exactly the given routes, and requires a token on each', () => {
  const routes = resources(stackWith(), 'aws_apigatewayv2_route');

  expect(routes.map((route) => route['route_key'])).toEqual([
    'GET /numbers',
    'GET /numbers/{number}',
    'DELETE /numbers/{number}',
  ]);
  for (const route of routes)
    expect(route).toMatchObject({
      authorization_type: 'JWT',
      authorizer_id: expect.stringMatching(/^\$\{aws_apigatewayv2_authorizer\.\w+\.id\}$/),
    });
});

it('accepts tokens of one issuer for one audience', () => {
  expect(only('aws_apigatewayv2_authorizer')).toMatchObject({
    authorizer_type: 'JWT',
    identity_sources: ['$request.header.Authorization'],
    jwt_configuration: { issuer: 'https://example.com/pool', audience: ['console'] },
  });
});

it('allows web pages only from the given origins', () => {
  const origins = ['https://console.example.com'];

  expect(only('aws_apigatewayv2_api')).not.toHaveProperty('cors_configuration');
  expect(only('aws_apigatewayv2_api', { origins })).toMatchObject({
    cors_configuration: { allow_origins: origins, expose_headers: ['etag', 'location'] },
  });
});

it.each`
  asked                         | rate   | burst
  ${{}}                         | ${50}  | ${100}
  ${{ requestsPerSecond: 200 }} | ${200} | ${400}
`('allows $rate requests per second, with bursts of $burst', ({ asked, rate, burst }) => {
  expect(only('aws_apigatewayv2_stage', asked)).toMatchObject({
    name: '$default',
    auto_deploy: true,
    default_route_settings: { throttling_rate_limit: rate, throttling_burst_limit: burst },
  });
});

it('logs the route of each request, without phone number or client address', () => {
  const [group] = resources(stackWith({ logDays: 7 }), 'aws_cloudwatch_log_group').slice(1);
  const settings = only('aws_apigatewayv2_stage')?.['access_log_settings'] as { format: string };

  expect(group).toMatchObject({ name: '/aws/vendedlogs/http-apis/calls-test-api', retention_in_days: 7 });
  expect(Object.values(JSON.parse(settings.format))).toEqual([
    '$context.requestId',
    '$context.routeKey',
    '$context.status',
    '$context.responseLatency',
  ]);
});

it('lets no other API invoke the app', () => {
  expect(only('aws_lambda_permission')).toMatchObject({
    principal: 'apigateway.amazonaws.com',
    source_arn: expect.stringMatching(/^\$\{aws_apigatewayv2_api\.\w+\.execution_arn\}\/\*\/\*$/),
  });
});

it('has an alarm on 5xx errors that says who is hurt', () => {
  const alarms = resources(stackWith(), 'aws_cloudwatch_metric_alarm');

  expect(alarms.at(-1)).toMatchObject({
    metric_name: '5xx',
    alarm_description: expect.stringMatching(
      /^Operators cannot change anything. What to do: docs\/runbook\.md/,
    ),
    dimensions: { ApiId: expect.stringMatching(/^\$\{aws_apigatewayv2_api\.\w+\.id\}$/) },
  });
});
