import type { Context, MiddlewareHandler } from 'hono';
import { problem } from '@dialplane/http-api';

/** Who sends a request, and what they may do. */
export type PoolClient = {
  readonly name: string;
  /** Whether they may reserve, release and renew. */
  readonly mayTransfer: boolean;
  /** Whether they may add, retire and import numbers. */
  readonly mayAdminister: boolean;
};

/** Identifies the client that sends a request; undefined if it is not signed in. */
export type IdentifiesClient = (context: Context) => PoolClient | undefined;

/** What the routes are told of each request. */
export type SignedInClient = { Variables: { client: PoolClient } };

/** Refuses every request that is not signed in. */
export const requireClient =
  (whoAsks: IdentifiesClient): MiddlewareHandler<SignedInClient> =>
  async (context, next) => {
    const client = whoAsks(context);
    if (!client) return problem(context, 401, 'Cannot answer: the request is not signed in');
    context.set('client', client);
    return next();
  };

/** Refuses clients that may not do what the routes behind it do. */
export const only =
  (may: 'mayTransfer' | 'mayAdminister'): MiddlewareHandler<SignedInClient> =>
  async (context, next) => {
    const client = context.get('client');
    if (client[may]) return next();
    const group = may === 'mayTransfer' ? 'transfers or operators' : 'operators';
    return problem(
      context,
      403,
      `Cannot do this as "${client.name}": expected a member of the group ${group}`,
    );
  };
