import { ok, type Result } from '@dialplane/basics';
import { failed, type Failure } from './command-result';
import { readRefusal } from './refusal';
import type { CliSettings } from './settings';

/** A good answer of the API. */
export type ApiResponse<T> = { readonly status: number; readonly body: T };

/** What is asked for beside the path. */
export type ApiRequest = {
  readonly body?: unknown;
  readonly query?: Readonly<Record<string, string | undefined>>;
  /** Change only this version, or make it only if there is `none`. */
  readonly onlyIf?: number | 'none';
  /** How to read the answer. @default json */
  readonly as?: 'json' | 'text';
};

/** Asks the API something. Refusals, and an API that is not there, are values; only a bug throws. */
export type Client = {
  readonly url: string;
  readonly ask: <T>(
    method: string,
    path: string,
    asking?: ApiRequest,
  ) => Promise<Result<ApiResponse<T>, Failure>>;
};

// Longer than any Lambda behind an API Gateway may take: 30 s (API Gateway quotas, "Maximum integration timeout").
const patience = 35_000;

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
        redirect: 'manual', // a token goes to whom it was meant for
        signal: AbortSignal.timeout(patience),
        headers: {
          accept: 'application/json',
          ...(token && { authorization: `Bearer ${token}` }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...(onlyIf === 'none' && { 'if-none-match': '*' }),
          ...(typeof onlyIf === 'number' && { 'if-match': `"${onlyIf}"` }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      text = await response.text();
    } catch (error) {
      return failed('unreachable', `Cannot reach the API at ${url}: ${whyUnreachable(error, method)}`);
    }
    if (!response.ok) return readRefusal(`${method} ${path}`, response.status, text);
    return readAnswer<T>(url, response.status, text, as);
  },
});

/** A path from its parts, each of them escaped. */
export const path = (...parts: readonly string[]): string =>
  parts.map((part) => `/${encodeURIComponent(part)}`).join('');

const queryText = (query: Readonly<Record<string, string | undefined>>): string => {
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return given.length > 0 ? `?${new URLSearchParams(given)}` : '';
};

/** Node says `fetch failed` and keeps the reason in the cause. A change that was sent may have been made all the same. */
const whyUnreachable = (error: unknown, method: string): string => {
  const { name, message, cause } = error as Error & { readonly cause?: { readonly code?: string } };
  if (cause?.code === 'ECONNREFUSED') return 'nobody listens there. npm start starts loopback';
  const why = name === 'TimeoutError' ? `no answer within ${patience / 1000} s` : (cause?.code ?? message);
  return method === 'GET' ? why : `${why}. Whether anything was changed is not known, so look again`;
};

const readAnswer = <T>(
  url: string,
  status: number,
  text: string,
  as: 'json' | 'text',
): Result<ApiResponse<T>, Failure> => {
  const body = as === 'text' || status === 204 ? text : readJson(text);
  return body === undefined
    ? failed('accident', `Cannot read the answer of ${url}: expected a JSON object. Is it Dialplane's API?`)
    : ok({ status, body: body as T });
};

const readJson = (text: string): object | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined; // the caller says what was expected
  }
};
