import { memoryForwards } from '@dialplane/forwarding';
import { virtualTime, type TranscriptEntry } from '@dialplane/phone-network';
import { platform } from './platform';
import { server } from './server';

const ours = '+12065550100';
const desk = '+12065550142';
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A loopback in virtual time, and how to ask it something. */
const loopback = () => {
  const time = virtualTime(Date.UTC(2026, 0, 5, 17));
  const forwards = memoryForwards();
  const transcript: TranscriptEntry[] = [];
  const network = platform({
    time,
    findForward: forwards.find,
    records: { write: () => undefined },
    transcript: (entry) => void transcript.push(entry),
    log: silent,
  });
  const app = server({ network, forwards, transcript });
  const ask = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const response = await app.request(`http://localhost${path}`, {
      method,
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : undefined;
    return { status: response.status, type: response.headers.get('content-type'), text, json };
  };
  return { ask, app, time };
};

const forward = { targets: [{ kind: 'phone', number: desk }], callerId: 'caller', atEnd: 'apology' };

it('forwards a number, places a call, and shows its ladder', async () => {
  const { ask, time } = loopback();
  expect(await ask('PUT', `/forwards/${ours}`, forward)).toMatchObject({ status: 201, json: { version: 1 } });
  await ask('PUT', `/phones/${desk}`, { kind: 'answers', afterSeconds: 2 });

  const placed = await ask('POST', '/calls', { from: '+12065550199', to: ours, hangsUpAfterSeconds: 5 });
  expect(placed.status).toBe(202);
  await time.run();

  const ladder = await ask('GET', placed.json.ladder);
  expect(ladder.text).toContain('CallAndBridge');
  const drawing = await ask('GET', placed.json.ladder.replace('.txt', '.svg'));
  expect(drawing).toMatchObject({ status: 200, type: 'image/svg+xml' });
  expect((await ask('GET', '/calls')).json.counts).toMatchObject({ calls: 1, legs: 2, legsAlive: 0 });
});

it('changes a forward and removes it', async () => {
  const { ask } = loopback();
  await ask('PUT', `/forwards/${ours}`, forward);

  expect(await ask('PUT', `/forwards/${ours}`, { ...forward, atEnd: 'message' })).toMatchObject({
    status: 200,
    json: { version: 2, atEnd: 'message' },
  });
  expect((await ask('GET', '/forwards')).json.forwards).toHaveLength(1);
  expect((await ask('DELETE', `/forwards/${ours}`)).status).toBe(204);
  expect((await ask('GET', `/forwards/${ours}`)).status).toBe(404);
});

it.each`
  method      | path                        | body                                                                             | status | says
  ${'PUT'}    | ${`/forwards/${ours}`}      | ${'{'}                                                                           | ${400} | ${'Cannot read the body as JSON'}
  ${'PUT'}    | ${`/forwards/${ours}`}      | ${[]}                                                                            | ${400} | ${'Cannot use the forward'}
  ${'PUT'}    | ${`/forwards/${ours}`}      | ${{ ...forward, targets: [] }}                                                   | ${422} | ${'Cannot use the forward'}
  ${'PUT'}    | ${`/forwards/${ours}`}      | ${{ ...forward, targets: [{ kind: 'phone', number: ours }] }}                    | ${422} | ${'Cannot use the forward'}
  ${'PUT'}    | ${'/forwards/+12065550142'} | ${forward}                                                                       | ${404} | ${'Cannot forward "+12065550142"'}
  ${'GET'}    | ${'/forwards/555'}          | ${undefined}                                                                     | ${400} | ${'Cannot read "555" as a phone number'}
  ${'DELETE'} | ${`/forwards/${ours}`}      | ${undefined}                                                                     | ${404} | ${'Cannot find a forward'}
  ${'PUT'}    | ${`/phones/${desk}`}        | ${{ kind: 'explodes' }}                                                          | ${400} | ${'Cannot use the phone'}
  ${'POST'}   | ${'/calls'}                 | ${{ from: 'me', to: ours }}                                                      | ${400} | ${'Cannot place the call'}
  ${'POST'}   | ${'/calls'}                 | ${{ from: '+12065550199', to: ours, keys: [{ afterSeconds: -1, digits: 'x' }] }} | ${400} | ${'Cannot place the call'}
  ${'GET'}    | ${'/calls/none/ladder.txt'} | ${undefined}                                                                     | ${404} | ${'Cannot find the call "none"'}
  ${'GET'}    | ${'/nothing'}               | ${undefined}                                                                     | ${404} | ${'Cannot find "/nothing"'}
`('answers $method $path with $status and says "$says"', async ({ method, path, body, status, says }) => {
  const { ask } = loopback();
  const answer = await ask(method, path, body);

  expect(answer).toMatchObject({ status, type: 'application/problem+json' });
  expect(answer.json.title).toContain(says);
});

it('lists every broken rule of a request, with its path', async () => {
  const { ask } = loopback();
  const answer = await ask('POST', '/calls', {
    from: '555',
    to: ours,
    hangsUpAfterSeconds: -1,
    colour: 'red',
  });

  expect(answer.json.issues.map(({ path }: { path: string }) => path).sort()).toEqual([
    'colour',
    'from',
    'hangsUpAfterSeconds',
  ]);
});

describe('a web page elsewhere', () => {
  it('cannot reach it by another name', async () => {
    const { app } = loopback();

    expect((await app.request('http://rebound.example/numbers')).status).toBe(403);
  });

  it('cannot post a form to it', async () => {
    const { ask } = loopback();

    expect((await ask('POST', '/calls', '{}', { 'content-type': 'text/plain' })).status).toBe(415);
  });

  it('cannot fill its memory', async () => {
    const { ask } = loopback();
    const answer = await ask('POST', '/calls', `{"from":"${'0'.repeat(70_000)}"}`);

    expect(answer.status).toBe(413);
  });
});
