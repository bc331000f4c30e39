import type { ControlPlane } from '@dialplane/forwarding-control';
import type { Logger } from '@dialplane/lambda-runtime';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { openapi } from './openapi';
import { type Signed, signedIn, type WhoAsks } from './operator';
import { problem } from './problem';
import { explainRoutes } from './routes/explain';
import { forwardRoutes } from './routes/forwards';
import { inventoryRoutes } from './routes/inventory';
import { numberRoutes } from './routes/numbers';
import { operationRoutes } from './routes/operations';
import { type Sleep, sampleRoutes } from './routes/published-sample';

/** What the API is wired to. */
export type ForwardingApi = {
  readonly control: ControlPlane;
  readonly whoAsks: WhoAsks;
  readonly log: Logger;
  /** @default the machine's own timer */
  readonly pause?: Sleep;
};

/** The largest forward is checked to be below 20 KB. */
const mostBytes = 64 * 1024;

/** The control API: numbers, forwards, operations, and dry runs. Every route is for those who have signed in. */
export const forwardingApi = ({ control, whoAsks, log, pause = sleep }: ForwardingApi): Hono<Signed> => {
  const app = new Hono<Signed>();
  app.use(signedIn(whoAsks));
  app.use(
    bodyLimit({
      maxSize: mostBytes,
      onError: (context) =>
        problem(context, 413, `Cannot read the body: expected at most ${mostBytes} bytes`),
    }),
  );
  app.onError((error, context) => {
    if (error instanceof SyntaxError)
      return problem(context, 400, `Cannot read the body as JSON: ${error.message}`);
    log.error('A request failed', { route: context.req.routePath, error });
    return problem(context, 500, 'Cannot answer: something went wrong here, and the log says what');
  });
  app.notFound((context) =>
    problem(context, 404, 'Cannot find this: expected one of the paths that /openapi.json describes'),
  );

  app.get('/openapi.json', (context) => context.json(openapi));
  app.route('/numbers', numberRoutes(control));
  app.route('/forwards', forwardRoutes(control));
  app.route('/operations', operationRoutes(control));
  app.route('/explain', explainRoutes(control));
  app.route('/', inventoryRoutes(control));
  app.route('/', sampleRoutes(control, pause));
  return app;
};

const sleep: Sleep = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));
