import { renewingFetch } from './renewing-fetch';

const origin = 'https://console.example.com';

/** A console whose token has expired, and which `/session` answers with `session`. */
const signedIn = (session: () => Response = () => Response.json({ name: 'ada' })) => {
  let isValid = false;
  const sent: string[] = [];
  const ask = renewingFetch(async (request) => {
    const { pathname } = new URL(typeof request === 'string' ? request : request.url, origin);
    const body = typeof request === 'string' ? '' : await request.text();
    sent.push([pathname, body].filter(Boolean).join(' '));
    await new Promise((resolve) => setTimeout(resolve, 5));
    if (pathname !== '/session') return new Response('', { status: isValid ? 200 : 401 });
    const answer = session();
    isValid = answer.ok;
    return answer;
  });
  return {
    ask: (path: string, init?: RequestInit) => ask(new Request(`${origin}${path}`, init)),
    sent,
  };
};

it('renews an expired token once for all requests, and sends each again', async () => {
  const { ask, sent } = signedIn();
  const answers = await Promise.all([
    ask('/api/forwarding/numbers'),
    ask('/api/dnis/pools'),
    ask('/session'),
  ]);

  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(await answers[2]?.json()).toEqual({ name: 'ada' });
  expect(sent.filter((path) => path === '/session')).toHaveLength(1);
});

it('sends a change again with its body', async () => {
  const { ask, sent } = signedIn();
  const { status } = await ask('/api/forwarding/forwards/x', { method: 'PUT', body: '{"atEnd":"apology"}' });

  const change = '/api/forwarding/forwards/x {"atEnd":"apology"}';
  expect([status, ...sent]).toEqual([200, change, '/session', change]);
});

it('reads the session again when a later token expires', async () => {
  const { ask, sent } = signedIn();
  await ask('/session');
  await ask('/session');

  expect(sent).toEqual(['/session', '/session']);
});

it.each`
  session                                     | status
  ${'that has ended'}                         | ${401}
  ${'whose sign-in service is not answering'} | ${502}
`('sends nothing again for a session $session', async ({ status }) => {
  const { ask, sent } = signedIn(() => new Response('', { status }));
  const answers = await Promise.all([ask('/api/forwarding/numbers'), ask('/api/forwarding/forwards')]);

  expect(answers.map((answer) => answer.status)).toEqual([status, status]);
  expect(sent).toEqual(['/api/forwarding/numbers', '/api/forwarding/forwards', '/session']);
});

it('sends a request once more only', async () => {
  const sent: unknown[] = [];
  const ask = renewingFetch(async (request) => {
    sent.push(request);
    return new Response('', { status: request === '/session' ? 200 : 401 });
  });

  expect((await ask(new Request(`${origin}/api/forwarding/numbers`))).status).toBe(401);
  expect(sent).toHaveLength(3);
});
