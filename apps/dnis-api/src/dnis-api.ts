import type { DnisPools } from '@dialplane/dnis-pool';
import type { CountMetric, Logger } from '@dialplane/lambda-runtime';
import { Hono } from 'hono';
import { only, type SignedInClient, requireClient, type IdentifiesClient } from './client';
import { answerError, limitBody, problem } from '@dialplane/http-api';
import { dnisOpenapi } from './openapi';
import { importRoutes } from './routes/import-rows';
import { poolNumberRoutes } from './routes/numbers';
import { poolRoutes } from './routes/pools';
import { reservationRoutes } from './routes/reservations';
import { publishedSampleRoutes } from './routes/published-sample';
import { sizingRoutes } from './routes/sizing';

/** What the API is wired to. */
export type DnisApi = {
  readonly dnis: DnisPools;
  readonly whoAsks: IdentifiesClient;
  readonly log: Logger;
  readonly count: CountMetric;
};

/** A context is below 32 KB; escapes in JSON make it longer. An import of numbers has about 100 bytes a row. */
const mostBytes = 1024 * 1024;

/** The pool API: reservations, numbers, and the published sample's requests. Every route needs a client that is signed in. */
export const dnisApi = ({ dnis, whoAsks, log, count }: DnisApi): Hono<SignedInClient> => {
  const app = new Hono<SignedInClient>();
  app.use(requireClient(whoAsks));
  app.use(limitBody(mostBytes));
  app.onError(answerError(log));
  app.notFound((context) =>
    problem(context, 404, 'Cannot find this: expected one of the paths in the README of dnis-api'),
  );

  app.get('/openapi.json', (context) => context.json(dnisOpenapi));
  app.route('/pools', poolRoutes(dnis));
  app.route('/pools', reservationRoutes(dnis, count));
  app.route('/pools', poolNumberRoutes(dnis));
  app.route('/pools/import', importRoutes(dnis));
  app.route('/sizing', sizingRoutes());
  app.use('/', only('mayTransfer'));
  app.route('/', publishedSampleRoutes(dnis, count));
  return app;
};
