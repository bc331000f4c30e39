import { type DnisPools, type Pool, stateOf } from '@dialplane/dnis-pool';
import { Hono } from 'hono';
import type { SignedInClient } from '../client';
import { noSuchPool, poolNamed } from '../pool-named';

/** The pools with their rules, and the use of one. */
export const poolRoutes = (dnis: DnisPools): Hono<SignedInClient> => {
  const app = new Hono<SignedInClient>();
  app.get('/', (context) => context.json({ pools: dnis.pools }));
  app.get('/:pool/use', async (context) => {
    const pool = poolNamed(dnis, context.req.param('pool'));
    return pool ? context.json(await useOf(dnis, pool)) : noSuchPool(context, dnis);
  });
  return app;
};

/** Counts a pool's numbers by state. Reads every number of the pool: for people, not for each transfer. */
const useOf = async ({ store, now }: DnisPools, { name }: Pool) => {
  const use = { numbers: 0, retired: 0, free: 0, reserved: 0, connected: 0, resting: 0 };
  let after: Parameters<typeof store.list>[2];
  do {
    const page = await store.list(name, now(), after, 100);
    for (const { mode, retired, slots } of page.numbers) {
      use.numbers += 1;
      if (retired) use.retired += 1;
      else if (slots.length === 0 && mode === 'composite') use.free += 1;
      else for (const slot of slots) use[stateOf(slot, now())] += 1;
    }
    after = page.next;
  } while (after !== undefined);
  return { pool: name, ...use };
};
