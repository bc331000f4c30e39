import {
  CreateSipMediaApplicationCallCommand,
  CreateSipRuleCommand,
  ChimeSDKVoiceClient,
  ListVoiceConnectorsCommand,
  ListPhoneNumbersCommand,
  UpdateSipMediaApplicationCallCommand,
} from '@aws-sdk/client-chime-sdk-voice';
import { serve, type ServerType } from '@hono/node-server';
import type { AddressInfo } from 'node:net';
import { consoleUnderTest } from '../testing';

const ours = '+12065550100';
const desk = '+12065550142';

const local = '/api/local';
const header = { 'x-dialplane-console': '1' };

/** Loopback, asked by a program that sends the console's header. */
const loopback = async (...options: Parameters<typeof consoleUnderTest>) => {
  const parts = await consoleUnderTest(...options);
  const ask: typeof parts.ask = (method, path, body, headers) =>
    parts.ask(method, path, body, { ...header, ...headers });
  return {
    ...parts,
    ask,
    ladderOf: async (id: string) => (await ask('GET', `${local}/calls/${id}/ladder.txt`)).text,
  };
};

const forward = { targets: [{ kind: 'phone', number: desk }], callerId: 'caller', atEnd: 'apology' };

it('forwards a number, places a call, and shows its ladder', async () => {
  const { ask, time, ladderOf } = await loopback();
  expect(await ask('PUT', `/forwards/${ours}`, forward)).toMatchObject({ status: 201, json: { version: 1 } });
  await ask('PUT', `${local}/phones/${desk}`, { kind: 'answers', afterSeconds: 2 });

  const placed = await ask('POST', `${local}/calls`, {
    from: '+12065550199',
    to: ours,
    hangsUpAfterSeconds: 5,
  });
  expect(placed.status).toBe(202);
  await time.run();

  expect(await ladderOf(placed.json.id)).toContain('CallAndBridge');
  const drawing = await ask('GET', `${local}/calls/${placed.json.id}/ladder.svg`);
  expect(drawing).toMatchObject({ status: 200, type: 'image/svg+xml' });
  expect((await ask('GET', `${local}/calls`)).json.calls).toMatchObject([{ state: 'ended', legs: [{}, {}] }]);
});

it('rings what the simulated Chime says, before and after a forward', async () => {
  const { ask, time, ladderOf } = await loopback();
  const ring = async () => {
    const { json } = await ask('POST', `${local}/calls`, {
      from: '+12065550199',
      to: ours,
      hangsUpAfterSeconds: 5,
    });
    await time.run();
    return ladderOf(json.id);
  };

  expect(await ring()).toContain('Voice Connector');
  await ask('PUT', `/forwards/${ours}`, forward);
  expect(await ring()).toContain('…0142');
  expect((await ask('DELETE', `/forwards/${ours}`, undefined, { 'if-match': '"1"' })).status).toBe(204);
  expect(await ring()).toContain('Voice Connector');
});

it('lists phones with their behaviour, and resets them', async () => {
  const { ask } = await loopback();
  await ask('PUT', `${local}/phones/${desk}`, { kind: 'busy' });
  await ask('PUT', `${local}/phones/+12065550143`, { kind: 'forwards', to: ours });

  expect((await ask('GET', `${local}/phones`)).json.phones).toMatchObject([
    { id: desk, behaviour: { kind: 'busy' }, isDefault: false },
    { id: '+12065550143', behaviour: { kind: 'forwards', to: ours }, isDefault: false },
  ]);
  expect((await ask('DELETE', `${local}/phones/${desk}`)).status).toBe(204);
  expect((await ask('GET', `${local}/phones`)).json.phones).toMatchObject([{ id: '+12065550143' }]);
});

it('lists the office phone at a Voice Connector with its behaviour, and resets it', async () => {
  const { ask } = await loopback();
  const office = 'arn:aws:chime:us-east-1:111122223333:vc/abcdef1ghij2klmno3pqr4';
  const at = `${local}/phones/${encodeURIComponent(office)}`;

  expect((await ask('PUT', at, { kind: 'busy' })).json).toMatchObject({
    id: office,
    behaviour: { kind: 'busy' },
    isDefault: false,
  });
  expect((await ask('DELETE', at)).status).toBe(204);
  expect((await ask('GET', `${local}/phones`)).json.phones).toEqual([]);
});

