import type { Logger } from '@dialplane/lambda-runtime';
import type { ErrorHandler, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { problem } from './problem';

/** Refuses a body that is too long, with status 413. */
export const limitBody = (mostBytes: number): MiddlewareHandler =>
  bodyLimit({
    maxSize: mostBytes,
    onError: (context) => problem(context, 413, `Cannot read the body: expected at most ${mostBytes} bytes`),
  });

/**
 * Answers errors that no route caught: 400 for a body that is not JSON, whose text is not repeated, and 500 for anything else,
 * which is logged.
 */
export const answerError =
  (log: Pick<Logger, 'error'>): ErrorHandler =>
  (error, context) => {
    if (error instanceof SyntaxError)
      return problem(context, 400, `Cannot read the body as JSON: ${error.message.replace(/".*"/s, '…')}`);
    log.error('A request failed', { route: context.req.routePath, error });
    return problem(context, 500, 'Cannot answer: an unexpected error, which is in the log');
  };
