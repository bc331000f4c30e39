import {
  checkForward,
  memoryForwards,
  parseForward,
  prompts,
  type StoredForward,
} from '@dialplane/forwarding';
import type { E164 } from '@dialplane/phone-numbers';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { AddressInfo } from 'node:net';
import type { ApiChange, ApiNumber, ApiOperation } from '../src/api';

/** The result of forwarding a number: it is stored at once, or the number is moved first, with this result. */
type Fate = 'at-once' | 'moves' | 'rolled-back' | 'never-ends' | 'elsewhere' | 'breaks';

/** A number for each fate. */
export const fates = {
  '+12065550100': 'at-once',
  '+12065550101': 'moves',
  '+12065550102': 'rolled-back',
  '+12065550103': 'never-ends',
  '+12065550104': 'elsewhere',
  '+12065550105': 'breaks',
} as const satisfies Readonly<Record<string, Fate>>;

/** The token of an operator, who may change forwards, and of a reader, who may not. */
export const tokens = { operator: 'token-of-an-operator', reader: 'token-of-a-reader' } as const;

/** A stand-in for apps/forwarding-api with scripted results, in memory, over HTTP on a free port. */
export const startApi = async ({ signIn = false } = {}) => {
  const forwards = memoryForwards();
  const operations = new Map<string, { view: ApiOperation; asked: number; finish: () => Promise<unknown> }>();
  const changes: ApiChange[] = [];
  const requests: { readonly line: string; readonly authorization: string | undefined }[] = [];
  const app = new Hono();

  const problem = (status: ContentfulStatusCode, title: string, issues?: readonly object[]) =>
    Response.json(
      { type: 'about:blank', status, title, ...(issues && { issues }) },
      {
        status,
        headers: { 'content-type': 'application/problem+json' },
      },
    );
  const fateOf = (number: string): Fate | undefined => (fates as Readonly<Record<string, Fate>>)[number];
  const stored = (forward: StoredForward, status: 200 | 201 = 200) =>
    Response.json(forward, { status, headers: { etag: `"${forward.version}"` } });
  const begin = (number: string, wanted: ApiOperation['wanted'], finish: () => Promise<unknown>) => {
    const at = '2026-01-05T17:00:00Z';
    const id = `${number.slice(1)}-${operations.size + 1}`;
    const view = {
      id,
      number,
      wanted,
      status: 'moving',
      step: 'create-rule',
      attempts: 1,
      startedAt: at,
      updatedAt: at,
    } as const;
    operations.set(id, { view, asked: 0, finish });
    return Response.json(view, { status: 202, headers: { location: `/operations/${id}` } });
  };
  /** A page of rows. The token is the index of the next row. */
  const page = <Row>(key: string, rows: readonly Row[], query: Readonly<Record<string, string>>) => {
    const from = Number(query['next'] ?? 0);
    const to = from + Number(query['limit'] ?? 50);
    return Response.json({ [key]: rows.slice(from, to), ...(to < rows.length && { next: String(to) }) });
  };

  app.use(async ({ req }, next) => {
    const authorization = req.header('authorization');
    requests.push({ line: `${req.method} ${req.path}`, authorization });
    if (!signIn) return next();
    if (!authorization) return Response.json({ message: 'Unauthorized' }, { status: 401 }); // like API Gateway
    if (req.method !== 'GET' && authorization !== `Bearer ${tokens.operator}`)
      return problem(403, 'Cannot change forwards: expected one of the group operators');
    return next();
  });
  app.notFound(({ req }) => problem(404, `Cannot find "${req.path}"`));
  app.onError(() => problem(500, 'Internal error'));

  app.get('/numbers', async ({ req }) => {
    const rows = Object.keys(fates).map(async (number): Promise<ApiNumber> => {
      const forward = await forwards.find(number as E164);
      return {
        number,
        productType: fateOf(number) === 'at-once' ? 'SipMediaApplicationDialIn' : 'VoiceConnector',
        status: 'Assigned',
        attachedTo: [{ kind: 'voice-connector', id: 'vc-1' }],
        ...(forward && { forward }),
      };
    });
    return page('numbers', await Promise.all(rows), req.query());
  });
  app.get('/numbers/:number/changes', ({ req }) => page('changes', [...changes].reverse(), req.query()));
  app.get('/voice-connectors', ({ req }) =>
    page(
      'voiceConnectors',
      [{ id: 'vc-1', name: 'main \u001b[31mline', region: 'us-east-1', requiresEncryption: true }],
      req.query(),
    ),
  );
  app.get('/sip-media-applications', ({ req }) =>
    page(
      'sipMediaApplications',
      [{ id: 'sma-1', name: 'forwarding', region: 'us-east-1', ours: true }],
      req.query(),
    ),
  );
  app.get('/prompts', () =>
    Response.json({ prompts: Object.entries(prompts).map(([name, words]) => ({ name, words })) }),
  );
  app.get('/forwards', async ({ req }) => page('forwards', (await forwards.list()).forwards, req.query()));
  app.get('/forwards/:number', async ({ req }) => {
    const found = await forwards.find(req.param('number') as E164);
    return found ? stored(found) : problem(404, `Cannot find a forward of "${req.param('number')}"`);
  });

  app.put('/forwards/:number', async ({ req }) => {
    const number = req.param('number') as E164;
    const fate = fateOf(number);
    if (!fate) return problem(404, `Cannot forward "${number}": expected a number of the account`);
    if (fate === 'elsewhere')
      return problem(409, `Cannot forward "${number}": another SIP media application answers it`);
    if (fate === 'breaks') throw new Error('the API has a bug');
    const parsed = parseForward({ ...(await req.json()), number });
    if (!parsed.ok) return problem(400, 'Cannot use the forward: every rule below must hold', parsed.error);
    const issues = checkForward(parsed.value);
    if (issues.length > 0) return problem(422, 'Cannot use the forward: every rule below must hold', issues);
    const before = await forwards.find(number);
    const seen = req.header('if-match');
    if (before && !seen && !req.header('if-none-match'))
      return problem(428, `Cannot change the forward of "${number}": expected If-Match`);
    if (before ? seen !== `"${before.version}"` : seen !== undefined)
      return problem(412, `Cannot change the forward of "${number}": somebody changed it`);
    changes.push({
      at: '2026-01-05T17:00:00Z',
      by: 'ann',
      action: 'put',
      outcome: 'done',
      forward: parsed.value,
    });
    const put = () => forwards.put(parsed.value, before?.version ?? 'new');
    if (fate !== 'at-once') return begin(number, 'forwarded', put);
    await put();
    return stored({ ...parsed.value, version: (before?.version ?? 0) + 1 }, before ? 200 : 201);
  });

  app.delete('/forwards/:number', async ({ req }) => {
    const number = req.param('number') as E164;
    const found = await forwards.find(number);
    if (!found) return problem(404, `Cannot find a forward of "${number}"`);
    if (req.header('if-match') !== `"${found.version}"`)
      return problem(412, `Cannot remove the forward of "${number}": somebody changed it`);
    if (req.query('to') === 'vc-unknown')
      return problem(
        422,
        `Cannot send "${number}" to "vc-unknown": expected a Voice Connector of the account`,
      );
    const remove = () => forwards.remove(number, found.version);
    if (fateOf(number) !== 'at-once') return begin(number, 'removed', remove);
    await remove();
    return new Response(null, { status: 204 });
  });

  app.get('/operations/:id', async ({ req }) => {
    const operation = operations.get(req.param('id'));
    if (!operation) return problem(404, `Cannot find the operation "${req.param('id')}"`);
    const fate = fateOf(operation.view.number);
    operation.asked += 1;
    if (operation.asked === 2 && fate === 'moves') {
      await operation.finish();
      operation.view = { ...operation.view, status: 'done' };
    }
    if (operation.asked === 1 && fate === 'rolled-back')
      operation.view = { ...operation.view, status: 'restoring', lastError: 'ForbiddenException: not yours' };
    else if (fate === 'rolled-back') operation.view = { ...operation.view, status: 'restored' };
    return Response.json(operation.view);
  });

  app.post('/explain', async ({ req }) => {
    const { from, to, at = '2026-01-05T17:00:00Z' } = (await req.json()) as Readonly<Record<string, string>>;
    if (Number.isNaN(Date.parse(at)))
      return problem(400, 'Cannot explain the call: every rule below must hold', [
        { path: 'at', message: 'must be a time' },
      ]);
    const forward = await forwards.find(to as E164);
    const because = forward ? 'open' : 'no-forward';
    const targets = forward?.targets ?? [];
    return Response.json({
      number: to,
      from,
      at,
      because,
      sentence: 'A sentence.',
      targets,
      answeredBy: 'our-application',
    });
  });

  const server = createAdaptorServer({ fetch: app.fetch });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
};
