import { localOpenapi } from '@dialplane/console-api';
import Ajv from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { consoleUnderTest, type ConsoleUnderTest } from '../../testing';

/** Checks the OpenAPI document against the server: every response has the documented status and body, and each one occurs. */
const ajv = addFormats(new Ajv({ strict: false, allErrors: true }));
ajv.addSchema({ $id: 'api', components: localOpenapi.components });

type Response = {
  readonly content?: Readonly<Record<string, { readonly schema: { readonly $ref?: string } }>>;
};
const paths: Readonly<
  Record<string, Readonly<Record<string, { readonly responses: Readonly<Record<string, Response>> }>>>
> = localOpenapi.paths as never;

const documented = Object.entries(paths).flatMap(([path, operations]) =>
  Object.entries(operations).flatMap(([method, { responses }]) =>
    Object.keys(responses).map((status) => `${method.toUpperCase()} ${path} ${status}`),
  ),
);
const seen = new Set<string>();

const templateOf = (address: string): string => {
  const path = address.split('?')[0] ?? '';
  const exact = Object.keys(paths).find((template) => template === path);
  const found =
    exact ??
    Object.keys(paths).find((template) =>
      new RegExp(`^${template.replace(/\{\w+\}/g, '[^/]+')}$`).test(path),
    );
  if (!found) throw new Error(`No documented path for ${path}`);
  return found;
};

let server: ConsoleUnderTest;
const header = { 'X-Dialplane-Console': '1' };

/** Makes a request as the console does, and checks the response against the document. */
const asked = async (method: string, path: string, body?: unknown) => {
  const answer = await server.ask(method, path, body, header);
  const template = templateOf(path);
  const what = `${method} ${template} ${answer.status}`;
  const response = paths[template]?.[method.toLowerCase()]?.responses[answer.status];
  if (!response) throw new Error(`Not documented: ${what}: ${answer.text}`);
  const type = (answer.headers.get('content-type') ?? '').split(';')[0] ?? '';
  const schema = response.content?.[type]?.schema;
  if (response.content && !schema) throw new Error(`${what}: answered ${type}`);
  if (schema && type.includes('json')) {
    const valid = ajv.validate(schema.$ref ? { $ref: `api${schema.$ref}` } : schema, answer.json);
    if (!valid) throw new Error(`${what}: ${ajv.errorsText()} in ${answer.text.slice(0, 2_000)}`);
  }
  seen.add(what);
  return answer;
};

const ours = '+12065550100';
const desk = '+12065550142';
const caller = '+12065550199';
const day = '2026-01-05';
const window = `${day}-Daily`;

beforeAll(async () => {
  server = await consoleUnderTest([], { hasDialtone: true });
  await server.ask('PUT', `/forwards/${ours}`, {
    targets: [{ kind: 'phone', number: desk }],
    callerId: 'caller',
    atEnd: 'message',
  });
});

it('tells what it can answer, and who is signed in', async () => {
  expect((await asked('GET', '/config.json')).json.features).toContain('dialtone');
  expect((await asked('GET', '/session')).json).toEqual({ name: 'loopback', mayChange: true });
  expect((await asked('GET', '/api/local/openapi.json')).json.openapi).toBe('3.1.0');
});

