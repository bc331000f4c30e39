import type { Issue } from '@dialplane/kernel';
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** An error as RFC 9457 writes it. `title` says what went wrong and what would be right; `issues` lists every broken rule. */
export const problem = (
  context: Context,
  status: ContentfulStatusCode,
  title: string,
  issues: readonly Issue[] = [],
): Response =>
  context.json({ type: 'about:blank', status, title, ...(issues.length > 0 && { issues }) }, status, {
    'content-type': 'application/problem+json',
  });
