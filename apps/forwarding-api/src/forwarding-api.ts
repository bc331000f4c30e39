import type { ControlPlane } from '@dialplane/forwarding-control';
import type { Logger } from '@dialplane/lambda-runtime';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { openapi } from './openapi';
import { type Signed, signedIn, type WhoAsks } from './operator';
import { problem } from './problem';
import { explanation } from './routes/explain';
import { forwards } from './routes/forwards';
import { inventory } from './routes/inventory';
import { numbers } from './routes/numbers';
import { operations } from './routes/operations';
import { type Pause, publishedSample } from './routes/published-sample';

/** What the API is wired to. */
export type ForwardingApi = {
  readonly control: ControlPlane;
  readonly whoAsks: WhoAsks;
  readonly log: Logger;
  /** @default the machine's own timer */
  readonly pause?: Pause;
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
  app.route('/numbers', numbers(control));
  app.route('/forwards', forwards(control));
  app.route('/operations', operations(control));
  app.route('/explain', explanation(control));
  app.route('/', inventory(control));
  app.route('/', publishedSample(control, pause));
  return app;
};

const sleep: Pause = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));
