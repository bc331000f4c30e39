import type { ControlPlane } from '@dialplane/forwarding-control';
import type { Logger } from '@dialplane/lambda-runtime';
import { Hono } from 'hono';
import { forwardingOpenapi } from './openapi';
import { type SignedInOperator, requireOperator, type IdentifiesOperator } from './operator';
import { answerError, limitBody, problem } from '@dialplane/http-api';
import { explainRoutes } from './routes/explain';
import { forwardRoutes } from './routes/forwards';
import { inventoryRoutes } from './routes/inventory';
import { numberRoutes } from './routes/numbers';
import { operationRoutes } from './routes/operations';
import { type Sleep, sampleRoutes } from './routes/published-sample';

/** What the API needs from outside. */
export type ForwardingApi = {
  readonly control: ControlPlane;
  readonly whoAsks: IdentifiesOperator;
  readonly log: Logger;
  /** @default the timer of this machine */
  readonly sleep?: Sleep;
};

/** A forward is at most 20 KB. */
const maxBodyBytes = 64 * 1024;

/** The control API: numbers, forwards, operations, and dry runs. Every route requires a sign-in. */
export const forwardingApi = ({
  control,
  whoAsks,
  log,
  sleep = sleepSeconds,
}: ForwardingApi): Hono<SignedInOperator> => {
  const app = new Hono<SignedInOperator>();
  app.use(requireOperator(whoAsks));
  app.use(limitBody(maxBodyBytes));
  app.onError(answerError(log));
  app.notFound((context) => {
    const allowed = methodsOf(app, context.req.path);
    if (allowed.length === 0)
      return problem(context, 404, 'Cannot find this path: expected one of those in /openapi.json');
    context.header('allow', allowed.join(', '));
    return problem(context, 405, `Cannot ${context.req.method} this path: expected ${allowed.join(' or ')}`);
  });

  app.get('/openapi.json', (context) => context.json(forwardingOpenapi));
  app.route('/numbers', numberRoutes(control));
  app.route('/forwards', forwardRoutes(control));
  app.route('/operations', operationRoutes(control));
  app.route('/explain', explainRoutes(control));
  app.route('/', inventoryRoutes(control));
  app.route('/', sampleRoutes(control, sleep));
  return app;
};

/** The methods that a path has. Hono answers HEAD wherever there is GET. */
const methodsOf = ({ routes }: Hono<SignedInOperator>, path: string): readonly string[] => {
  const methods = routes
    .filter((route) => route.method !== 'ALL' && matches(route.path, path))
    .flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
  return [...new Set(methods)].sort();
};

const matches = (template: string, path: string): boolean =>
  new RegExp(`^${template.replace(/:\w+/g, '[^/]+')}$`).test(path);

const sleepSeconds: Sleep = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));
