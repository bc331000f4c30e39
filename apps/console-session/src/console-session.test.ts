import { createHash } from 'node:crypto';
import { consoleSession } from '.';

const consoleUrl = 'https://console.example.com';
const signInUrl = 'https://example.auth.us-east-1.amazoncognito.com';
const start = 1_796_000_000;

const tokenUntil = (exp: number, groups: readonly string[] = ['operators']): string =>
  [
    'e30',
    Buffer.from(JSON.stringify({ email: 'ada@example.com', exp, 'cognito:groups': groups })).toString(
      'base64url',
    ),
    'x',
  ].join('.');

type Asked = { readonly url: string; readonly form: Readonly<Record<string, string>> };

/** The session of one browser, which keeps cookies as RFC 6265bis says, and a Cognito that answers with `answer`. */
const browser = () => {
  let now = start;
  let answer: () => Response = () =>
    Response.json({ id_token: tokenUntil(now + 3600), refresh_token: 'refresh-1', access_token: 'unused' });
  const asked: Asked[] = [];
  const logged: string[] = [];
  const log = (message: string, fields?: object) => void logged.push(message + JSON.stringify(fields));
  const app = consoleSession({
    consoleUrl,
    signInUrl,
    clientId: 'client-1',
    now: () => now as never,
    log: { info: log, warn: log, error: log },
    fetch: async (url, init) => {
      asked.push({ url: String(url), form: Object.fromEntries(new URLSearchParams(String(init?.body))) });
      return answer();
    },
  });
  const jar = new Map<string, string>();
  const set: string[] = [];
  const ask = async (path: string, init: RequestInit = {}) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await app.request(`${consoleUrl}${path}`, {
      ...init,
      headers: { ...(cookie && { cookie }), ...(init.headers as Record<string, string>) },
    });
    for (const line of response.headers.getSetCookie()) {
      set.push(line);
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/Max-Age=0/.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
    return response;
  };
  const signIn = async (to = '/numbers') => {
    const there = new URL(
      (await ask(`/session/sign-in?to=${encodeURIComponent(to)}`)).headers.get('location') ?? '',
    );
    const state = there.searchParams.get('state') ?? '';
    return { there, back: await ask(`/session/callback?code=code-1&state=${state}`) };
  };
  return {
    ask,
    asked,
    jar,
    logged,
    set,
    signIn,
    later: (seconds: number) => void (now += seconds),
    cognitoSays: (next: () => Response) => void (answer = next),
  };
};

it('signs in with a code and a proof key, and goes back to the page', async () => {
  const { asked, signIn, ask } = browser();
  const { there, back } = await signIn('/numbers/%2B12065550100');
  const [{ form, url } = { form: {}, url: '' }] = asked;

  expect(there.origin + there.pathname).toBe(`${signInUrl}/oauth2/authorize`);
  expect(url).toBe(`${signInUrl}/oauth2/token`);
  expect(form).toMatchObject({ grant_type: 'authorization_code', code: 'code-1', client_id: 'client-1' });
  expect(
    createHash('sha256')
      .update(form['code_verifier'] ?? '')
      .digest('base64url'),
  ).toBe(there.searchParams.get('code_challenge'));
  expect(back.headers.get('location')).toBe('/numbers/%2B12065550100');
  expect(await (await ask('/session')).json()).toEqual({
    name: 'ada@example.com',
    mayChange: true,
    signOut: '/session/sign-out',
    expiresAt: new Date((start + 3600) * 1000).toISOString(),
  });
});

it('keeps tokens in cookies that neither scripts nor other sites can use, and in no body', async () => {
  const { set, signIn, ask } = browser();
  const { back } = await signIn();
  const kept = set.filter((line) => /^__Host-(?:id|refresh)=/.test(line));

  expect(kept).toHaveLength(2);
  for (const line of kept)
    for (const attribute of ['Path=/', 'HttpOnly', 'Secure', 'SameSite=Strict'])
      expect(line).toContain(attribute);
  expect(set.join()).not.toContain('Domain');
  expect((await back.text()) + (await (await ask('/session')).text())).not.toMatch(/refresh-1|e30\./);
  expect(back.headers.get('cache-control')).toBe('no-store');
});

