import { type ControlPlane, viewNumber, viewNumbers } from '@dialplane/forwarding-control';
import { parseE164 } from '@dialplane/phone-numbers';
import { Hono } from 'hono';
import type { SignedInOperator } from '../operator';
import { problem, readPage, sendProblem, writeNext } from '@dialplane/http-api';
import { providerFailed, problemOf } from '../rejection-problems';
import { changeView, numberView } from '../views';

/** The account's numbers, each with its forward, its operation, and its audit trail. */
export const numberRoutes = (control: ControlPlane): Hono<SignedInOperator> => {
  const app = new Hono<SignedInOperator>();

  app.get('/', async (context) => {
    const page = readPage(context);
    if (!page.ok) return problem(context, 400, page.error);
    const found = await viewNumbers(control, page.value);
    if (!found.ok) return sendProblem(context, providerFailed(found.error));
    return context.json({ numbers: found.value.items.map(numberView), ...writeNext(found.value.next) });
  });

  app.get('/:number', async (context) => {
    const number = parseE164(context.req.param('number'));
    if (!number.ok) return problem(context, 400, number.error);
    const found = await viewNumber(control, number.value);
    if (!found.ok) return sendProblem(context, providerFailed(found.error));
    return found.value
      ? context.json(numberView(found.value))
      : sendProblem(context, problemOf(number.value, { kind: 'no-such-number' }));
  });

  app.get('/:number/changes', async (context) => {
    const number = parseE164(context.req.param('number'));
    if (!number.ok) return problem(context, 400, number.error);
    const page = readPage(context);
    if (!page.ok) return problem(context, 400, page.error);
    const { changes, next } = await control.changes.list(number.value, page.value.limit, page.value.next);
    return context.json({ changes: changes.map(changeView), ...writeNext(next) });
  });

  return app;
};
