import type { Context, MiddlewareHandler } from 'hono';
import { problem } from '@dialplane/http-api';

/** The person who makes a request, and what they may do. */
export type Operator = {
  /** For the audit trail. */
  readonly name: string;
  /** Whether they may change forwards, or only read. */
  readonly mayChange: boolean;
};

/** Identifies the person who makes a request; undefined if they have not signed in. */
export type IdentifiesOperator = (context: Context) => Operator | undefined;

/** What a route knows about each request. */
export type SignedInOperator = { Variables: { operator: Operator } };

/** The methods that change something. No route has any other besides GET and HEAD. */
const changing = new Set(['PUT', 'POST', 'DELETE']);

/** POST requests that change nothing: the dry run, and the lists of the published sample. */
const readOnly = new Set(['/explain', '/queryNumber', '/listVoiceConnectors']);

/** Requires a sign-in for every request, and the group `operators` for changes. */
export const requireOperator =
  (whoAsks: IdentifiesOperator): MiddlewareHandler<SignedInOperator> =>
  async (context, next) => {
    const operator = whoAsks(context);
    if (!operator) return problem(context, 401, 'Cannot answer: the request is not signed in');
    const { method, path } = context.req;
    const changes = changing.has(method) && !readOnly.has(path);
    if (changes && !operator.mayChange)
      return problem(
        context,
        403,
        `Cannot change forwards as "${operator.name}": expected a member of the group operators`,
      );
    context.set('operator', operator);
    return next();
  };
