import { answerError, limitBody, problem } from '@dialplane/http-api';
import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { consoleApi } from './console/console-api';
import type { ConsoleServer } from './console/console-server';
import { secureHeaders, servedPage } from './console/served-page';
import { onlyDeliberate, onlyFromHere, onlyJson, onlyOurPages, onlySigned } from './only-from-here';
import type { Platform } from './platform';
import { startPage } from './start-page';

/** The parts of the platform that the server shows and changes. */
export type Served = ConsoleServer &
  Pick<Platform, 'chime'> & {
    /** The origins of other web pages that may use it. @default none */
    readonly origins?: readonly string[];
    /** The folder of the console's built files. @default none */
    readonly page?: string;
  };

const mostBytes = 64 * 1024;

/**
 * Loopback's HTTP interface: the deployed control API, the simulated Amazon Chime under `/chime`, and the resources that only
 * loopback has: phones, and calls with their ladders. Errors are problem details (RFC 9457).
 */
export const server = (served: Served): Hono => {
  const { chime, dnis, dialtone, api, origins = [], page, log } = served;
  const app = new Hono();
  app.use(secureHeaders);
  app.use(onlyFromHere);
  app.use(onlyOurPages(origins));
  app.use('/chime/*', onlySigned);
  app.mount('/chime', chime.fetch);
  app.use('/connect/*', onlySigned);
  app.mount('/connect', dnis.connect.fetch);
  // Twilio's clients send their credentials with every request. A foreign web page does not have them.
  if (dialtone) app.mount('/twilio', dialtone.twilio.fetch);

  if (origins.length > 0) app.use(cors({ origin: [...origins], exposeHeaders: ['etag', 'location'] }));
  app.use(onlyDeliberate(origins));
  app.use(onlyJson);
  app.use(limitBody(mostBytes));
  app.notFound((context) =>
    problem(context, 404, `Cannot find "${context.req.path}": expected one of ${paths}`),
  );
  app.onError(answerError(log));

  app.route('/', consoleApi(served));
  if (page !== undefined) app.use(servedPage(page));
  app.get('/', (context) => context.html(startPage));

  for (const path of ['/pools', '/pools/*']) app.all(path, (context) => dnis.api.fetch(context.req.raw));

  app.route('/', api);
  return app;
};

const paths =
  '/, /config.json, /api/…, /chime, /connect, /twilio, /pools, and those that /openapi.json describes';
