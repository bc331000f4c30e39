import Ajv from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { everyField } from '@dialplane/forwarding/testing';
import { office } from '@dialplane/forwarding-control/testing';
import {
  forwardingApiUnderTest,
  type ApiUnderTest,
  desk,
  deskForward as forward,
  free,
  second,
  theirs,
  third,
} from '../testing';
import { forwardingOpenapi } from './openapi';

/**
 * Checks the OpenAPI document against the handler: every response has the documented status and body, and every documented
 * status of every path occurs.
 */
const ajv = addFormats(new Ajv({ strict: false, allErrors: true }));
ajv.addSchema({ $id: 'api', components: forwardingOpenapi.components });

type Response = {
  readonly content?: Readonly<Record<string, { readonly schema: { readonly $ref?: string } }>>;
  readonly headers?: Readonly<Record<string, unknown>>;
};
type Operation = { readonly responses: Readonly<Record<string, Response>> };
const paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> = forwardingOpenapi.paths as never;

const documented = Object.entries(paths).flatMap(([path, operations]) =>
  Object.entries(operations).flatMap(([method, { responses }]) =>
    Object.keys(responses).map((status) => `${method.toUpperCase()} ${path} ${status}`),
  ),
);

/** The documented path of an address. */
const templateOf = (address: string): string => {
  const path = address.split('?')[0] ?? '';
  const found = Object.keys(paths).find((template) =>
    new RegExp(`^${template.replace(/\{\w+\}/g, '[^/]+')}$`).test(path),
  );
  if (!found) throw new Error(`No documented path for ${path}`);
  return found;
};

const seen = new Set<string>();

/** Makes a request and checks the response against the document. */
const asked = async (
  { ask }: ApiUnderTest,
  method: string,
  path: string,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
) => {
  const answer = await ask(method, path, body, headers);
  const template = templateOf(path);
  const what = `${method} ${template} ${answer.status}`;
  const response = paths[template]?.[method.toLowerCase()]?.responses[answer.status];
  if (!response) throw new Error(`Not documented: ${what}: ${JSON.stringify(answer.json)}`);
  for (const name of Object.keys(response.headers ?? {}))
    expect([what, answer.headers.has(name)]).toEqual([what, true]);
  const type = (answer.headers.get('content-type') ?? '').split(';')[0] ?? '';
  if (!response.content) expect([what, answer.json]).toEqual([what, undefined]);
  else {
    const schema = response.content[type]?.schema;
    if (!schema) throw new Error(`${what}: answered ${type}, documented ${Object.keys(response.content)}`);
    const valid = ajv.validate(schema.$ref ? { $ref: `api${schema.$ref}` } : schema, answer.json);
    if (!valid) throw new Error(`${what}: ${ajv.errorsText()} in ${JSON.stringify(answer.json)}`);
  }
  seen.add(what);
  return answer;
};

const denied = () => ({ error: 'AccessDeniedException' }) as const;
const throttled = () => ({ error: 'ThrottledClientException' }) as const;
const create = { 'if-none-match': '*' };

/** What the sample's client sends to forward a number. */
const sampleForward = (PhoneNumber: string, ForwardToNumber: string = desk) => ({
  PhoneNumber,
  ProductType: 'SipMediaApplicationDialIn',
  ForwardToNumber,
});