it('answers a HEAD request for events without keeping a stream open', async () => {
  const { ask } = await loopback();
  for (let n = 0; n < 55; n += 1) expect((await ask('HEAD', `${local}/events`)).status).toBe(200);
  expect((await ask('HEAD', `${local}/events`)).status).toBe(200);
});

it.each([null, 'text', [1]])('refuses a call whose body is %j', async (body) => {
  const { ask } = await loopback();

  expect((await ask('POST', `${local}/calls`, body as never)).status).toBe(400);
});

it('logs each call that is placed, with its ladder', async () => {
  const lines: object[] = [];
  const { ask } = await loopback([], {
    info: (message, fields) => void lines.push({ message, ...fields }),
  });
  const { json } = await ask('POST', `${local}/calls`, { from: '+12065550199', to: ours });

  expect(lines).toEqual([
    {
      message: 'A phone calls',
      from: '+12065550199',
      to: ours,
      ladder: `${local}/calls/${json.id}/ladder.txt`,
    },
  ]);
});

describe('as Amazon Chime', () => {
  let http: ServerType;
  afterEach(() => new Promise((resolve) => http.close(resolve)));

  /** An unmodified SDK client that connects to loopback through a socket. */
  const client = async ({ app }: Awaited<ReturnType<typeof loopback>>): Promise<ChimeSDKVoiceClient> => {
    http = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
    await new Promise((resolve) => http.once('listening', resolve));
    return new ChimeSDKVoiceClient({
      endpoint: `http://localhost:${(http.address() as AddressInfo).port}/chime`,
      region: 'us-east-1',
      credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
      maxAttempts: 1,
    });
  };

  it('answers an AWS client', async () => {
    const chime = await client(await loopback());
    const { PhoneNumbers } = await chime.send(new ListPhoneNumbersCommand({}));
    chime.destroy();

    expect(PhoneNumbers?.map(({ E164PhoneNumber }) => E164PhoneNumber)).toContain(ours);
  });

  it('places a call, which the application answers for, and updates it', async () => {
    const parts = await loopback();
    const chime = await client(parts);
    const { SipMediaApplicationCall: call } = await chime.send(
      new CreateSipMediaApplicationCallCommand({
        SipMediaApplicationId: parts.control.application.id,
        FromPhoneNumber: ours,
        ToPhoneNumber: desk,
      }),
    );
    const update = (TransactionId: string) =>
      chime.send(
        new UpdateSipMediaApplicationCallCommand({
          SipMediaApplicationId: parts.control.application.id,
          TransactionId,
          Arguments: { colour: 'red' },
        }),
      );

    expect(parts.network.calls().map(({ transactionId }) => transactionId)).toEqual([call?.TransactionId]);
    await expect(update(call?.TransactionId ?? '')).resolves.toMatchObject({});
    await expect(update('nobody')).rejects.toThrow();
    chime.destroy();
  });

  it('sends the calls of a PBX to the application whose SIP rule has the host name of its Voice Connector', async () => {
    const parts = await loopback();
    const chime = await client(parts);
    const { VoiceConnectors: [connector] = [] } = await chime.send(new ListVoiceConnectorsCommand({}));
    await chime.send(
      new CreateSipRuleCommand({
        Name: 'from the PBX',
        TriggerType: 'RequestUriHostname',
        TriggerValue: connector?.OutboundHostName,
        TargetApplications: [
          { SipMediaApplicationId: parts.control.application.id, Priority: 1, AwsRegion: 'us-east-1' },
        ],
      }),
    );
    chime.destroy();
    const { json } = await parts.ask('POST', `${local}/calls`, {
      from: ours,
      to: '+18005550142',
      host: connector?.OutboundHostName,
    });
    await parts.time.run();

    expect(await parts.ladderOf(json.id)).toContain('NEW_INBOUND_CALL');
  });

  it('refuses requests that no AWS client has signed', async () => {
    http = serve({ fetch: () => new Response(), port: 0, hostname: '127.0.0.1' });
    const { ask } = await loopback();

    expect((await ask('GET', '/chime/phone-numbers')).status).toBe(403);
  });
});

