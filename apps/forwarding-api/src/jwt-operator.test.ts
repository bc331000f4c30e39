import { Hono } from 'hono';
import { handle } from 'hono/aws-lambda';
import { jwtOperator } from './jwt-operator';

/** The operator of a request that API Gateway passes on with these claims. */
const whoAsks = async (claims: object | undefined) => {
  const app = new Hono().get('/', (context) => context.json(jwtOperator(context) ?? null));
  const event = {
    version: '2.0',
    routeKey: 'GET /',
    rawPath: '/',
    rawQueryString: '',
    headers: {},
    requestContext: {
      http: { method: 'GET', path: '/', protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
      domainName: 'api.example',
      ...(claims && { authorizer: { jwt: { claims, scopes: null } } }),
    },
    isBase64Encoded: false,
  };
  const { body } = (await handle(app)(event as never)) as { body: string };
  return JSON.parse(body);
};

it.each`
  who                           | claims                                                            | operator
  ${'an operator'}              | ${{ 'cognito:username': 'ann', 'cognito:groups': '[operators]' }} | ${{ name: 'ann', mayChange: true }}
  ${'one of two groups'}        | ${{ username: 'ann', 'cognito:groups': '[viewers operators]' }}   | ${{ name: 'ann', mayChange: true }}
  ${'a viewer'}                 | ${{ username: 'vi', 'cognito:groups': '[viewers]' }}              | ${{ name: 'vi', mayChange: false }}
  ${'a group with a like name'} | ${{ username: 'vi', 'cognito:groups': '[not-operators]' }}        | ${{ name: 'vi', mayChange: false }}
  ${'a person in no group'}     | ${{ sub: '1-2-3' }}                                               | ${{ name: '1-2-3', mayChange: false }}
  ${'a claim without name'}     | ${{ 'cognito:groups': '[operators]' }}                            | ${null}
  ${'a request without claims'} | ${undefined}                                                      | ${null}
`('$who is identified as $operator', async ({ claims, operator }) => {
  expect(await whoAsks(claims)).toEqual(operator);
});
