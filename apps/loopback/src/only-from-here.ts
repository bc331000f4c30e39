import { csrfHeader } from '@dialplane/console-api';
import { problem } from '@dialplane/http-api';
import type { Context, MiddlewareHandler } from 'hono';

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

const isRead = (method: string): boolean => method === 'GET' || method === 'HEAD' || method === 'OPTIONS';

/**
 * Refuses what a browser sends for a page that is neither ours nor one of `origins`. Browsers name the page in Origin, or say in
 * Sec-Fetch-Site that it is another one; programs such as curl and the CLI send neither. A link to us may be followed: it reads
 * a page, and its opener cannot see it.
 */
export const onlyOurPages =
  (origins: readonly string[]): MiddlewareHandler =>
  async (context, next) => {
    const origin = context.req.header('origin');
    const site = context.req.header('sec-fetch-site');
    const known = origin === undefined || isOurs(context, origin) || origins.includes(origin);
    const foreign = site === 'cross-site' || (site === 'same-site' && origin === undefined);
    const followed =
      context.req.method === 'GET' &&
      context.req.header('sec-fetch-mode') === 'navigate' &&
      context.req.header('sec-fetch-dest') === 'document';
    const listed = origin !== undefined && origins.includes(origin);
    return known && (!foreign || followed || listed)
      ? next()
      : problem(
          context,
          403,
          `Cannot answer the page of "${origin ?? 'another site'}": expected our own page`,
        );
  };

const isOurs = (context: Context, origin: string): boolean => new URL(context.req.url).origin === origin;

/**
 * Refuses changes that a foreign page may have caused. Below `/api` each change needs the console's header, which a browser sends
 * for a foreign page only after asking with a preflight request. Elsewhere a program needs no header, and a browser does.
 */
export const onlyDeliberate =
  (origins: readonly string[]): MiddlewareHandler =>
  async (context, next) => {
    const { method, path } = context.req;
    if (isRead(method) || context.req.header(csrfHeader) === '1') return next();
    const origin = context.req.header('origin');
    const fromProgram = origin === undefined && context.req.header('sec-fetch-site') === undefined;
    const listed = origin !== undefined && origins.includes(origin);
    return !path.startsWith('/api/') && (fromProgram || listed)
      ? next()
      : problem(context, 403, `Cannot ${method} "${path}": expected the header ${csrfHeader}: 1`);
  };

/** Refuses bodies that a foreign web page may send without a preflight request: a plain form needs none, JSON does. */
export const onlyJson: MiddlewareHandler = async (context, next) => {
  const changes = !isRead(context.req.method) && context.req.method !== 'DELETE';
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
