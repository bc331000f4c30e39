import { randomUUID } from 'node:crypto';
import { behaviours } from './behaviours';
import { ConnectionLost, type Faults } from './fault';
import { errorAnswer, goodAnswer, refusal } from './http/answer';
import { ChimeError } from './http/chime-error';
import { operations } from './http/chime-operations';
import { readInput } from './http/read-input';
import { findRoute, type Route } from './http/route';
import type { Service } from './service';

/** What happens around an operation. */
export type Surroundings = {
  readonly fault: Faults;
  readonly changed: () => void;
};

/**
 * Answers one HTTP request of the service's API.
 *
 * @throws ConnectionLost when a fault loses the answer
 */
export const perform = async (
  service: Service,
  around: Surroundings,
  request: Request,
): Promise<Response> => {
  const requestId = randomUUID();
  const route = findRoute(operations, request);
  if (!route)
    return errorAnswer({
      status: 404,
      name: 'UnknownOperationException',
      message: `Cannot find an operation for ${request.method} ${new URL(request.url).pathname}: expected one of the Amazon Chime SDK Voice API`,
      requestId,
    });
  try {
    return await answer(service, around, route, { request, requestId });
  } catch (error) {
    if (error instanceof ChimeError) return refusal(error, requestId);
    throw error;
  }
};

const answer = async (
  service: Service,
  { fault, changed }: Surroundings,
  route: Route,
  { request, requestId }: { readonly request: Request; readonly requestId: string },
): Promise<Response> => {
  const { name, method, status } = route.operation;
  // What a name's function takes is what the name's table makes, which the compiler cannot see from here.
  const behave = behaviours[name] as ((service: Service, input: unknown) => object) | undefined;
  if (!behave)
    return errorAnswer({
      status: 501,
      name: 'NotImplementedException',
      message: `Cannot do ${name}: it is not simulated, so add it to libs/virtual-chime/src/operations and behaviours.ts`,
      requestId,
    });
  const input = await readInput(route, request);
  fail(fault, name, 'before');
  if (!input.ok) throw input.error;
  const output = behave(service, input.value);
  if (method !== 'GET') changed();
  fail(fault, name, 'after');
  return goodAnswer(status, output, requestId);
};

const fail = (fault: Faults, name: string, when: 'before' | 'after'): void => {
  const made = fault(name, when);
  if (!made) return;
  if ('lost' in made)
    throw new ConnectionLost(`The connection was lost ${when} ${name}: a fault asked for it`);
  throw new ChimeError(made.error, `${name} failed: a fault asked for it ${when} it was done`);
};
