import { fail, ok, type Result } from '@dialplane/basics';
import type { Context } from 'hono';

const maxLimit = 100;
const defaultLimit = 50;

/** Which page a request asks for: `?limit=…&next=…`. `next` is the opaque token of the previous page. */
export const readPage = (
  context: Context,
): Result<{ readonly limit: number; readonly next?: string }, string> => {
  const { limit = String(defaultLimit), next } = context.req.query();
  if (!/^\d{1,3}$/.test(limit) || Number(limit) < 1 || Number(limit) > maxLimit)
    return fail(`Cannot use the limit "${limit}": expected a whole number from 1 to ${maxLimit}`);
  if (next === undefined) return ok({ limit: Number(limit) });
  const token = Buffer.from(next, 'base64url').toString();
  return token && writeNext(token).next === next
    ? ok({ limit: Number(limit), next: token })
    : fail('Cannot use next: expected the token of the previous page');
};

/** The token of the next page, as a response has it. */
export const writeNext = (token: string | undefined): { readonly next?: string } =>
  token === undefined ? {} : { next: Buffer.from(token).toString('base64url') };
