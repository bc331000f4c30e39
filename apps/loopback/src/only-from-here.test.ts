import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { consoleUnderTest, type ConsoleUnderTest } from '../testing';

let app: ConsoleUnderTest['app'];
const friend = 'http://localhost:3000';

beforeAll(async () => {
  const page = mkdtempSync(join(tmpdir(), 'page-'));
  mkdirSync(join(page, 'assets'));
  writeFileSync(join(page, 'index.html'), '<!doctype html><title>Console</title>');
  writeFileSync(join(page, 'assets', 'main-abc123.js'), 'export {}');
  writeFileSync(join(page, 'secret'), 'no type');
  ({ app } = await consoleUnderTest([friend], { page }));
});

const post = (headers: Record<string, string>, path: string, method = 'POST') =>
  app.request(`http://localhost${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ from: '+12065550199', to: '+12065550100' }),
  });

const console_ = { 'x-dialplane-console': '1' };
const ours = { origin: 'http://localhost', 'sec-fetch-site': 'same-origin' };
const foreign = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
const neighbour = { origin: 'http://localhost:9999', 'sec-fetch-site': 'same-site' };

describe('a change', () => {
  it.each`
    from                                        | headers                                              | path                  | status
    ${'our page'}                               | ${{ ...ours, ...console_ }}                          | ${'/api/local/calls'} | ${202}
    ${'our page, without the header'}           | ${ours}                                              | ${'/api/local/calls'} | ${403}
    ${'a program, with the header'}             | ${console_}                                          | ${'/api/local/calls'} | ${202}
    ${'a program, without the header'}          | ${{}}                                                | ${'/api/local/calls'} | ${403}
    ${'a program, at a deployed path'}          | ${{}}                                                | ${'/explain'}         | ${200}
    ${'a foreign page'}                         | ${foreign}                                           | ${'/explain'}         | ${403}
    ${'a foreign page that claims the header'}  | ${{ ...foreign, ...console_ }}                       | ${'/api/local/calls'} | ${403}
    ${'a page of another port of this machine'} | ${{ ...neighbour, ...console_ }}                     | ${'/api/local/calls'} | ${403}
    ${'a sandboxed frame'}                      | ${{ origin: 'null' }}                                | ${'/explain'}         | ${403}
    ${'a page that is let in'}                  | ${{ origin: friend, 'sec-fetch-site': 'same-site' }} | ${'/explain'}         | ${200}
    ${'a page that is let in, below /api'}      | ${{ origin: friend }}                                | ${'/api/local/calls'} | ${403}
    ${'a form of our own page'}                 | ${{ ...ours, 'content-type': 'text/plain' }}         | ${'/explain'}         | ${403}
  `('from $from at $path is answered with $status', async ({ headers, path, status }) => {
    expect((await post(headers, path)).status).toBe(status);
  });

  it.each(['PUT', 'DELETE'])('by %s needs the header as well', async (method) => {
    const path = '/api/forwarding/forwards/+12065550100';
    const withHeader = await app.request(`http://localhost${path}`, {
      method,
      headers: { ...console_, 'content-type': 'application/json' },
      ...(method === 'PUT' && { body: '{}' }),
    });
    const without = await app.request(`http://localhost${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(method === 'PUT' && { body: '{}' }),
    });

    expect(without.status).toBe(403);
    expect(withHeader.status).not.toBe(403);
  });
});

describe('a read', () => {
  const get = (headers: Record<string, string>, path = '/api/local/calls', host = 'localhost') =>
    app.request(`http://${host}${path}`, { headers });

  it.each`
    from                            | headers                                                                                           | status
    ${'our page'}                   | ${{ 'sec-fetch-site': 'same-origin' }}                                                            | ${200}
    ${'the address bar'}            | ${{ 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' }}                                     | ${200}
    ${'a link on a foreign page'}   | ${{ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }} | ${200}
    ${'an image of a foreign page'} | ${{ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' }}     | ${403}
    ${'a frame of a foreign page'}  | ${{ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' }}   | ${403}
    ${'a script of a foreign page'} | ${foreign}                                                                                        | ${403}
  `('by $from is answered with $status', async ({ headers, status }) => {
    expect((await get(headers)).status).toBe(status);
  });

  it.each(['rebound.example', '192.0.2.7', 'localhost.evil.example'])(
    'that addresses us as %s is refused, also of the page itself',
    async (host) => {
      expect((await get({}, '/api/local/calls', host)).status).toBe(403);
      expect((await get({ accept: 'text/html' }, '/', host)).status).toBe(403);
    },
  );
});

describe('the page', () => {
  const get = (path: string, accept = 'text/html,*/*') =>
    app.request(`http://localhost${path}`, { headers: { accept } });

  it.each(['/', '/numbers', '/calls/some-id', '/pools'])('is what a browser gets at %s', async (path) => {
    const answer = await get(path);
    expect(await answer.text()).toContain('<title>Console</title>');
    expect(answer.headers.get('cache-control')).toBe('no-cache');
  });

  it('is not what a program gets at a path of the API', async () => {
    expect((await get('/numbers', '*/*')).headers.get('content-type')).toContain('application/json');
    expect((await get('/api/local/nothing')).status).toBe(404);
  });

  it('may run no script but its own, and cannot be framed', async () => {
    const { headers } = await get('/');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
  });

  it('has files that a browser keeps, as their names contain a digest', async () => {
    const answer = await get('/assets/main-abc123.js', '*/*');
    expect(answer.headers.get('content-type')).toContain('text/javascript');
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  });

  it.each(['/assets/..%2findex.html', '/..%2f..%2fetc%2fpasswd', '/secret', '/assets/none.js', '/.env'])(
    'does not give away %s',
    async (path) => {
      expect((await get(path, '*/*')).status).toBe(404);
    },
  );

  it('lets no answer of an API be stored', async () => {
    expect((await get('/api/local/calls', '*/*')).headers.get('cache-control')).toBe('no-store');
  });
});