it('creates, reads, changes, explains and removes a forward, and lists everything', async () => {
  const api = await forwardingApiUnderTest();
  expect((await asked(api, 'PUT', `/forwards/${office}`, forward, create)).status).toBe(201);
  expect(
    (await asked(api, 'PUT', `/forwards/${office}`, { ...forward, atEnd: 'message' }, { 'if-match': '"1"' }))
      .status,
  ).toBe(200);
  expect((await asked(api, 'GET', `/forwards/${office}`)).json).toMatchObject({
    version: 2,
    atEnd: 'message',
  });
  expect((await asked(api, 'GET', '/forwards')).json.forwards).toHaveLength(1);
  expect((await asked(api, 'GET', '/numbers?limit=2')).json).toMatchObject({ next: expect.any(String) });
  expect((await asked(api, 'GET', `/numbers/${office}`)).json).toMatchObject({ forward: { version: 2 } });
  expect((await asked(api, 'GET', `/numbers/${office}/changes`)).json.changes).toHaveLength(2);
  await asked(api, 'GET', '/voice-connectors');
  await asked(api, 'GET', '/sip-media-applications');
  expect((await asked(api, 'GET', '/prompts')).json.prompts).toContainEqual({
    name: 'connecting',
    words: 'Please wait while we connect your call.',
  });
  await asked(api, 'GET', '/openapi.json');
  await asked(api, 'POST', '/explain', { from: '+12065550199', to: office });
  await asked(api, 'GET', `/operations/${office.slice(1)}-1`);
  expect((await asked(api, 'DELETE', `/forwards/${office}`, undefined, { 'if-match': '"2"' })).status).toBe(
    204,
  );
});

it('accepts and returns a forward with every field', async () => {
  const api = await forwardingApiUnderTest();
  const { number, ...body } = everyField;

  expect(ajv.validate({ $ref: 'api#/components/schemas/Forward' }, body)).toBe(true);
  expect((await asked(api, 'PUT', `/forwards/${number}`, body, create)).status).toBe(201);
  expect((await asked(api, 'GET', `/forwards/${number}`)).json).toEqual({ ...everyField, version: 1 });
});

it('answers 202 while a number is moved, and 409 to another request', async () => {
  const api = await forwardingApiUnderTest({ releaseDelay: 3_000 });
  const added = await asked(api, 'PUT', `/forwards/${office}`, forward);
  expect(added).toMatchObject({ status: 202, json: { status: 'moving', nextAttemptAt: expect.any(String) } });
  expect((await asked(api, 'PUT', `/forwards/${office}`, { ...forward, atEnd: 'message' })).status).toBe(409);
  expect((await asked(api, 'DELETE', `/forwards/${office}`, undefined, { 'if-match': '"1"' })).status).toBe(
    409,
  );
  expect((await asked(api, 'GET', `/numbers/${office}`)).json.operation).toMatchObject({ status: 'moving' });
  api.later(5);
  expect((await asked(api, 'GET', added.headers.get('location') ?? '')).json).toMatchObject({
    status: 'done',
  });
  expect((await asked(api, 'DELETE', `/forwards/${office}`, undefined, { 'if-match': '"1"' })).status).toBe(
    202,
  );
});

