import { parseForward } from '@dialplane/forwarding';
import {
  type ControlPlane,
  type Destination,
  type Operation,
  putForward,
  removeForward,
} from '@dialplane/forwarding-control';
import { type E164, isE164, parseE164 } from '@dialplane/phone-numbers';
import { type Context, Hono } from 'hono';
import type { Signed } from '../operator';
import { readPage, writeNext } from '../page';
import { etag, readPrecondition } from '../precondition';
import { problem } from '../problem';
import { noSuchConnector, problemOf } from '../refusal';
import { refuse } from '../refuse';
import { soon } from '../soon';
import { operationView } from '../views';

/** Reads and changes forwards. */
export const forwardRoutes = (control: ControlPlane): Hono<Signed> => {
  const app = new Hono<Signed>();
  const asked = (context: Context<Signed>) => ({
    by: context.get('operator').name,
    until: soon(control.now()),
  });

  app.get('/', async (context) => {
    const page = readPage(context);
    if (!page.ok) return problem(context, 400, page.error);
    const { limit, next } = page.value;
    if (next !== undefined && !isE164(next))
      return problem(context, 400, 'Cannot use next: expected what the page before gave');
    const found = await control.forwards.list(next, limit);
    return context.json({ forwards: found.forwards, ...writeNext(found.next) });
  });

  app.get('/:number', async (context) => {
    const number = parseE164(context.req.param('number'));
    if (!number.ok) return problem(context, 400, number.error);
    const forward = await control.forwards.find(number.value);
    return forward
      ? context.json(forward, 200, etag(forward))
      : refuse(context, problemOf(number.value, { kind: 'no-such-forward' }));
  });

  app.put('/:number', async (context) => {
    const expected = readPrecondition(context);
    if (!expected.ok) return problem(context, 400, expected.error);
    const number = parseE164(context.req.param('number'));
    if (!number.ok) return problem(context, 400, number.error);
    const forward = parseForward(withNumber(await context.req.json(), number.value));
    if (!forward.ok)
      return problem(context, 400, 'Cannot read the forward: every rule below must hold', {
        issues: forward.error,
      });
    const outcome = await putForward(control, forward.value, expected.value, asked(context));
    switch (outcome.kind) {
      case 'stored':
        return context.json(outcome.forward, outcome.created ? 201 : 200, etag(outcome.forward));
      case 'moving':
        return accepted(context, outcome.operation);
      default:
        return refuse(context, problemOf(number.value, outcome));
    }
  });

  app.delete('/:number', async (context) => {
    const expected = readPrecondition(context);
    if (!expected.ok) return problem(context, 400, expected.error);
    const number = parseE164(context.req.param('number'));
    if (!number.ok) return problem(context, 400, number.error);
    const wish = {
      number: number.value,
      to: readDestination(context.req.query('to')),
      expected: expected.value,
    };
    const outcome = await removeForward(control, wish, asked(context));
    switch (outcome.kind) {
      case 'removed':
        return context.body(null, 204);
      case 'moving':
        return accepted(context, outcome.operation);
      case 'destination-required':
        return problem(
          context,
          422,
          `Cannot remove the forward of "${number.value}": nobody knows where the number was before, so say with to=… which Voice Connector it goes to, or nowhere`,
        );
      case 'no-such-connector':
        return refuse(context, noSuchConnector(number.value, outcome.connectorId));
      default:
        return refuse(context, problemOf(number.value, outcome));
    }
  });

  return app;
};

const accepted = (context: Context, operation: Operation): Response =>
  context.json(operationView(operation), 202, { location: `/operations/${operation.id}` });

/** The number stands in the address. A body that names it too, as what was read does, is no mistake, nor is its version. */
const withNumber = (body: unknown, number: E164): unknown => {
  if (typeof body !== 'object' || body === null) return body;
  const { version: _, ...forward } = body as Record<string, unknown>;
  return { ...forward, number };
};

const readDestination = (to: string | undefined): Destination =>
  to === undefined
    ? { kind: 'origin' }
    : to === 'nowhere'
      ? { kind: 'nowhere' }
      : { kind: 'connector', connectorId: to };
