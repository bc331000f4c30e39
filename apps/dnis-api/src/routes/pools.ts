import type { DnisPools } from '@dialplane/dnis-pool';
import { Hono } from 'hono';
import type { Signed } from '../client';

/** The pools and their rules. */
export const pools = ({ pools: all }: DnisPools): Hono<Signed> => {
  const app = new Hono<Signed>();
  app.get('/', (context) => context.json({ pools: all }));
  return app;
};