it('lets a person act as the phones of a call, and explains it afterwards', async () => {
  await asked('PUT', `/api/local/phones/${desk}`, { kind: 'no-answer' });
  const { id } = (await asked('POST', '/api/local/calls', { from: caller, to: ours })).json;
  await server.time.run(server.time.now() + 3_000);
  expect((await asked('GET', '/api/local/calls?state=live')).json.calls).toMatchObject([
    { id, state: 'ringing', because: 'open' },
  ]);

  const lineOf = async (phone: string) => {
    const { phones } = (await asked('GET', '/api/local/phones')).json;
    return phones.find((it: { id: string }) => it.id === phone).lines[0];
  };
  const { id: line } = await lineOf(desk);
  const act = (body: object) => asked('POST', `/api/local/phones/${desk}/lines/${line}`, body);
  expect((await act({ action: 'keys', digits: '1' })).status).toBe(409);
  expect((await act({ action: 'sing' })).status).toBe(400);
  expect((await act({ action: 'answer' })).status).toBe(204);
  await server.time.run(server.time.now() + 5_000);
  expect(await lineOf(desk)).toMatchObject({ state: 'connected', role: 'callee' });
  expect((await asked('DELETE', `/api/local/calls/${id}`)).status).toBe(204);
  await server.time.run();

  expect((await act({ action: 'hang-up' })).status).toBe(404);
  expect((await asked('DELETE', `/api/local/calls/${id}`)).status).toBe(409);
  const { call, path, exchanges } = (await asked('GET', `/api/local/calls/${id}`)).json;
  expect(call).toMatchObject({ state: 'ended', from: caller, to: ours, legs: [{}, { to: desk }] });
  expect(path.map(({ rule }: { rule: string }) => rule)).toEqual([
    'open',
    'first-answer',
    'answered',
    'leg-ended',
  ]);
  expect(path[0]).toMatchObject({ sentence: expect.stringContaining(desk), forward: { version: 1 } });
  expect(exchanges[0]).toMatchObject({
    handler: 'forwarding-sma',
    event: { InvocationEventType: 'NEW_INBOUND_CALL' },
    response: { Actions: [{ Type: 'CallAndBridge' }] },
  });
  await asked('GET', `/api/local/calls/${id}/ladder.svg`);
  await asked('GET', `/api/local/calls/${id}/ladder.txt`);
  expect((await asked('GET', `/api/local/calls/${id}/recording.wav`)).status).toBe(404);
  expect((await asked('DELETE', `/api/local/phones/${desk}`)).status).toBe(204);
});

it('links the recording of a message', async () => {
  await asked('PUT', `/api/local/phones/${desk}`, { kind: 'busy' });
  const keys = [{ afterSeconds: 12, digits: '#' }];
  const { id } = (await asked('POST', '/api/local/calls', { from: '+12065550198', to: ours, keys })).json;
  await server.time.run();

  const { call, path } = (await asked('GET', `/api/local/calls/${id}`)).json;
  expect(path.map(({ sentence }: { sentence: string }) => sentence).join(' ')).toMatch(
    /did not answer.*leave a message/,
  );
  expect((await asked('GET', call.recording)).text).toMatch(/^RIFF/);
});

it('shows the use of a pool over time, and calls that get no context', async () => {
  const { legacyNumber, poolNumbers } = server.dnis;
  await asked('POST', '/api/local/calls', {
    from: '+14155550111',
    to: legacyNumber,
    keys: [{ afterSeconds: 5, digits: '40711' }],
    hangsUpAfterSeconds: 60,
  });
  await asked('POST', '/api/local/calls', { from: caller, to: poolNumbers[3], hangsUpAfterSeconds: 9 });
  await server.time.run();

  const { points, events } = (await asked('GET', '/api/local/pools/demo/history')).json;
  expect(events.map(({ kind }: { kind: string }) => kind)).toEqual(
    expect.arrayContaining(['checked-out', 'delivered', 'refused']),
  );
  expect(Math.max(...points.map(({ reserved }: { reserved: number }) => reserved))).toBe(1);
});

it('lets a SIP phone dial, says why it may, and counts its caps', async () => {
  const { id } = (
    await asked('POST', '/api/local/calls', { from: 'lobby-7', to: '2065550142', hangsUpAfterSeconds: 30 })
  ).json;
  await server.time.run();

  const { call, path } = (await asked('GET', `/api/local/calls/${id}`)).json;
  expect(call).toMatchObject({ system: 'dialtone', from: 'lobby-7', state: 'ended' });
  expect(path[0]).toMatchObject({ rule: 'call' });
  const { extensions } = (await asked('GET', '/api/local/dialtone')).json;
  expect(extensions[0]).toMatchObject({ user: 'lobby-7', registered: true, used: { callsPerHour: 1 } });
  const explain = async (dials: string) =>
    (await asked('POST', '/api/local/dialtone/explain', { user: 'lobby-7', dials })).json;
  expect(await explain('9005550123')).toMatchObject({ placed: false, rule: 'premium' });
  expect(await explain('911')).toMatchObject({ placed: true, rule: 'emergency', targets: ['911'] });

  await asked('PUT', '/api/local/dialtone/extensions/lobby-7/registration', { registered: false });
  const { attention } = (await asked('GET', '/api/local/overview')).json;
  expect(attention).toMatchObject([{ kind: 'dialtone', extension: 'lobby-7' }]);
});

