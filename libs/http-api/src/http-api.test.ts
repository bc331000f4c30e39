import { Hono } from 'hono';
import { problem, readPage, sendProblem, writeNext } from '.';

const api = new Hono()
  .get('/page', (context) => {
    const page = readPage(context);
    return page.ok ? context.json(page.value) : problem(context, 400, page.error);
  })
  .get('/busy', (context) => problem(context, 503, 'Cannot answer', { why: 'all-busy' }, 12))
  .get('/late', (context) => sendProblem(context, { status: 503, title: 'Cannot answer' }));

it.each`
  query                            | page
  ${''}                            | ${{ limit: 50 }}
  ${'limit=1'}                     | ${{ limit: 1 }}
  ${`next=${writeNext('é').next}`} | ${{ limit: 50, next: 'é' }}
`('reads the page of "?$query"', async ({ query, page }) => {
  expect(await (await api.request(`/page?${query}`)).json()).toEqual(page);
});

it.each`
  query          | title
  ${'limit=0'}   | ${'Cannot use the limit "0": expected a whole number from 1 to 100'}
  ${'limit=101'} | ${'Cannot use the limit "101": expected a whole number from 1 to 100'}
  ${'limit=ten'} | ${'Cannot use the limit "ten": expected a whole number from 1 to 100'}
  ${'next='}     | ${'Cannot use next: expected the token of the previous page'}
  ${'next=!'}    | ${'Cannot use next: expected the token of the previous page'}
`('refuses "?$query"', async ({ query, title }) => {
  const response = await api.request(`/page?${query}`);

  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(await response.json()).toEqual({ type: 'about:blank', status: 400, title });
});

it.each`
  path       | retryAfter
  ${'/busy'} | ${'12'}
  ${'/late'} | ${'5'}
`('$path says that a client may retry after $retryAfter s', async ({ path, retryAfter }) => {
  const response = await api.request(path);

  expect({ status: response.status, retryAfter: response.headers.get('retry-after') }).toEqual({
    status: 503,
    retryAfter,
  });
});
