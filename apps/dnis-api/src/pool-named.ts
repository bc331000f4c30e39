import type { DnisPools, Pool } from '@dialplane/dnis-pool';
import type { Context } from 'hono';
import { problem } from '@dialplane/http-api';

/** The pool of a name. */
export const poolNamed = ({ pools }: Pick<DnisPools, 'pools'>, name: string | undefined): Pool | undefined =>
  pools.find((pool) => pool.name === name);

/** The answer where a path names no pool. */
export const noSuchPool = (context: Context, { pools }: Pick<DnisPools, 'pools'>): Response =>
  problem(
    context,
    404,
    `Cannot find the pool "${context.req.param('pool')}": expected ${pools.map(({ name }) => name).join(' or ')}`,
  );