it.each`
  attack                                | query                          | before
  ${'an answer that was not asked for'} | ${'code=code-1&state=guessed'} | ${'nothing'}
  ${'the state of another browser'}     | ${'code=code-1&state=guessed'} | ${'sign-in'}
  ${'an answer without a state'}        | ${'code=code-1'}               | ${'sign-in'}
  ${'an error instead of a code'}       | ${'error=access_denied'}       | ${'sign-in'}
`('refuses $attack', async ({ query, before }) => {
  const { ask, asked, jar } = browser();
  if (before === 'sign-in') await ask('/session/sign-in');
  expect((await ask(`/session/callback?${query}`)).status).toBe(400);
  expect(asked).toEqual([]);
  expect(jar.has('__Host-id')).toBe(false);
});

/** What a browser sends when a person follows a link. */
const navigation = { headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } };

it('signs in from two tabs at the same time', async () => {
  const { ask, jar } = browser();
  const states: string[] = [];
  for (const to of ['/numbers', '/dnis-pools']) {
    const there = (await ask(`/session/sign-in?to=${to}`)).headers.get('location') ?? '';
    states.push(new URL(there).searchParams.get('state') ?? '');
  }
  const back = [];
  for (const state of states) back.push(await ask(`/session/callback?code=code-1&state=${state}`));

  expect(back.map(({ headers }) => headers.get('location'))).toEqual(['/numbers', '/dnis-pools']);
  expect([...jar.keys()]).toEqual(['__Host-id', '__Host-refresh']);
});

it('keeps the sign-in of this browser when another one is refused', async () => {
  const { ask, jar } = browser();
  const there = new URL((await ask('/session/sign-in')).headers.get('location') ?? '');
  await ask('/session/callback?code=code-1&state=guessed');
  await ask(`/session/callback?code=code-1&state=${there.searchParams.get('state')}`);

  expect(jar.has('__Host-id')).toBe(true);
});

it('keeps the latest five sign-ins that have not ended', async () => {
  const { ask, jar } = browser();
  const names: string[] = [];
  for (let tab = 0; tab < 8; tab += 1) {
    await ask('/session/sign-in');
    names.push([...jar.keys()].at(-1) ?? '');
  }

  expect([...jar.keys()]).toEqual(names.slice(-5));
});

