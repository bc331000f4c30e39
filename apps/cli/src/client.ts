import { ok, type Result } from '@dialplane/basics';
import { csrfHeader } from '@dialplane/console-api';
import { failed, type Failure } from './command-result';
import { readErrorResponse } from './error-response';
import type { CliSettings } from './settings';

/** A successful response of the API. */
export type ApiResponse<T> = { readonly status: number; readonly body: T };

/** What a request has besides its method and path. */
export type ApiRequest = {
  readonly body?: unknown;
  readonly query?: Readonly<Record<string, string | undefined>>;
  /** Only if the forward has this version, or only if there is `none`. */
  readonly onlyIf?: number | 'none';
  /** How to read the response. @default json */
  readonly as?: 'json' | 'text';
};

/** Makes requests to the API. Errors of the API and of the connection are values; only a bug throws. */
export type Client = {
  readonly url: string;
  /** Why the settings of the API are invalid. Then `url` is the default one, and `ask` returns this failure. @default they are valid */
  readonly invalid?: Failure;
  readonly ask: <T>(
    method: string,
    path: string,
    asking?: ApiRequest,
  ) => Promise<Result<ApiResponse<T>, Failure>>;
};

// API Gateway waits 30 s for a Lambda (API Gateway quotas, "Maximum integration timeout").
const timeoutMilliseconds = 35_000;

/** The API at a URL, by Node's `fetch`. */
export const client = ({ url, token }: CliSettings): Client => ({
  url,
  ask: async <T>(
    method: string,
    path: string,
    { body, query = {}, onlyIf, as = 'json' }: ApiRequest = {},
  ) => {
    const at = `${url}${path}${queryText(query)}`;
    let response: Response;
    let text: string;
    try {
      response = await fetch(at, {
        method,
        redirect: 'manual', // never send the token to another server
        signal: AbortSignal.timeout(timeoutMilliseconds),
        headers: {
          accept: 'application/json',
          ...(token && { authorization: `Bearer ${token}` }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...(path.startsWith('/api/local/') && { [csrfHeader]: '1' }),
          ...(onlyIf === 'none' && { 'if-none-match': '*' }),
          ...(typeof onlyIf === 'number' && { 'if-match': `"${onlyIf}"` }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      text = await response.text();
    } catch (error) {
      return failed('unreachable', `Cannot reach the API at ${url}: ${whyUnreachable(error, method)}`);
    }
    if (!response.ok) return readErrorResponse(`${method} ${path}`, response.status, text);
    return readAnswer<T>(url, response.status, text, as);
  },
});

/** A path from its parts, each of which is escaped. */
export const path = (...parts: readonly string[]): string =>
  parts.map((part) => `/${encodeURIComponent(part)}`).join('');

const queryText = (query: Readonly<Record<string, string | undefined>>): string => {
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return given.length > 0 ? `?${new URLSearchParams(given)}` : '';
};

/** Node says `fetch failed` and keeps the reason in the cause. A change may have been made although the answer was lost. */
const whyUnreachable = (error: unknown, method: string): string => {
  const { name, message, cause } = error as Error & { readonly cause?: { readonly code?: string } };
  if (cause?.code === 'ECONNREFUSED') return 'no server is listening there. Start loopback with npm start';
  const why =
    name === 'TimeoutError' ? `no answer within ${timeoutMilliseconds / 1000} s` : (cause?.code ?? message);
  return method === 'GET' ? why : `${why}. The change may have been made: check before you try again`;
};

const readAnswer = <T>(
  url: string,
  status: number,
  text: string,
  as: 'json' | 'text',
): Result<ApiResponse<T>, Failure> => {
  const body = as === 'text' || status === 204 ? text : readJson(text);
  return body === undefined
    ? failed('error', `Cannot read the response of ${url}: expected a JSON object. Is it Dialplane's API?`)
    : ok({ status, body: body as T });
};

const readJson = (text: string): object | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined; // the caller's message says what was expected
  }
};
