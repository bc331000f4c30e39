import { problem } from '@dialplane/http-api';
import type { MiddlewareHandler } from 'hono';

const names = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Refuses requests for a strange Host, which a web page elsewhere can make a browser send here (DNS rebinding). */
export const onlyFromHere: MiddlewareHandler = async (context, next) => {
  const { hostname } = new URL(context.req.url);
  return names.has(hostname)
    ? next()
    : problem(context, 403, `Cannot answer for the host "${hostname}": expected localhost`);
};

/** Refuses bodies that a web page elsewhere may send without asking: a plain form needs no permission, JSON does. */
export const onlyJson: MiddlewareHandler = async (context, next) => {
  const changes = context.req.method !== 'GET' && context.req.method !== 'DELETE';
  const type = context.req.header('content-type') ?? 'none';
  return changes && !type.startsWith('application/json')
    ? problem(context, 415, `Cannot read a body of type "${type}": expected application/json`)
    : next();
};

/** Refuses requests to a simulated AWS service that no AWS client signed: a web page elsewhere cannot send that header. */
export const onlySigned: MiddlewareHandler = async (context, next) =>
  context.req.header('authorization')?.startsWith('AWS4-')
    ? next()
    : problem(context, 403, 'Cannot answer as AWS: expected a request that an AWS client has signed');
