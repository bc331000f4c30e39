import { signedEvent } from '../testing';
import { fixedKeys, type RotatingKeys } from './webhook-keys';
import { type WebhookHandlerOptions, type WebhookRoute, webhookHandler } from './webhook-handler';

const account = `AC${'0'.repeat(31)}1`;
const token = 'a-token-for-tests';

const put = (
  route: WebhookRoute,
  {
    publicBaseUrl = 'https://voice.example.com',
    keys = fixedKeys({ accounts: { [account]: [token] } }) as RotatingKeys,
    unverified = undefined as WebhookHandlerOptions['unverified'],
  } = {},
) => {
  const log: string[] = [];
  const handler = webhookHandler({
    publicBaseUrl,
    keys,
    routes: { '/voice/outgoing': route, '/voice/outgoing/fallback': async () => [{ kind: 'hangup' }] },
    ...(unverified && { unverified }),
    apology: [{ kind: 'reject', reason: 'busy' }],
    log: (message, fields) => log.push(`${message} ${JSON.stringify(fields)}`),
  });
  const ask = (url: string, more = {}) =>
    handler(signedEvent({ url, token, fields: { AccountSid: account, A: '' }, ...more }));
  return { ask, handler, log };
};

it.each`
  publicBaseUrl                  | rawPath                   | url
  ${'https://voice.example.com'} | ${'/voice/outgoing'}      | ${'https://voice.example.com/voice/outgoing'}
  ${'https://api.example.com'}   | ${'/prod/voice/outgoing'} | ${'https://api.example.com/prod/voice/outgoing'}
  ${'https://example.com/tel'}   | ${'/voice/outgoing'}      | ${'https://example.com/tel/voice/outgoing'}
`(
  'a route makes URLs that lead back through $publicBaseUrl, with $rawPath in the event',
  async ({ publicBaseUrl, rawPath, url }) => {
    const { ask } = put(async ({ urlOf }) => [{ kind: 'redirect', url: urlOf('/voice/other?n=1') }], {
      publicBaseUrl,
    });

    expect((await ask(url, { rawPath })).body).toContain(
      `>${url.replace('/voice/outgoing', '/voice/other?n=1')}</Redirect>`,
    );
  },
);

it('gives a route the fields of the form and the query of the URL', async () => {
  const seen: unknown[] = [];
  const { ask } = put(async ({ field, query, account: by }) => {
    seen.push(field('A'), field('B'), query, by);
    return [];
  });
  const { statusCode, body } = await ask('https://voice.example.com/voice/outgoing?lang=en&dry');

  expect([statusCode, body]).toEqual([200, '<?xml version="1.0" encoding="UTF-8"?><Response/>']);
  expect(seen).toEqual([
    '',
    '',
    [
      ['lang', 'en'],
      ['dry', ''],
    ],
    account,
  ]);
});

it('chooses the route by the whole end of the path', async () => {
  const { ask } = put(async () => []);

  expect((await ask('https://voice.example.com/voice/outgoing/fallback')).body).toContain('<Hangup/>');
  expect((await ask('https://voice.example.com/voice/other')).statusCode).toBe(404);
});

it('apologises when a route throws, and tells the log', async () => {
  const { ask, log } = put(async () => {
    throw new Error('out of order');
  });

  expect(await ask('https://voice.example.com/voice/outgoing')).toMatchObject({
    statusCode: 200,
    body: expect.stringContaining('<Reject reason="busy"/>'),
  });
  expect(log).toEqual(['Could not answer a webhook {"route":"/voice/outgoing","error":{}}']);
});

it('refuses an event of another format without an exception', async () => {
  expect(await put(async () => []).handler({})).toMatchObject({ statusCode: 403 });
});

it('reads the keys once more when none fits', async () => {
  const keys: RotatingKeys = {
    current: async () => ({ accounts: { [account]: ['an-old-token'] } }),
    renewed: async () => ({ accounts: { [account]: [token] } }),
  };

  expect(
    (await put(async () => [], { keys }).ask('https://voice.example.com/voice/outgoing')).statusCode,
  ).toBe(200);
});

describe('a webhook that cannot be verified', () => {
  const noKeys: RotatingKeys = {
    current: async () => {
      throw new Error('Secrets Manager did not answer');
    },
    renewed: async () => undefined,
  };
  /** Twilio signs with a token that was promoted a moment ago, or the keys cannot be read again. */
  const oldKeys = fixedKeys({ accounts: { [account]: ['an-old-token'] } });
  const stillOld: RotatingKeys = { ...oldKeys, renewed: oldKeys.current };
  const otherAccount = fixedKeys({ accounts: { [`AC${'0'.repeat(31)}2`]: [token] } });
  const never: WebhookRoute = async () => {
    throw new Error('This route needs a verified webhook');
  };
  const unverified: WebhookHandlerOptions['unverified'] = {
    '/voice/outgoing': async ({ field, account: by }) =>
      field('To') === '911' ? [{ kind: 'redirect', url: `https://voice.example.com/${by}` }] : undefined,
  };
  const url = 'https://voice.example.com/voice/outgoing';

  it.each`
    why                                 | keys            | reason
    ${'there are no keys'}              | ${noKeys}       | ${'error'}
    ${'the keys were read just now'}    | ${oldKeys}      | ${'mismatch'}
    ${'the keys that are read are old'} | ${stillOld}     | ${'mismatch'}
    ${'the account is not known'}       | ${otherAccount} | ${'unknown-account'}
  `('gets an answer that is safe for any sender if $why', async ({ keys, reason }) => {
    const { ask, log } = put(never, { keys, unverified });

    expect((await ask(url, { fields: { AccountSid: account, To: '911' } })).body).toContain(
      '<Redirect method="POST">https://voice.example.com/</Redirect>',
    );
    expect(log).toEqual([expect.stringContaining('Answered a webhook that could not be verified')]);
    expect(log.join()).toContain(reason);
  });

  it.each`
    what                               | to                | options
    ${'every other call'}              | ${'+12065550199'} | ${{ unverified }}
    ${'everything, unless it is told'} | ${'911'}          | ${{}}
  `('is refused with keys that do not fit, for $what', async ({ to, options }) => {
    const { ask, log } = put(never, { keys: oldKeys, ...options });

    expect((await ask(url, { fields: { AccountSid: account, To: to } })).statusCode).toBe(403);
    expect(log).toEqual([expect.stringContaining('Refused a webhook')]);
  });

  it('is refused where no route answers, and without a signature', async () => {
    const { ask, handler } = put(never, { keys: oldKeys, unverified });
    const fields = { AccountSid: account, To: '911' };
    const { headers: _headers, ...unsigned } = signedEvent({ url, token, fields });

    expect((await ask('https://voice.example.com/voice/status', { fields })).statusCode).toBe(403);
    expect((await handler({ ...unsigned, headers: {} })).statusCode).toBe(403);
  });

  it.each`
    what                               | fields             | to     | options
    ${'everything else'}               | ${{ To: '+1206' }} | ${url} | ${{ unverified }}
    ${'everything, unless it is told'} | ${{ To: '911' }}   | ${url} | ${{}}
  `('fails without keys for $what, so that Twilio asks the fallback URL', async ({ fields, to, options }) => {
    await expect(put(never, { keys: noKeys, ...options }).ask(to, { fields })).rejects.toThrow(
      'Secrets Manager did not answer',
    );
  });
});
