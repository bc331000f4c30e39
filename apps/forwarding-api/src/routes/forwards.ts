import { parseForward } from '@dialplane/forwarding';
import {
  type ControlPlane,
  type RemovalDestination,
  type Operation,
  putForward,
  removeForward,
} from '@dialplane/forwarding-control';
import { type E164, isE164, parseE164 } from '@dialplane/phone-numbers';
import { type Context, Hono } from 'hono';
import type { SignedInOperator } from '../operator';
import { problem, readPage, sendProblem, writeNext } from '@dialplane/http-api';
import { etag, readPrecondition } from '../precondition';
import { noSuchConnector, problemOf } from '../rejection-problems';
import { soon } from '../soon';
import { operationView } from '../views';

/** Reads and changes forwards. */
export const forwardRoutes = (control: ControlPlane): Hono<SignedInOperator> => {
  const app = new Hono<SignedInOperator>();
  const requestContext = (context: Context<SignedInOperator>) => ({
    by: context.get('operator').name,
    until: soon(control.now()),
  });

  app.get('/', async (context) => {
    const page = readPage(context);
    if (!page.ok) return problem(context, 400, page.error);
    const { limit, next } = page.value;
    if (next !== undefined && !isE164(next))
      return problem(context, 400, 'Cannot use next: expected the token of the previous page');
    const found = await control.forwards.list(next, limit);
    return context.json({ forwards: found.forwards, ...writeNext(found.next) });
  });

  app.get('/:number', async (context) => {
    const number = parseE164(context.req.param('number'));
    if (!number.ok) return problem(context, 400, number.error);
    const forward = await control.forwards.find(number.value);
    return forward
      ? context.json(forward, 200, etag(forward))
      : sendProblem(context, problemOf(number.value, { kind: 'no-such-forward' }));
  });

  app.put('/:number', async (context) => {
    const expected = readPrecondition(context);
    if (!expected.ok) return problem(context, 400, expected.error);
    const number = parseE164(context.req.param('number'));
    if (!number.ok) return problem(context, 400, number.error);
    const body: unknown = await context.req.json();
    const named = numberIn(body);
    if (named !== undefined && named !== number.value)
      return problem(context, 400, 'Cannot read the forward: every rule below must hold', {
        issues: [{ path: 'number', message: `must be ${number.value}, as in the path, or be left out` }],
      });
    const forward = parseForward(withNumber(body, number.value));
    if (!forward.ok)
      return problem(context, 400, 'Cannot read the forward: every rule below must hold', {
        issues: forward.error,
      });
    const outcome = await putForward(control, forward.value, expected.value, requestContext(context));
    switch (outcome.kind) {
      case 'stored':
        return context.json(outcome.forward, outcome.created ? 201 : 200, etag(outcome.forward));
      case 'moving':
        return accepted(context, outcome.operation);
      default:
        return sendProblem(context, problemOf(number.value, outcome));
    }
  });

  app.delete('/:number', async (context) => {
    const expected = readPrecondition(context);
    if (!expected.ok) return problem(context, 400, expected.error);
    const number = parseE164(context.req.param('number'));
    if (!number.ok) return problem(context, 400, number.error);
    const request = {
      number: number.value,
      to: readDestination(context.req.query('to')),
      expected: expected.value,
    };
    const outcome = await removeForward(control, request, requestContext(context));
    switch (outcome.kind) {
      case 'removed':
        return context.body(null, 204);
      case 'moving':
        return accepted(context, outcome.operation);
      case 'destination-required':
        return problem(
          context,
          422,
          `Cannot remove the forward of "${number.value}": it is not known where the number was before, so name its Voice Connector with to=…, or to=nowhere`,
        );
      case 'no-such-connector':
        return sendProblem(context, noSuchConnector(number.value, outcome.connectorId));
      default:
        return sendProblem(context, problemOf(number.value, outcome));
    }
  });

  return app;
};

const accepted = (context: Context, operation: Operation): Response =>
  context.json(operationView(operation), 202, { location: `/operations/${operation.id}` });

/** The number that a body names; undefined if it names none. */
const numberIn = (body: unknown): unknown =>
  typeof body === 'object' && body !== null && 'number' in body ? body.number : undefined;

/** The path has the number. A body that was read from the API has it too, and the version, so both are allowed. */
const withNumber = (body: unknown, number: E164): unknown => {
  if (typeof body !== 'object' || body === null) return body;
  const { version: _, ...forward } = body as Record<string, unknown>;
  return { ...forward, number };
};

const readDestination = (to: string | undefined): RemovalDestination =>
  to === undefined
    ? { kind: 'origin' }
    : to === 'nowhere'
      ? { kind: 'nowhere' }
      : { kind: 'connector', connectorId: to };
