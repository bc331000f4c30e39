import { once } from 'node:events';
import { createAdaptorServer } from '@hono/node-server';
import type { VirtualChime } from '@dialplane/virtual-chime';
import type { Emulator } from './emulator';

/** Serves a virtual Chime on a free port of this machine. */
export const serveChime = async ({ fetch }: VirtualChime): Promise<Emulator> => {
  const server = createAdaptorServer({ fetch });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('Cannot serve Chime: expected a port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    stop: async () => {
      if ('closeAllConnections' in server) server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
