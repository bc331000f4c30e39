import { contentSecurityPolicy, permissionsPolicy } from '@dialplane/console-api';
import type { MiddlewareHandler } from 'hono';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const compress = promisify(gzip);

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/** Adds the headers that tell a browser what pages from here may do. */
export const secureHeaders: MiddlewareHandler = async (context, next) => {
  await next();
  const { headers } = context.res;
  headers.set('content-security-policy', contentSecurityPolicy);
  headers.set('permissions-policy', permissionsPolicy);
  headers.set('x-content-type-options', 'nosniff');
  headers.set('referrer-policy', 'no-referrer');
  headers.set('cross-origin-opener-policy', 'same-origin');
  headers.set('cross-origin-resource-policy', 'same-origin');
  if (!headers.has('cache-control')) headers.set('cache-control', 'no-store');
};

/** A navigation of a browser, and not a request of a program: only the former wants HTML. */
const isNavigation = (accept: string | undefined, path: string): boolean =>
  accept?.includes('text/html') === true && extname(path) === '' && !path.startsWith('/api/');

/**
 * Serves the console's built files, and its page for every path that a browser navigates to. File names in `assets/` contain a
 * digest of the content, so a browser keeps them; it asks again for everything else.
 */
export const servedPage =
  (folder: string): MiddlewareHandler =>
  async (context, next) => {
    const { method, path } = context.req;
    if (method !== 'GET' && method !== 'HEAD') return next();
    const name = isNavigation(context.req.header('accept'), path) ? '/index.html' : path;
    const type = /^\/(?:assets\/)?[\w-][\w.-]*$/.test(name) ? types[extname(name)] : undefined;
    const bytes = type === undefined ? undefined : await readFile(join(folder, name)).catch(() => undefined);
    if (!bytes || type === undefined) return next();
    const isCompressed = context.req.header('accept-encoding')?.includes('gzip') ?? false;
    const sent = isCompressed ? await compress(bytes) : bytes;
    return context.body(new Uint8Array(sent), 200, {
      'content-type': type,
      vary: 'accept, accept-encoding',
      ...(isCompressed && { 'content-encoding': 'gzip' }),
      'cache-control': name.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    });
  };
