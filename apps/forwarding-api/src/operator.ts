import type { Context, MiddlewareHandler } from 'hono';
import { problem } from './problem';

/** Who asks, and what they may do. */
export type Operator = {
  /** For the audit trail. */
  readonly name: string;
  /** Whether they may change anything, or only look. */
  readonly mayChange: boolean;
};

/** Tells who asks; undefined if they have not signed in. */
export type WhoAsks = (context: Context) => Operator | undefined;

/** What the routes are told of each request. */
export type Signed = { Variables: { operator: Operator } };

/** Requests that change nothing, although they are sent with POST: a dry run, and the lists of the published sample. */
const lookOnly = new Set(['/explain', '/queryNumber', '/listVoiceConnectors']);

/** Lets nobody in who has not signed in, and lets only operators change anything. */
export const signedIn =
  (whoAsks: WhoAsks): MiddlewareHandler<Signed> =>
  async (context, next) => {
    const operator = whoAsks(context);
    if (!operator) return problem(context, 401, 'Cannot answer: expected a request that is signed in');
    const { method, path } = context.req;
    const looks = method === 'GET' || method === 'HEAD' || lookOnly.has(path);
    if (!looks && !operator.mayChange)
      return problem(
        context,
        403,
        `Cannot change anything as "${operator.name}": expected a member of the group operators`,
      );
    context.set('operator', operator);
    return next();
  };
