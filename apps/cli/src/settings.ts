import { ok, type Result } from '@dialplane/basics';
import { failed, type Failure } from './command-result';

/** Where the API is, and who asks. */
export type CliSettings = {
  /** Without a slash at its end. */
  readonly url: string;
  /** The bearer token. It comes by the environment alone: flags are seen in process lists. */
  readonly token?: string;
};

/** Where loopback is unless told otherwise. */
export const defaultUrl = 'http://localhost:4100';

/**
 * Reads where the API is from the flag, then from `DIALPLANE_URL`.
 *
 * @returns a failure for a URL that is none, that carries a password, or that would carry the token in the clear
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
    return failed('usage', `Cannot send the token to "${written}" in the clear: expected https`);
  return ok({ url: url.href.replace(/\/+$/, ''), ...(token && { token }) });
};

/** Whether a URL stays on this machine. */
export const isThisMachine = (url: string): boolean =>
  ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname);
