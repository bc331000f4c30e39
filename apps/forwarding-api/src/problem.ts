import type { Issue } from '@dialplane/basics';
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** What a problem may have besides its title. */
export type ProblemDetails = {
  /** Every broken rule. */
  readonly issues?: readonly Issue[];
  /** The operation that has to end first. */
  readonly operation?: object;
};

/** An error response: its title says what could not be done and what would be right. */
export type Problem = {
  readonly status: ContentfulStatusCode;
  readonly title: string;
  readonly details?: ProblemDetails;
};

/** Responds with a problem (RFC 9457). A 503 says when to retry. */
export const problem = (
  context: Context,
  status: ContentfulStatusCode,
  title: string,
  details: ProblemDetails = {},
): Response => {
  if (status === 503) context.header('retry-after', '5');
  return context.json({ type: 'about:blank', status, title, ...details }, status, {
    'content-type': 'application/problem+json',
  });
};

/** Responds with a problem that another function has made. */
export const sendProblem = (context: Context, { status, title, details }: Problem): Response =>
  problem(context, status, title, details);
