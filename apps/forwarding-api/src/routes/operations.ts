import { type ControlPlane, operationStatus } from '@dialplane/forwarding-control';
import { Hono } from 'hono';
import type { Signed } from '../operator';
import { problem } from '../problem';
import { soon } from '../soon';
import { operationView } from '../views';

/** How operations stand. Asking moves one on, if it is due. */
export const operationRoutes = (control: ControlPlane): Hono<Signed> =>
  new Hono<Signed>().get('/:id', async (context) => {
    const id = context.req.param('id');
    const operation = await operationStatus(control, id, soon(control.now()));
    return operation
      ? context.json(operationView(operation))
      : problem(
          context,
          404,
          `Cannot find the operation "${id}": expected the last one of a number; how earlier ones ended is among its changes`,
        );
  });
