import { ok, type Result } from '@dialplane/basics';
import { failed, type Failure } from './command-result';

/** The address of the API, and the token. */
export type CliSettings = {
  /** Without a slash at the end. */
  readonly url: string;
  /** The bearer token. It is read from the environment, because flags are visible in process lists. */
  readonly token?: string;
};

/** The default address of loopback. */
export const defaultUrl = 'http://localhost:4100';

/**
 * Reads the address of the API from the flag, or else from `DIALPLANE_URL`.
 *
 * @returns a failure for an invalid URL, one with a password, or one that would send the token unencrypted
 */
export const readCliSettings = (
  flag: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): Result<CliSettings, Failure> => {
  const written = flag ?? (environment['DIALPLANE_URL'] || defaultUrl);
  const token = environment['DIALPLANE_TOKEN'] || undefined;
  const url = URL.canParse(written) ? new URL(written) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash)
    return failed('usage', `Cannot use the URL "${written}": expected a form such as ${defaultUrl}`);
  if (url.username || url.password)
    return failed('usage', `Cannot use a URL with a password at ${url.host}: expected DIALPLANE_TOKEN`);
  if (token && !/^[\x21-\x7e]+$/.test(token))
    return failed('usage', 'Cannot use DIALPLANE_TOKEN: expected a token on one line, without spaces');
  if (token && url.protocol === 'http:' && !isThisMachine(url.href))
    return failed('usage', `Cannot send the token to "${written}" unencrypted: expected https`);
  return ok({ url: url.href.replace(/\/+$/, ''), ...(token && { token }) });
};

/** Whether a URL leads to this machine. */
export const isThisMachine = (url: string): boolean =>
  ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname);