it('rates a day, shows its totals and rows, and compares a second run with the first', async () => {
  const rate = async () => {
    const { id } = (await asked('POST', '/api/local/rating/back-fills', { from: day, to: day })).json;
    expect((await asked('POST', '/api/local/rating/back-fills', { from: day, to: day })).status).toBe(409);
    for (;;) {
      const fill = (await asked('GET', `/api/local/rating/back-fills/${id}`)).json;
      if (fill.state !== 'running') return fill;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  expect(await rate()).toMatchObject({
    state: 'done',
    windows: [{ window, state: 'published', progress: 1 }],
  });
  expect((await rate()).windows[0].difference).toMatchObject({ records: 0 });

  expect((await asked('GET', '/api/local/rating/windows')).json.windows).toMatchObject([{ name: window }]);
  const run = (await asked('GET', `/api/local/rating/windows/${window}`)).json;
  expect(run.counts.rated).toBeGreaterThan(0);
  const { rows } = (await asked('GET', `/api/local/rating/windows/${window}/totals/direction`)).json;
  expect(rows.map(({ name }: { name: string }) => name)).toEqual(['Inbound', 'Outbound']);
  const first = (await asked('GET', `/api/local/rating/windows/${window}/rows/rated?limit=1`)).json;
  expect(first.rows).toHaveLength(1);
  const second = (
    await asked('GET', `/api/local/rating/windows/${window}/rows/rated?limit=1&next=${first.next}`)
  ).json;
  expect(second.rows[0].call_id).not.toBe(first.rows[0].call_id);
  expect((await server.ask('GET', run.files[0].href)).text).toMatch(/^run_id,/);
  await asked('GET', run.files[0].href);
  await asked('GET', '/api/local/rating/back-fills');
  const { calls } = (await asked('GET', `/api/local/calls?number=${encodeURIComponent(desk)}`)).json;
  expect(calls.some(({ cost }: { cost?: { state: string } }) => cost?.state === 'rated')).toBe(true);
}, 30_000);

it('plays prompts', async () => {
  const [first] = (await asked('GET', '/api/local/prompts')).json.prompts;
  expect((await asked('GET', first.audio)).text).toMatch(/^RIFF/);
});

it.each`
  method      | path                                                        | body                                  | status
  ${'GET'}    | ${'/api/local/calls?limit=0'}                               | ${undefined}                          | ${400}
  ${'GET'}    | ${'/api/local/calls?state=past'}                            | ${undefined}                          | ${400}
  ${'POST'}   | ${'/api/local/calls'}                                       | ${{ from: 'me', to: ours }}           | ${400}
  ${'POST'}   | ${'/api/local/calls'}                                       | ${{ from: 'lobby-7', to: 'sip:x@y' }} | ${400}
  ${'GET'}    | ${'/api/local/calls/none'}                                  | ${undefined}                          | ${404}
  ${'DELETE'} | ${'/api/local/calls/none'}                                  | ${undefined}                          | ${404}
  ${'GET'}    | ${'/api/local/calls/none/ladder.svg'}                       | ${undefined}                          | ${404}
  ${'GET'}    | ${'/api/local/calls/none/ladder.txt'}                       | ${undefined}                          | ${404}
  ${'PUT'}    | ${`/api/local/phones/${desk}`}                              | ${{ kind: 'explodes' }}               | ${400}
  ${'PUT'}    | ${'/api/local/phones/nobody'}                               | ${{ kind: 'busy' }}                   | ${404}
  ${'DELETE'} | ${'/api/local/phones/nobody'}                               | ${undefined}                          | ${400}
  ${'GET'}    | ${'/api/local/prompts/none.wav'}                            | ${undefined}                          | ${404}
  ${'GET'}    | ${'/api/local/pools/demo/history?minutes=0'}                | ${undefined}                          | ${400}
  ${'GET'}    | ${'/api/local/pools/none/history'}                          | ${undefined}                          | ${404}
  ${'GET'}    | ${'/api/local/rating/windows/2026-01-06-Daily'}             | ${undefined}                          | ${404}
  ${'GET'}    | ${`/api/local/rating/windows/${window}/totals/colour`}      | ${undefined}                          | ${404}
  ${'GET'}    | ${`/api/local/rating/windows/${window}/rows/report`}        | ${undefined}                          | ${404}
  ${'GET'}    | ${`/api/local/rating/windows/${window}/rows/rated?limit=0`} | ${undefined}                          | ${400}
  ${'GET'}    | ${`/api/local/rating/windows/${window}/files/..%2f..%2fx`}  | ${undefined}                          | ${404}
  ${'POST'}   | ${'/api/local/rating/back-fills'}                           | ${{ from: '2026-02-30', to: day }}    | ${400}
  ${'POST'}   | ${'/api/local/rating/back-fills'}                           | ${{ from: day, to: '2027-01-01' }}    | ${400}
  ${'GET'}    | ${'/api/local/rating/back-fills/none'}                      | ${undefined}                          | ${404}
  ${'POST'}   | ${'/api/local/dialtone/explain'}                            | ${{ user: 'lobby-7', dials: '' }}     | ${400}
  ${'POST'}   | ${'/api/local/dialtone/explain'}                            | ${{ user: 'nobody', dials: '911' }}   | ${404}
  ${'PUT'}    | ${'/api/local/dialtone/extensions/nobody/registration'}     | ${{ registered: true }}               | ${404}
  ${'PUT'}    | ${'/api/local/dialtone/extensions/lobby-7/registration'}    | ${{}}                                 | ${400}
`('answers $method $path with $status', async ({ method, path, body, status }) => {
  expect((await asked(method, path, body)).status).toBe(status);
});

it('passes requests on to the deployed APIs', async () => {
  const get = async (path: string) => (await server.ask('GET', path)).json;
  expect((await get(`/api/forwarding/numbers/${ours}`)).forward.version).toBe(1);
  expect((await get('/api/dnis/pools')).pools[0].name).toBe('demo');
});

it('sends events of calls, forwards and reservations to every open page', async () => {
  const stream = await server.app.request('http://localhost/api/local/events');
  const reader = stream.body?.getReader();
  const text = async () => new TextDecoder().decode((await reader?.read())?.value);
  let said = await text();
  await server.ask(
    'PUT',
    `/api/forwarding/forwards/+12065550101`,
    {
      targets: [{ kind: 'phone', number: desk }],
      callerId: 'caller',
      atEnd: 'apology',
    },
    header,
  );
  await server.ask('POST', '/api/local/calls', { from: '+12065550197', to: '+12065550109' }, header);
  await server.time.run();
  while (!/event: call\n[^]*"state":"ended"/.test(said)) said += await text();
  await reader?.cancel();

  expect(stream.headers.get('content-type')).toContain('text/event-stream');
  const events = said
    .split('\n')
    .flatMap((row) => (row.startsWith('data: {') ? [JSON.parse(row.slice(6))] : []));
  expect(new Set(events.map(({ type }) => type))).toEqual(new Set(['forward', 'operation', 'call']));
  for (const event of events)
    expect(ajv.validate({ $ref: 'api#/components/schemas/Event' }, event) || ajv.errorsText()).toBe(true);
  seen.add('GET /api/local/events 200');
});

it('answers every documented status of every path, besides those that loopback never gives', () => {
  const never = [
    'GET /session 401', // loopback has no sign-in
    'GET /api/local/dialtone 404', // this one has SIP phones
    'POST /api/local/calls 409', // its phones have credentials
  ];
  expect(documented.filter((what) => !seen.has(what) && !never.includes(what))).toEqual([]);
});
