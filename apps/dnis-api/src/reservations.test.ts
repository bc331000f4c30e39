import { connectEvent } from '@dialplane/dnis-pool/testing';
import { dnisApiUnderTest } from '../testing';

const numbers = ['+12025550142', '+12025550143'];
const body = { caller: '+12065550111', context: { fname: 'Ada' } };
const path = '/pools/development/reservations';

it('reserves a number for a caller, and says until when', async () => {
  const { ask } = await dnisApiUnderTest({ numbers });

  const { status, json } = await ask('POST', path, body);

  expect(status).toBe(201);
  expect(json).toEqual({
    reservation: expect.stringMatching(/^1202555014\d\.0\.[\w-]{22}$/),
    number: expect.stringMatching(/^\+1202555014\d$/),
    pool: 'development',
    state: 'reserved',
    checkedOutAt: '2026-11-30T00:53:20.000Z',
    expiresAt: '2026-11-30T00:55:20.000Z',
  });
});

it('says when to come again where none is free', async () => {
  const { ask } = await dnisApiUnderTest({ numbers: [] });

  const { status, json, headers } = await ask('POST', path, body);

  expect(status).toBe(503);
  expect(json.why).toBe('all-busy');
  expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
});

it.each([
  ['no JSON', 'fname=Ada', 400],
  ['a context that Connect cannot carry', { context: { 'first name': 'Ada' } }, 422],
  ['a caller that is no number', { caller: 'Ada', context: {} }, 422],
  ['a caller with too few digits', { caller: '+120655501' }, 422],
  ['a caller with too few digits, written with spaces', { caller: '+1 206 555' }, 422],
  ['a caller of another type', { caller: 12065550111 }, 422],
  ['a text', '"x"', 422],
  ['a body that is encoded twice', JSON.stringify(JSON.stringify(body)), 422],
  ['a list', [], 422],
  ['null', 'null', 422],
  ['a field that is not known', { Caller: '+12065550111', context: {} }, 422],
  ['a context that is a list', { context: ['fname', 'Ada'] }, 422],
  ['a value in the context that is an object', { context: { name: { first: 'Ada' } } }, 422],
])('refuses %s before a number is reserved', async (_what, wrong, expected) => {
  const { ask, reserved } = await dnisApiUnderTest({ numbers });

  expect((await ask('POST', path, wrong)).status).toBe(expected);
  expect(await reserved()).toBe(0);
});

it.each([
  ['an empty body', {}],
  ['a context of null', { context: null }],
  ['a caller of null', { caller: null }],
  ['a number that marks a withheld one', { caller: '+17378742833' }],
])('reserves a number for a caller who is not known: %s', async (_what, given) => {
  const { ask, dnis } = await dnisApiUnderTest({ numbers });

  expect((await ask('POST', path, given)).status).toBe(201);
  const { numbers: listed } = await dnis.store.list('development', dnis.now());
  const [reservation] = listed.flatMap(({ slots }) => slots.flatMap((slot) => slot.reservation ?? []));
  expect(reservation).toBeDefined();
  expect(reservation?.caller).toBeUndefined();
});

it('names a field that is not known, and the fields that are', async () => {
  const { ask } = await dnisApiUnderTest({ numbers });

  const { json } = await ask('POST', path, { Caller: '+12065550111', context: {} });

  expect(json.issues).toEqual([
    { path: 'Caller', message: 'is not a known field: expected "caller" and "context" only' },
  ]);
});

it('gives one number to a request that is repeated with its key, even at once', async () => {
  const { ask, reserved } = await dnisApiUnderTest({ numbers });
  const key = { 'idempotency-key': 'k-1' };

  const answers = await Promise.all([1, 2, 3].map(() => ask('POST', path, body, key)));

  expect(new Set(answers.map(({ json }) => json.number)).size).toBe(1);
  expect(await reserved()).toBe(1);
});

it('refuses a key that was used for a different request', async () => {
  const { ask } = await dnisApiUnderTest({ numbers });
  const key = { 'idempotency-key': 'k-1' };
  await ask('POST', path, body, key);

  expect((await ask('POST', path, { ...body, context: { fname: 'Grace' } }, key)).status).toBe(422);
});

it('keeps the keys of each client apart', async () => {
  const { ask, as } = await dnisApiUnderTest({ numbers });
  const key = { 'idempotency-key': '1001' };
  const first = await ask('POST', path, body, key);
  as({ name: 'another', mayTransfer: true, mayAdminister: false });

  const second = await ask('POST', path, { ...body, context: { fname: 'Grace' } }, key);

  expect(second.status).toBe(201);
  expect(second.json.number).not.toBe(first.json.number);
});

it('shows, renews and releases a reservation', async () => {
  const { ask, setTime } = await dnisApiUnderTest({ numbers });
  const { json } = await ask('POST', path, body);
  const one = `${path}/${json.reservation}`;

  setTime(60);
  expect((await ask('POST', `${one}/renewal`)).json).toMatchObject({ expiresAt: '2026-11-30T00:56:20.000Z' });
  expect((await ask('GET', one)).json).toMatchObject({ state: 'reserved', number: json.number });
  expect((await ask('DELETE', one)).json).toMatchObject({ state: 'released' });
  expect((await ask('DELETE', one)).json).toMatchObject({ state: 'released' });
  expect((await ask('GET', one)).json).toMatchObject({ state: 'over' });
  expect((await ask('POST', `${one}/renewal`)).status).toBe(409);
  expect((await ask('GET', `${path}/nonsense`)).status).toBe(404);
});

it('lets in none who are not signed in, and lets viewers change nothing', async () => {
  const { ask, as } = await dnisApiUnderTest({ numbers });
  const paths = [
    ['POST', path],
    ['GET', '/pools'],
    ['PUT', '/pools/development/numbers/+12025550150'],
    ['POST', '/'],
    ['GET', '/nowhere'],
  ] as const;

  as(undefined);
  for (const [method, to] of paths)
    expect((await ask(method, to, method === 'GET' ? undefined : {})).status).toBe(401);

  as({ name: 'viewer', mayTransfer: false, mayAdminister: false });
  expect((await ask('POST', path, body)).status).toBe(403);
  expect((await ask('PUT', '/pools/development/numbers/+12025550150')).status).toBe(403);
  expect((await ask('POST', '/', { function: 'sendcall' })).status).toBe(403);
  expect((await ask('GET', '/pools')).status).toBe(200);
});

it('takes direct requests, which IAM has authorised', async () => {
  const { handler } = await dnisApiUnderTest({ numbers });

  expect(await handler({ method: 'POST', path, body })).toMatchObject({
    status: 201,
    body: { pool: 'development' },
  });
});

it('takes no request over HTTP for a direct one', async () => {
  const { handler } = await dnisApiUnderTest({ numbers });

  const answer = await handler({
    version: '2.0',
    rawPath: '/',
    headers: { 'content-type': 'application/json' },
    requestContext: { http: { method: 'POST', path: '/' } },
    function: 'sendcall',
    Details: connectEvent().Details,
    body: JSON.stringify({ function: 'sendcall', passdata: '' }),
  });

  expect(answer).toMatchObject({ statusCode: 401 });
});