describe('refuses', () => {
  it.each`
    method      | path                                    | body                                                      | headers                       | status
    ${'GET'}    | ${'/numbers?limit=0'}                   | ${undefined}                                              | ${{}}                         | ${400}
    ${'GET'}    | ${'/numbers?next=%20'}                  | ${undefined}                                              | ${{}}                         | ${400}
    ${'GET'}    | ${'/numbers/555'}                       | ${undefined}                                              | ${{}}                         | ${400}
    ${'GET'}    | ${'/numbers/+12065550199'}              | ${undefined}                                              | ${{}}                         | ${404}
    ${'GET'}    | ${`/numbers/${office}/changes?limit=x`} | ${undefined}                                              | ${{}}                         | ${400}
    ${'GET'}    | ${'/voice-connectors?limit=101'}        | ${undefined}                                              | ${{}}                         | ${400}
    ${'GET'}    | ${'/sip-media-applications?limit=-1'}   | ${undefined}                                              | ${{}}                         | ${400}
    ${'GET'}    | ${'/forwards?limit=1.5'}                | ${undefined}                                              | ${{}}                         | ${400}
    ${'GET'}    | ${'/forwards/555'}                      | ${undefined}                                              | ${{}}                         | ${400}
    ${'GET'}    | ${`/forwards/${second}`}                | ${undefined}                                              | ${{}}                         | ${404}
    ${'PUT'}    | ${`/forwards/${office}`}                | ${'{'}                                                    | ${{}}                         | ${400}
    ${'PUT'}    | ${`/forwards/${office}`}                | ${{}}                                                     | ${{}}                         | ${400}
    ${'PUT'}    | ${`/forwards/${office}`}                | ${{ ...forward, number: second }}                         | ${{}}                         | ${400}
    ${'PUT'}    | ${`/forwards/${office}`}                | ${forward}                                                | ${{ 'if-match': 'x' }}        | ${400}
    ${'PUT'}    | ${`/forwards/${office}`}                | ${forward}                                                | ${{ 'if-none-match': '"1"' }} | ${400}
    ${'PUT'}    | ${'/forwards/+12065550199'}             | ${forward}                                                | ${{}}                         | ${404}
    ${'PUT'}    | ${`/forwards/${theirs}`}                | ${forward}                                                | ${{}}                         | ${409}
    ${'PUT'}    | ${`/forwards/${office}`}                | ${forward}                                                | ${{ 'if-match': '"1"' }}      | ${412}
    ${'PUT'}    | ${`/forwards/${third}`}                 | ${forward}                                                | ${create}                     | ${412}
    ${'PUT'}    | ${`/forwards/${third}`}                 | ${forward}                                                | ${{}}                         | ${428}
    ${'PUT'}    | ${`/forwards/${office}`}                | ${{ ...forward, targets: [] }}                            | ${{}}                         | ${422}
    ${'PUT'}    | ${`/forwards/${office}`}                | ${`{"a":"${'0'.repeat(70_000)}"}`}                        | ${{}}                         | ${413}
    ${'DELETE'} | ${'/forwards/555'}                      | ${undefined}                                              | ${{}}                         | ${400}
    ${'DELETE'} | ${`/forwards/${second}`}                | ${undefined}                                              | ${{ 'if-match': '"1"' }}      | ${404}
    ${'DELETE'} | ${`/forwards/${third}`}                 | ${undefined}                                              | ${{}}                         | ${428}
    ${'DELETE'} | ${`/forwards/${third}`}                 | ${undefined}                                              | ${{ 'if-match': '"7"' }}      | ${412}
    ${'DELETE'} | ${`/forwards/${third}?to=elsewhere`}    | ${undefined}                                              | ${{ 'if-match': '"1"' }}      | ${422}
    ${'GET'}    | ${'/operations/none'}                   | ${undefined}                                              | ${{}}                         | ${404}
    ${'POST'}   | ${'/explain'}                           | ${{ from: 'me', to: office }}                             | ${{}}                         | ${400}
    ${'POST'}   | ${'/explain'}                           | ${{ from: desk, to: office, at: '2026-02-30T09:00:00Z' }} | ${{}}                         | ${400}
    ${'POST'}   | ${'/updateNumber'}                      | ${{ PhoneNumber: office, ProductType: 'Fax' }}            | ${{}}                         | ${400}
    ${'POST'}   | ${'/updateNumber'}                      | ${sampleForward('+12065550199')}                          | ${{}}                         | ${404}
    ${'POST'}   | ${'/updateNumber'}                      | ${sampleForward(theirs)}                                  | ${{}}                         | ${409}
    ${'POST'}   | ${'/updateNumber'}                      | ${sampleForward(office, office)}                          | ${{}}                         | ${422}
  `('$method $path with $body: $status', async ({ method, path, body, headers, status }) => {
    const api = await forwardingApiUnderTest();
    await api.ask('PUT', `/forwards/${third}`, forward);

    expect(await asked(api, method, path, body, headers)).toMatchObject({ status });
    expect(api.route(office)).toBe('connector'); // nothing was changed
  });

  it('every request without a sign-in, and every change by a viewer', async () => {
    const api = await forwardingApiUnderTest();
    for (const what of documented.filter((each) => / 40[13]$/.test(each))) {
      const [method = '', path = '', status] = what.split(' ');
      api.as(status === '401' ? undefined : { name: 'vi', mayChange: false });
      const address = path.replace('{number}', office).replace('{id}', '1-1');
      expect(`${(await asked(api, method, address, method === 'GET' ? undefined : {})).status}`).toBe(status);
    }
  });

  it('with 502 what Amazon Chime refuses, and with 503 what it does not answer', async () => {
    for (const [fault, status] of [
      [denied, 502],
      [throttled, 503],
    ] as const)
      for (const what of documented.filter((each) => each.endsWith(` ${status}`))) {
        const [method = '', path = ''] = what.split(' ');
        const api = await forwardingApiUnderTest();
        await api.ask('PUT', `/forwards/${office}`, forward);
        api.failWith(fault);
        const address = path.replace('{number}', office);
        const body =
          path === '/updateNumber' ? sampleForward(office) : method === 'PUT' ? forward : undefined;
        const headers = { 'if-match': '"1"' };
        expect((await asked(api, method, address, body, headers)).status).toBe(status);
      }
  });

  it('to remove a forward while the destination is not known, until the request names one', async () => {
    const api = await forwardingApiUnderTest({ homeConnector: false });
    await api.ask('PUT', `/forwards/${free}`, forward);
    const ifMatch = { 'if-match': '"1"' };

    expect(await asked(api, 'DELETE', `/forwards/${free}`, undefined, ifMatch)).toMatchObject({
      status: 422,
    });
    expect(await asked(api, 'DELETE', `/forwards/${free}?to=nowhere`, undefined, ifMatch)).toMatchObject({
      status: 204,
    });
    expect(api.route(free)).toBe('none');
  });
});

