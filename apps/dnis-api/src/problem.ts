import type { Issue } from '@dialplane/basics';
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** What a problem may carry besides its sentence. */
export type ProblemDetails = {
  /** Every broken rule. */
  readonly issues?: readonly Issue[];
  /** Why no number was given. */
  readonly why?: string;
};

/** An error in the format of RFC 9457. `title` says what went wrong and what would be right. */
export const problem = (
  context: Context,
  status: ContentfulStatusCode,
  title: string,
  details: ProblemDetails = {},
): Response =>
  context.json({ type: 'about:blank', status, title, ...details }, status, {
    'content-type': 'application/problem+json',
  });
