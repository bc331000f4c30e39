import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

const built = join(__dirname, '../../../dist/apps/console');
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};
const config = {
  name: 'Loopback',
  kind: 'loopback',
  features: ['forwarding'],
  csrfHeader: 'X-Dialplane-Console',
};

/** Serves the built page, and passes requests below /api/forwarding on to loopback. */
export const servePage = async (loopback: string) => {
  const http = createServer(async (request, response) => {
    const url = request.url ?? '/';
    if (url === '/config.json')
      return response.setHeader('content-type', 'application/json').end(JSON.stringify(config));
    if (url.startsWith('/api/forwarding/')) {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const { method = 'GET', headers } = request;
      const passed = ['content-type', 'if-match', 'if-none-match'].flatMap((name) => {
        const value = headers[name];
        return typeof value === 'string' ? [[name, value]] : [];
      });
      const answer = await fetch(`${loopback}${url.slice('/api/forwarding'.length)}`, {
        method,
        headers: Object.fromEntries(passed) as Record<string, string>,
        body: chunks.length > 0 ? Buffer.concat(chunks) : null,
      });
      response.statusCode = answer.status;
      for (const name of ['content-type', 'etag']) {
        const value = answer.headers.get(name);
        if (value !== null) response.setHeader(name, value);
      }
      return response.end(Buffer.from(await answer.arrayBuffer()));
    }
    const path = normalize(url.split('?')[0] ?? '/');
    const file = extname(path) ? path : '/index.html';
    response.setHeader('content-type', types[extname(file)] ?? 'text/plain');
    return response.end(await readFile(join(built, file)));
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://localhost:${(http.address() as AddressInfo).port}`,
    stop: () => {
      http.closeAllConnections();
      http.close();
    },
  };
};
