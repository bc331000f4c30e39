import { once } from 'node:events';
import { createAdaptorServer } from '@hono/node-server';
import type { Emulator } from './emulator';

/** Serves a simulated service on a free port of this machine. */
export const serveSimulator = async ({
  fetch,
}: {
  readonly fetch: (request: Request) => Promise<Response>;
}): Promise<Emulator> => {
  const server = createAdaptorServer({ fetch });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new Error('Cannot serve a simulator: expected a port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    stop: async () => {
      if ('closeAllConnections' in server) server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
