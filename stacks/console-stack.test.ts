import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stackIssues, unknownArguments } from '@dialplane/constructs';
import { resources } from '@dialplane/constructs/testing';
import { cdktfApp } from './testing/cdktf-app';
import { type ConsoleProps, ConsoleStack } from './console-stack';
import { ForwardingStack } from './forwarding-stack';

const props: ConsoleProps = {
  region: 'us-east-1',
  alarmTopic: 'pager',
  keepsData: true,
  state: { organization: 'example' },
  rating: { runs: [] },
  console: { host: 'console.example.com', signInPrefix: 'example' },
};
const deployed = (more: Partial<ConsoleProps['console']> = {}) =>
  new ConsoleStack(cdktfApp(), 'console-live', { ...props, console: { ...props.console, ...more } });
const of = (type: string, more?: Partial<ConsoleProps['console']>) =>
  resources(deployed(more).toTerraform(), type) as readonly Record<string, never>[];

it('is safe to deploy', () => {
  expect(stackIssues(deployed().toTerraform())).toEqual([]);
  expect(unknownArguments(deployed())).toEqual([]);
});

it('lets the session write its log, and nothing else', () => {
  const actions = of('aws_iam_role_policy').flatMap(({ policy }) =>
    JSON.parse(String(policy)).Statement.flatMap(({ Action }: { Action: string[] }) => Action),
  );

  expect(actions).toEqual(['logs:CreateLogStream', 'logs:PutLogEvents']);
});

it('lets only its own distribution read the files, and the public none', () => {
  const statements = of('aws_s3_bucket_policy').flatMap(({ policy }) => JSON.parse(String(policy)).Statement);
  const allowed = statements.filter(({ Effect }) => Effect === 'Allow');

  expect(allowed).toMatchObject([
    {
      Principal: { Service: 'cloudfront.amazonaws.com' },
      Action: ['s3:GetObject'],
      Condition: {
        StringEquals: { 'aws:SourceArn': expect.stringContaining('aws_cloudfront_distribution') },
      },
    },
  ]);
  expect(of('aws_s3_bucket_public_access_block')[0]).toMatchObject({ restrict_public_buckets: true });
});

it('sends each path to its origin over TLS, and caches no answer of an API', () => {
  const [distribution = {}] = of('aws_cloudfront_distribution', { showsPools: true }) as readonly Record<
    string,
    readonly Record<string, unknown>[]
  >[];
  const behaviours = distribution['ordered_cache_behavior'] ?? [];

  expect(behaviours.map((it) => it['path_pattern'])).toEqual([
    '/api/forwarding/*',
    '/api/dnis/*',
    '/session*',
  ]);
  for (const behaviour of behaviours)
    expect(behaviour).toMatchObject({
      viewer_protocol_policy: 'redirect-to-https',
      cache_policy_id: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
      function_association: [{ event_type: 'viewer-request' }],
    });
  expect(of('aws_cloudfront_distribution')[0]?.['ordered_cache_behavior']).toHaveLength(2);
});

it('has the same security policy as loopback, and tells browsers to use TLS only', () => {
  const [policy] = of('aws_cloudfront_response_headers_policy');

  expect(policy).toMatchObject({
    security_headers_config: {
      content_security_policy: { content_security_policy: expect.stringContaining("default-src 'none'") },
      strict_transport_security: { access_control_max_age_sec: 63_072_000 },
    },
  });
});

it('tells the page what it can ask', () => {
  const settings = (more = {}) =>
    JSON.parse(
      String(of('aws_s3_object', more).find(({ key }) => key === 'config.json')?.['content']),
    ) as object;

  expect(settings()).toMatchObject({ name: 'live', kind: 'deployed', features: ['forwarding'] });
  expect(settings({ showsPools: true })).toMatchObject({ features: ['forwarding', 'dnis'] });
});

