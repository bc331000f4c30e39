import type { Issue } from '@dialplane/basics';
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** What a problem may say besides its title. */
export type ProblemDetails = {
  /** Every broken rule. */
  readonly issues?: readonly Issue[];
  /** The operation that has to end first. */
  readonly operation?: object;
  /** The reason as a word that clients can act on. */
  readonly why?: string;
};

/** An error response: its title says what could not be done and what would be right. */
export type Problem = {
  readonly status: ContentfulStatusCode;
  readonly title: string;
  readonly details?: ProblemDetails;
};

/**
 * Responds with a problem (RFC 9457). A 503 says when to retry.
 *
 * @param retryAfter in seconds, for a 503. @default 5
 */
export const problem = (
  context: Context,
  status: ContentfulStatusCode,
  title: string,
  details: ProblemDetails = {},
  retryAfter = 5,
): Response => {
  if (status === 503) context.header('retry-after', String(retryAfter));
  return context.json({ type: 'about:blank', status, title, ...details }, status, {
    'content-type': 'application/problem+json',
  });
};

/** Responds with a problem that another function has made. */
export const sendProblem = (context: Context, { status, title, details }: Problem): Response =>
  problem(context, status, title, details);
