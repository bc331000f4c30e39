import type { ExpectedVersion } from '@dialplane/forwarding-control';
import { fail, ok, type Result } from '@dialplane/basics';
import type { Context } from 'hono';

/** Which version the client expects, by the headers If-Match and If-None-Match (RFC 9110, section 13.1). */
export const readPrecondition = (context: Context): Result<ExpectedVersion, string> => {
  const match = context.req.header('if-match');
  const noneMatch = context.req.header('if-none-match');
  if (noneMatch !== undefined)
    return noneMatch === '*' && match === undefined
      ? ok('new')
      : fail(`Cannot use If-None-Match "${noneMatch}": expected *, and no If-Match with it`);
  if (match === undefined) return ok('unsaid');
  const version = /^"([1-9]\d{0,14})"$/.exec(match)?.[1];
  return version
    ? ok(Number(version))
    : fail(`Cannot use If-Match ${match}: expected the version that you have read, in quotes, such as "3"`);
};

/** The header that names a version. */
export const etag = ({ version }: { readonly version: number }) => ({ etag: `"${version}"` });
