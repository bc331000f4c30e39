import { csrfHeader, localOpenapi } from '@dialplane/console-api';
import { prompts } from '@dialplane/forwarding';
import { problem } from '@dialplane/http-api';
import { Hono } from 'hono';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ownNumbers } from '../numbers';
import type { ConsoleServer } from './console-server';
import { overview } from './overview';
import { callRoutes } from './routes/calls';
import { dialtoneRoutes, extensionsOf } from './routes/dialtone';
import { eventStream } from './routes/event-stream';
import { phoneRoutes } from './routes/phones';
import { ratingRoutes } from './routes/rating';
import type { Schemas } from './schemas';

const promptFolder = join(__dirname, '../../../forwarding-sma/prompts');

/** Everything that the console asks of loopback. */
export const consoleApi = (server: ConsoleServer): Hono => {
  const { dnis, dialtone, api, control, events, poolHistory, rating } = server;
  const app = new Hono();

  app.get('/config.json', (context) => {
    const config: Schemas['Config'] = {
      name: 'loopback',
      kind: 'loopback',
      features: [
        'forwarding',
        'dnis',
        'overview',
        'calls',
        'phones',
        'dnis-history',
        'rating',
        ...(dialtone ? (['dialtone'] as const) : []),
        'events',
      ],
      csrfHeader,
    };
    return context.json(config, 200, { 'cache-control': 'no-store' });
  });
  app.get('/session', (context) => context.json({ name: 'loopback', mayChange: true }));

  // The deployed APIs have their routes at the root.
  app.mount('/api/forwarding', api.fetch);
  app.mount('/api/dnis', dnis.api.fetch);

  app.get('/api/local/openapi.json', (context) => context.json(localOpenapi));
  app.route('/api/local/events', eventStream(events));
  app.route('/api/local/calls', callRoutes(server));
  app.route('/api/local/phones', phoneRoutes(server));
  app.route('/api/local/rating', ratingRoutes(rating));
  if (dialtone)
    app.route(
      '/api/local/dialtone',
      dialtoneRoutes(dialtone, () => control.now() * 1000),
    );

  app.get('/api/local/overview', async (context) =>
    context.json(
      await overview({
        now: control.now,
        numbers: ownNumbers,
        forwards: control.forwards,
        operations: control.operations,
        journal: server.journal,
        rating,
        poolUse: async () =>
          Promise.all(
            dnis.pools.map(async ({ name }) => {
              const use = await dnis.api.request(`/pools/${name}/use`);
              return (await use.json()) as { pool: string; numbers: number; free: number; retired: number };
            }),
          ),
        extensions: () => extensionsOf(dialtone),
      }),
    ),
  );

  app.get('/api/local/pools/:pool/history', (context) => {
    const { minutes = '60' } = context.req.query();
    if (!/^\d{1,5}$/.test(minutes) || Number(minutes) < 1 || Number(minutes) > 10_080)
      return problem(context, 400, `Cannot show ${minutes} minutes: expected 1 to 10080`);
    const found = poolHistory.view(context.req.param('pool'), Number(minutes));
    return found
      ? context.json(found)
      : problem(context, 404, `Cannot find the pool "${context.req.param('pool')}"`);
  });

  app.get('/api/local/prompts', (context) =>
    context.json({
      prompts: Object.entries(prompts).map(([name, text]) => ({
        name,
        text,
        audio: `/api/local/prompts/${name}.wav`,
      })),
    }),
  );
  app.get('/api/local/prompts/:file{[a-z-]+\\.wav}', (context) => {
    const path = join(promptFolder, context.req.param('file'));
    return existsSync(path)
      ? context.body(new Uint8Array(readFileSync(path)), 200, { 'content-type': 'audio/wav' })
      : problem(context, 404, 'Cannot find the prompt');
  });

  return app;
};