it.each`
  method       | path                    | status | allow
  ${'HEAD'}    | ${'/forwards'}          | ${200} | ${null}
  ${'PATCH'}   | ${'/forwards/+1206555'} | ${405} | ${'DELETE, GET, HEAD, PUT'}
  ${'OPTIONS'} | ${'/explain'}           | ${405} | ${'POST'}
  ${'PUT'}     | ${'/numbers'}           | ${405} | ${'GET, HEAD'}
  ${'PATCH'}   | ${'/nothing'}           | ${404} | ${null}
`('answers $method $path with $status', async ({ method, path, status, allow }) => {
  const { ask } = await forwardingApiUnderTest();
  const response = await ask(method, path);

  expect(response.status).toBe(status);
  expect(response.headers.get('allow')).toBe(allow);
});

it('names every mistake in a call to explain, in plain words', async () => {
  const { ask } = await forwardingApiUnderTest();
  const { json } = await ask('POST', '/explain', { from: 'me', to: office, colour: 'red', diversions: 'x' });

  expect(json.issues).toEqual([
    { path: 'from', message: 'must be a phone number such as +12065550199, or withheld' },
    { path: 'diversions', message: 'must be a list, not "x"' },
    { path: 'colour', message: 'is not a known field' },
  ]);
});

describe('the routes of the published sample', () => {
  it('work', async () => {
    const api = await forwardingApiUnderTest();
    expect((await asked(api, 'POST', '/queryNumber', {})).status).toBe(200);
    expect((await asked(api, 'POST', '/listVoiceConnectors', {})).status).toBe(200);
    expect((await asked(api, 'POST', '/updateNumber', sampleForward(office))).status).toBe(200);
  });

  it('answer 202 when the move takes too long', async () => {
    const api = await forwardingApiUnderTest({ releaseDelay: 60_000 });
    expect((await asked(api, 'POST', '/updateNumber', sampleForward(office))).status).toBe(202);
  });

  it('answer 412 when another request was faster', async () => {
    const api = await forwardingApiUnderTest();
    await api.ask('PUT', `/forwards/${office}`, forward);
    Object.assign(api.control, {
      forwards: { ...api.control.forwards, put: async () => 'conflict' },
    });
    expect((await asked(api, 'POST', '/updateNumber', sampleForward(office))).status).toBe(412);
  });
});

describe('after all of these', () => {
  it('every documented status of every path has occurred', () => {
    expect(documented.filter((what) => !seen.has(what))).toEqual([]);
  });

  it('every route of the handler is documented', async () => {
    const { api } = await forwardingApiUnderTest();
    const routes = api.routes
      .filter(({ method }) => method !== 'ALL')
      .map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}').replace(/(.)\/$/, '$1')}`);

    expect([...new Set(routes)].sort()).toEqual(
      [...new Set(documented.map((what) => what.replace(/ \d+$/, '')))].sort(),
    );
  });
});
