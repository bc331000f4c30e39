import type { MiddlewareHandler } from 'hono';
import { problem } from './problem';

const names = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Refuses requests that a web page elsewhere could make a browser send here: a strange Host (DNS rebinding), or a body
 * that is not JSON (a plain form needs no permission from us, JSON does). The server listens on loopback only besides.
 */
export const onlyFromHere: MiddlewareHandler = async (context, next) => {
  const { hostname } = new URL(context.req.url);
  if (!names.has(hostname))
    return problem(context, 403, `Cannot answer for the host "${hostname}": expected localhost`);
  const changes = context.req.method !== 'GET' && context.req.method !== 'DELETE';
  const type = context.req.header('content-type') ?? 'none';
  if (changes && !type.startsWith('application/json')) {
    return problem(context, 415, `Cannot read a body of type "${type}": expected application/json`);
  }
  return next();
};