it('says on a page why Cognito refused, and leads back to the sign-in', async () => {
  const { ask, jar } = browser();
  const there = new URL((await ask('/session/sign-in?to=/numbers')).headers.get('location') ?? '');
  const state = there.searchParams.get('state');
  const refused = await ask(`/session/callback?error=access_denied&state=${state}`, navigation);
  const page = await refused.text();

  expect(refused.status).toBe(400);
  expect(refused.headers.get('content-type')).toContain('text/html');
  expect(refused.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(page).toContain('access_denied');
  expect(page).toContain('href="/session/sign-in?to=%2Fnumbers"');
  expect([...jar.keys()]).toEqual([]);
});

it.each`
  failure                           | query                                                    | cognito                       | status | to
  ${'a sign-in of another browser'} | ${'code=code-1&state=guessed'}                           | ${undefined}                  | ${400} | ${'%2F'}
  ${'a code that Cognito refuses'}  | ${'code=code-1&state=STATE'}                             | ${[400, 'invalid_grant']}     | ${401} | ${'%2Fnumbers'}
  ${'a Cognito that throttles'}     | ${'code=code-1&state=STATE'}                             | ${[429, 'too_many_requests']} | ${502} | ${'%2Fnumbers'}
  ${'an error that is no word'}     | ${'error=%3Cscript%3Ealert(1)%3C/script%3E&state=STATE'} | ${undefined}                  | ${400} | ${'%2Fnumbers'}
`('shows a page with a link after $failure', async ({ query, cognito, status, to }) => {
  const { ask, cognitoSays } = browser();
  const there = new URL((await ask('/session/sign-in?to=/numbers')).headers.get('location') ?? '');
  if (cognito) cognitoSays(() => Response.json({ error: cognito[1] }, { status: cognito[0] }));
  const answer = await ask(
    `/session/callback?${query.replace('STATE', there.searchParams.get('state') ?? '')}`,
    navigation,
  );
  const page = await answer.text();

  expect(answer.status).toBe(status);
  expect(page).toContain(`<a href="/session/sign-in?to=${to}">`);
  expect(page).not.toContain('<script');
});

it('uses an answer once', async () => {
  const { ask, signIn } = browser();
  const { there } = await signIn();
  const again = await ask(`/session/callback?code=code-1&state=${there.searchParams.get('state')}`);

  expect(again.status).toBe(400);
});

it.each(['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)', '/a\r\nb'])(
  'never leads from the sign-in to %j',
  async (to) => {
    const { signIn } = browser();
    expect((await signIn(to)).back.headers.get('location')).toBe('/');
  },
);

it('replaces a token that soon ends, and ends the session when Cognito refuses', async () => {
  const { ask, asked, cognitoSays, jar, later, signIn } = browser();
  await signIn();
  later(3_200);
  cognitoSays(() => Response.json({ id_token: tokenUntil(start + 7_200, []) }));
  expect(await (await ask('/session')).json()).toMatchObject({ mayChange: false });
  expect(asked.at(-1)?.form).toMatchObject({ grant_type: 'refresh_token', refresh_token: 'refresh-1' });
  expect(jar.get('__Host-refresh')).toBe('refresh-1');

  later(3_600);
  cognitoSays(() => Response.json({ error: 'invalid_grant' }, { status: 400 }));
  expect((await ask('/session')).status).toBe(401);
  expect([...jar.keys()]).toEqual([]);
});

it.each`
  cognito                         | status | body
  ${'does not answer'}            | ${503} | ${''}
  ${'throttles'}                  | ${429} | ${{ error: 'too_many_requests' }}
  ${'throttles as its APIs do'}   | ${400} | ${{ __type: 'TooManyRequestsException' }}
  ${'does not know our settings'} | ${400} | ${{ error: 'invalid_client' }}
  ${'answers without a token'}    | ${200} | ${{}}
`('keeps the session while Cognito $cognito', async ({ status, body }) => {
  const { ask, cognitoSays, jar, later, signIn } = browser();
  await signIn();
  later(3_500);
  cognitoSays(() => (body === '' ? new Response('', { status }) : Response.json(body, { status })));

  expect((await ask('/session')).status).toBe(502);
  expect([...jar.keys()]).toEqual(['__Host-id', '__Host-refresh']);
});

it('signs out at Cognito too, and only for our own page', async () => {
  const { ask, asked, jar, signIn } = browser();
  await signIn();
  expect((await ask('/session/sign-out', { method: 'POST' })).status).toBe(403);
  expect(jar.has('__Host-id')).toBe(true);

  const left = await ask('/session/sign-out', { method: 'POST', headers: { 'x-dialplane-console': '1' } });
  expect(await left.json()).toEqual({
    to: `${signInUrl}/logout?client_id=client-1&logout_uri=${encodeURIComponent(consoleUrl)}`,
  });
  expect(asked.at(-1)).toEqual({
    url: `${signInUrl}/oauth2/revoke`,
    form: { client_id: 'client-1', token: 'refresh-1' },
  });
  expect([...jar.keys()]).toEqual([]);
});

it('logs no token and no code', async () => {
  const { ask, cognitoSays, later, logged, signIn } = browser();
  await signIn();
  later(3_500);
  cognitoSays(() => new Response('', { status: 503 }));
  await ask('/session');

  expect(logged).toHaveLength(1);
  expect(logged.join()).not.toMatch(/refresh-1|e30\.|code-1/);
});
