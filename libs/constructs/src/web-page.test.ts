import { folderWith } from '@dialplane/basics/testing';
import { emptyStack, resources, stubCode } from '../testing';
import { HttpApi, LambdaApp, OperatorPool, stackIssues, WebPage } from '.';

const passOn = 'function handler(event) { return `${event.request}`; }';
const alarmTopicArn = 'arn:aws:sns:us-east-1:111122223333:pager';

const stackWithPage = (files: Readonly<Record<string, string>>) => {
  const stack = emptyStack();
  new WebPage(stack, 'page', {
    folder: folderWith(files),
    host: 'console.example.com',
    certificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/example',
    apis: [{ path: '/api/*', host: 'api.example.com' }],
    onRequest: { files: passOn, apis: passOn },
    contentSecurityPolicy: "default-src 'self'",
    permissionsPolicy: 'camera=()',
    settings: { 'config.json': { kind: 'deployed' } },
    mayDestroyFiles: true,
    failureMeans: 'Operators cannot open the page.',
    alarmTopicArn,
  });
  return stack;
};
const built = { 'index.html': '<!doctype html>', 'assets/main-abc.js': '', 'notes.txt': 'not of a page' };

it('uploads the files of a page with their types, and lets browsers keep only those that never change', () => {
  const objects = resources(stackWithPage(built), 'aws_s3_object').map(
    ({ key, content_type: type, cache_control: cache }) => [key, type, cache],
  );

  expect(objects).toEqual([
    ['assets/main-abc.js', 'text/javascript; charset=utf-8', 'public, max-age=31536000, immutable'],
    ['index.html', 'text/html; charset=utf-8', 'no-cache'],
    ['config.json', 'application/json', 'no-cache'],
  ]);
});

it('passes the text of a function on as it is, also where it looks like a reference of Terraform', () => {
  const [forFiles] = resources(stackWithPage(built), 'aws_cloudfront_function');

  expect(forFiles?.['code']).toBe(passOn.replace('${', '$${'));
});

it('is refused without built files', () => {
  expect(() => stackWithPage({ 'notes.txt': '' })).toThrow(
    /^Cannot upload the page from ".*": expected built/,
  );
});

it('is safe, and says who is hurt when it fails', () => {
  const stack = stackWithPage(built);

  expect(stackIssues(stack.toTerraform())).toEqual([]);
  expect(resources(stack, 'aws_cloudwatch_metric_alarm')).toMatchObject([
    { alarm_description: expect.stringContaining('Operators cannot open the page.') },
  ]);
});

it('needs a reason for an API without tokens', () => {
  const stack = emptyStack();
  const app = new LambdaApp(stack, 'session', { code: stubCode(), failureMeans: 'x', alarmTopicArn });
  new HttpApi(stack, 'api', {
    app,
    routes: ['GET /session'],
    tokens: { open: 'people get their token here' },
    failureMeans: 'x',
    alarmTopicArn,
  });

  expect(stackIssues(stack.toTerraform())).toEqual([]);
  expect(JSON.stringify(resources(stack, 'aws_apigatewayv2_route'))).toContain('people get their token here');
  expect(resources(stack, 'aws_apigatewayv2_authorizer')).toEqual([]);
});

it('lets the client of a web page sign in with a code only', () => {
  const stack = emptyStack();
  const pool = new OperatorPool(stack, 'operators', {
    groups: {},
    deletionProtection: true,
    webPage: { prefix: 'example', url: 'https://console.example.com' },
  });
  const [, web] = resources(stack, 'aws_cognito_user_pool_client');

  expect(web).toMatchObject({
    callback_urls: ['https://console.example.com/session/callback'],
    allowed_oauth_flows: ['code'],
    explicit_auth_flows: ['ALLOW_REFRESH_TOKEN_AUTH'],
  });
  expect(pool.otherAudiences).toHaveLength(1);
});
