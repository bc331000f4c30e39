import { problem } from '@dialplane/http-api';
import type { MiddlewareHandler } from 'hono';

const names = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Refuses requests with an unknown Host header, which a foreign web page can make a browser send to loopback (DNS rebinding).
 */
export const onlyFromHere: MiddlewareHandler = async (context, next) => {
  const { hostname } = new URL(context.req.url);
  return names.has(hostname)
    ? next()
    : problem(context, 403, `Cannot answer for the host "${hostname}": expected localhost`);
};

/** Refuses bodies that a foreign web page may send without a preflight request: a plain form needs none, JSON does. */
export const onlyJson: MiddlewareHandler = async (context, next) => {
  const changes = context.req.method !== 'GET' && context.req.method !== 'DELETE';
  const type = context.req.header('content-type') ?? 'none';
  return changes && !type.startsWith('application/json')
    ? problem(context, 415, `Cannot read a body of type "${type}": expected application/json`)
    : next();
};

/**
 * Refuses requests to a simulated AWS service without an AWS client's signature: a foreign web page cannot send that header.
 */
export const onlySigned: MiddlewareHandler = async (context, next) =>
  context.req.header('authorization')?.startsWith('AWS4-')
    ? next()
    : problem(context, 403, 'Cannot answer as AWS: expected a request that an AWS client has signed');