it.each`
  method    | path                                | body                                                                             | status | says
  ${'PUT'}  | ${`/forwards/${ours}`}              | ${'{'}                                                                           | ${400} | ${'Cannot read the body as JSON'}
  ${'PUT'}  | ${`${local}/phones/${desk}`}        | ${{ kind: 'explodes' }}                                                          | ${400} | ${'Cannot use the phone'}
  ${'POST'} | ${`${local}/calls`}                 | ${{ from: 'me', to: ours }}                                                      | ${400} | ${'Cannot place the call'}
  ${'POST'} | ${`${local}/calls`}                 | ${{ from: '+12065550199', to: ours, keys: [{ afterSeconds: -1, digits: 'x' }] }} | ${400} | ${'Cannot place the call'}
  ${'POST'} | ${`${local}/calls`}                 | ${{ from: ours, to: ours }}                                                      | ${400} | ${'Cannot place the call'}
  ${'GET'}  | ${`${local}/calls/none/ladder.txt`} | ${undefined}                                                                     | ${404} | ${'Cannot find the call "none"'}
  ${'GET'}  | ${'/nothing'}                       | ${undefined}                                                                     | ${404} | ${'Cannot find "/nothing"'}
`('answers $method $path with $status and says "$says"', async ({ method, path, body, status, says }) => {
  const { ask } = await loopback();
  const answer = await ask(method, path, body);

  expect(answer).toMatchObject({ status, type: 'application/problem+json' });
  expect(answer.json.title).toContain(says);
});

it('lists every broken rule of a request, with its path', async () => {
  const { ask } = await loopback();
  const answer = await ask('POST', `${local}/calls`, {
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
  it('may use it from an origin that is let in, and from no other', async () => {
    const { ask } = await loopback(['http://localhost:3000']);
    const allowed = async (origin: string) =>
      (await ask('POST', '/queryNumber', {}, { origin })).headers.get('access-control-allow-origin');

    expect(await allowed('http://localhost:3000')).toBe('http://localhost:3000');
    expect(await allowed('http://elsewhere.example')).toBeNull();
  });

  it('cannot reach it by another name', async () => {
    const { app } = await loopback();

    expect((await app.request('http://rebound.example/numbers')).status).toBe(403);
  });

  it('cannot post a form to it', async () => {
    const { ask } = await loopback();

    expect((await ask('POST', `${local}/calls`, '{}', { 'content-type': 'text/plain' })).status).toBe(415);
  });

  it('cannot fill its memory', async () => {
    const { ask } = await loopback();
    const answer = await ask('POST', `${local}/calls`, `{"from":"${'0'.repeat(70_000)}"}`);

    expect(answer.status).toBe(413);
  });
});

it('lets a SIP phone dial another one through the simulated Twilio, and lists the call', async () => {
  const { ask, time, ladderOf } = await loopback([], { hasDialtone: true });
  await ask('PUT', `${local}/phones/office-8`, { kind: 'answers', afterSeconds: 2 });
  const placed = await ask('POST', `${local}/calls`, {
    from: 'lobby-7',
    to: '2025550108',
    hangsUpAfterSeconds: 5,
  });
  expect(placed.status).toBe(202);
  await time.run();

  const { calls } = (await ask('GET', `${local}/calls`)).json;
  expect(calls).toMatchObject([{ id: placed.json.id, legs: [{ tag: 'LEG-A' }, { tag: 'LEG-B' }] }]);
  expect(await ladderOf(placed.json.id)).toMatch(/lobby-7 +Twilio +app +office-8/);
});

it('names the SIP phones that can call, when another user calls', async () => {
  const { ask } = await loopback([], { hasDialtone: true });
  const { status, json } = await ask('POST', `${local}/calls`, { from: 'nobody', to: '+12065550100' });

  expect(status).toBe(400);
  expect(json.issues).toMatchObject([{ path: 'from', message: expect.stringContaining('lobby-7') }]);
});

it('asks for the account and its token at the simulated Twilio', async () => {
  const { ask } = await loopback([], { hasDialtone: true });
  const path = `/twilio/2010-04-01/Accounts/AC${'0'.repeat(31)}1.json`;
  const authorization = `Basic ${Buffer.from(`AC${'0'.repeat(31)}1:loopback`).toString('base64')}`;

  expect((await ask('GET', path)).status).toBe(401);
  expect(await ask('GET', path, undefined, { authorization })).toMatchObject({
    status: 200,
    json: { status: 'active' },
  });
});