it('signs in through a client with a code, at an API that accepts its tokens, with a second factor', () => {
  const stack = new ForwardingStack(cdktfApp(), 'forwarding-live', props).toTerraform();
  const [pool] = resources(stack, 'aws_cognito_user_pool');
  const client = resources(stack, 'aws_cognito_user_pool_client').find((it) => it['callback_urls']);
  const [authorizer] = resources(stack, 'aws_apigatewayv2_authorizer');

  expect(pool?.['mfa_configuration']).toBe('ON');
  expect(client).toMatchObject({
    allowed_oauth_flows: ['code'],
    callback_urls: ['https://console.example.com/session/callback'],
    explicit_auth_flows: ['ALLOW_REFRESH_TOKEN_AUTH'],
    generate_secret: false,
  });
  expect(Object(authorizer?.['jwt_configuration']).audience).toHaveLength(2);
});

describe('at the edge', () => {
  type Edge = (event: object) => Record<string, unknown>;
  const edge = (file: string): Edge =>
    new Function(`${readFileSync(join(__dirname, 'edge', file), 'utf8')}; return handler;`)() as Edge;
  const request = (method: string, uri: string, headers: Record<string, string> = {}, token = '') => ({
    request: {
      method,
      uri,
      headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, { value }])),
      cookies: { ...(token && { '__Host-id': { value: token } }), '__Host-refresh': { value: 'refresh' } },
    },
  });
  const forApis = edge('for-apis.js');
  const ours = { 'x-dialplane-console': '1' };

  it('turns the cookie into the header that the API verifies, and passes no cookie on', () => {
    expect(forApis(request('GET', '/api/forwarding/numbers', {}, 'token'))).toEqual({
      method: 'GET',
      uri: '/numbers',
      headers: { authorization: { value: 'Bearer token' } },
      cookies: {},
    });
  });

  it('passes no Authorization header of a browser on', () => {
    const passed = forApis(request('GET', '/api/forwarding/numbers', { authorization: 'Bearer other' }));
    expect(passed['headers']).toEqual({});
  });

  it.each`
    method      | uri                             | headers                                         | passes
    ${'GET'}    | ${'/api/forwarding/numbers'}    | ${{}}                                           | ${true}
    ${'PUT'}    | ${'/api/forwarding/forwards/x'} | ${ours}                                         | ${true}
    ${'PUT'}    | ${'/api/forwarding/forwards/x'} | ${{}}                                           | ${false}
    ${'DELETE'} | ${'/api/forwarding/forwards/x'} | ${{ 'x-dialplane-console': '0' }}               | ${false}
    ${'PATCH'}  | ${'/api/dnis/pools'}            | ${{}}                                           | ${false}
    ${'POST'}   | ${'/session/sign-out'}          | ${{}}                                           | ${false}
    ${'POST'}   | ${'/session/sign-out'}          | ${ours}                                         | ${true}
    ${'GET'}    | ${'/api/forwarding/numbers'}    | ${{ 'sec-fetch-site': 'cross-site' }}           | ${false}
    ${'GET'}    | ${'/api/forwarding/numbers'}    | ${{ 'sec-fetch-site': 'same-site' }}            | ${false}
    ${'GET'}    | ${'/session/callback'}          | ${{ 'sec-fetch-site': 'cross-site' }}           | ${true}
    ${'POST'}   | ${'/api/forwarding/explain'}    | ${{ ...ours, 'sec-fetch-site': 'same-origin' }} | ${true}
  `('$method $uri with $headers passes: $passes', ({ method, uri, headers, passes }) => {
    const answer = forApis(request(method, uri, headers));
    expect(answer['statusCode']).toBe(passes ? undefined : 403);
  });

  it('leaves the cookies to the session', () => {
    expect(Object.keys(Object(forApis(request('GET', '/session', {}, 'token'))['cookies']))).toHaveLength(2);
  });

  it.each`
    uri                  | file
    ${'/'}               | ${'/index.html'}
    ${'/numbers/+1206'}  | ${'/index.html'}
    ${'/assets/main.js'} | ${'/assets/main.js'}
    ${'/config.json'}    | ${'/config.json'}
  `('gives $file for $uri', ({ uri, file }) => {
    expect(edge('for-files.js')(request('GET', uri))).toMatchObject({ uri: file, cookies: {} });
  });
});
