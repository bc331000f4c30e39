import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join, normalize } from 'node:path';
import type { Emulator } from './emulator';

/** Serves a folder of price files as AWS's bulk endpoint does, on a free port of this machine. */
export const servePrices = async (folder: string): Promise<Emulator> => {
  const server = createServer((request, response) => {
    // An absolute URL path cannot lead out of the folder.
    const file = join(folder, normalize(new URL(request.url ?? '/', 'http://prices').pathname));
    readFile(file).then(
      (text) => response.writeHead(200, { 'content-type': 'application/json' }).end(text),
      () => response.writeHead(404).end(),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new Error('Cannot serve prices: expected a port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
