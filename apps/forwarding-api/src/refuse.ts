import type { Context } from 'hono';
import { problem } from './problem';
import type { Problem } from './refusal';

/** Answers with a refusal, and says when to come again where that may help. */
export const refuse = (context: Context, { status, title, details }: Problem): Response => {
  if (status === 503) context.header('retry-after', '5');
  return problem(context, status, title, details);
};
