import { randomUUID } from 'node:crypto';
import { goodAnswer, refusal } from './answer';
import { ConnectionLost, type Faults } from './fault';
import type { LimitOf } from './limit';
import type { ServiceOperation } from './service-operation';
import { readInput } from './read-input';
import { findRoute, type Route } from './route';
import { ServiceError } from './service-error';
import { written } from './write-output';

/** A service that is simulated: what its API is, and what its operations do. */
export type SimulatedService<ErrorName extends string = string> = {
  /** As people call it, such as `Amazon Chime SDK Voice`. */
  readonly title: string;
  readonly operations: readonly ServiceOperation[];
  readonly limitOf: LimitOf;
  /** The error for an input that is not allowed. */
  readonly invalidInput: (message: string) => ServiceError;
  /** An error of the service by its name, for faults. */
  readonly errorNamed: (name: ErrorName, message: string) => ServiceError;
  /** Where a developer adds an operation that is missing. */
  readonly source: string;
};

/** What an operation does: given a checked input it answers, or throws a `ServiceError` before anything is changed. */
export type OperationBehaviour = (input: Readonly<Record<string, unknown>>) => object | Promise<object>;

/** What happens around an operation. */
export type AwsRequestContext<ErrorName extends string = string> = {
  /** What an operation does. undefined: it is not simulated. */
  readonly behaviourOf: (operation: string) => OperationBehaviour | undefined;
  readonly fault: Faults<ErrorName>;
  /** Called after each change, before it is answered. */
  readonly changed: () => void;
};

/**
 * Answers one HTTP request of a service's API.
 *
 * @throws ConnectionLost when a fault loses the answer
 */
export const perform = async <ErrorName extends string>(
  service: SimulatedService<ErrorName>,
  around: AwsRequestContext<ErrorName>,
  request: Request,
): Promise<Response> => {
  const requestId = randomUUID();
  try {
    const route = findRoute(service.operations, request);
    if (!route) throw unknownOperation(service.title, request);
    return await answer(service, around, route, { request, requestId });
  } catch (error) {
    if (error instanceof ServiceError) return refusal(error, requestId);
    throw error;
  }
};

const answer = async <ErrorName extends string>(
  service: SimulatedService<ErrorName>,
  { behaviourOf, fault, changed }: AwsRequestContext<ErrorName>,
  route: Route,
  { request, requestId }: { readonly request: Request; readonly requestId: string },
): Promise<Response> => {
  const { name, method, status, output } = route.operation;
  const behave = behaviourOf(name);
  if (!behave) throw notSimulated(name, service.source);
  const input = await readInput(route, request, service.limitOf);
  makeFail(service, fault, name, 'before');
  if (!input.ok) throw service.invalidInput(input.error);
  const answered = await behave(input.value);
  if (method !== 'GET') changed();
  makeFail(service, fault, name, 'after');
  return goodAnswer(status, written(output, answered), requestId);
};

const makeFail = <ErrorName extends string>(
  { errorNamed }: SimulatedService<ErrorName>,
  fault: Faults<ErrorName>,
  name: string,
  when: 'before' | 'after',
): void => {
  const made = fault(name, when);
  if (!made) return;
  if ('lost' in made)
    throw new ConnectionLost(`The connection was lost ${when} ${name}: a fault asked for it`);
  throw errorNamed(made.error, `${name} failed: a fault asked for it ${when} it was done`);
};

/** Errors that the API does not list: of AWS's front door, or of the simulation. */
const unlisted = (name: string, status: number, message: string): ServiceError =>
  new ServiceError(name, status, message, { Code: name });

const unknownOperation = (title: string, { method, url }: Request): ServiceError =>
  unlisted(
    'UnknownOperationException',
    404,
    `Cannot find an operation for ${method} ${new URL(url).pathname}: expected one of the ${title} API`,
  );

const notSimulated = (name: string, source: string): ServiceError =>
  unlisted(
    'NotImplementedException',
    501,
    `Cannot do ${name}: it is not simulated, so add it to ${source}/operations and behaviours.ts`,
  );
