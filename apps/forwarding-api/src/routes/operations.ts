import { type ControlPlane, operationStatus } from '@dialplane/forwarding-control';
import { Hono } from 'hono';
import type { SignedInOperator } from '../operator';
import { problem } from '@dialplane/http-api';
import { soon } from '../soon';
import { operationView } from '../views';

/** The state of operations. Polling an operation advances it when it is due. */
export const operationRoutes = (control: ControlPlane): Hono<SignedInOperator> =>
  new Hono<SignedInOperator>().get('/:id', async (context) => {
    const id = context.req.param('id');
    const operation = await operationStatus(control, id, soon(control.now()));
    return operation
      ? context.json(operationView(operation))
      : problem(
          context,
          404,
          `Cannot find the operation "${id}": expected the last operation of a number. Results of earlier ones are in its changes`,
        );
  });
