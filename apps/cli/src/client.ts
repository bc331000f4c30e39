import { ok, type Result } from '@dialplane/kernel';
import { failed, type Failure } from './outcome';
import { readRefusal } from './refusal';
import type { Settings } from './settings';

/** A good answer of the API. */
export type Answer<T> = {
  readonly status: number;
  readonly body: T;
  /** The version in its `ETag`, for whoever changes what was read. */
  readonly version?: number;
};

/** What is asked for beside the path. */
export type Asking = {
  readonly body?: unknown;
  readonly query?: Readonly<Record<string, string | undefined>>;
  /** Change only this version, or make it only if there is `none`. */
  readonly onlyIf?: number | 'none';
};

/** Asks the API something. Refusals, and an API that is not there, are values; only a bug throws. */
export type Client = {
  readonly url: string;
  readonly ask: <T>(method: string, path: string, asking?: Asking) => Promise<Result<Answer<T>, Failure>>;
};

// Longer than any Lambda behind an API Gateway may take: 30 s (API Gateway quotas, "Maximum integration timeout").
const patience = 35_000;

/** The API at a URL, by Node's `fetch`. */
export const client = ({ url, token }: Settings): Client => ({
  url,
  ask: async <T>(method: string, path: string, { body, query = {}, onlyIf }: Asking = {}) => {
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
      return failed('unreachable', `Cannot reach the API at ${url}: ${whyUnreachable(error)}`);
    }
    if (!response.ok) return readRefusal(`${method} ${path}`, response.status, text);
    return readBody<T>(response, text, url);
  },
});

/** A path from its parts, each of them escaped. */
export const path = (...parts: readonly string[]): string =>
  parts.map((part) => `/${encodeURIComponent(part)}`).join('');

const queryText = (query: Readonly<Record<string, string | undefined>>): string => {
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return given.length > 0 ? `?${new URLSearchParams(given)}` : '';
};

/** Node says `fetch failed` and keeps the reason in the cause. */
const whyUnreachable = (error: unknown): string => {
  if (!(error instanceof Error)) throw error;
  if (error.name === 'TimeoutError') return `no answer within ${patience / 1000} s`;
  const code = error.cause instanceof Error && 'code' in error.cause ? String(error.cause.code) : undefined;
  if (code === 'ECONNREFUSED') return 'nobody listens there. npm start starts loopback';
  return code ?? error.message;
};

const readBody = <T>(response: Response, text: string, url: string): Result<Answer<T>, Failure> => {
  const version = /^(?:W\/)?"(\d+)"$/.exec(response.headers.get('etag') ?? '')?.[1];
  const common = { status: response.status, ...(version && { version: Number(version) }) };
  const type = response.headers.get('content-type') ?? '';
  if (response.status === 204 || type.startsWith('text/plain')) return ok({ ...common, body: text as T });
  try {
    return ok({ ...common, body: JSON.parse(text) as T });
  } catch {
    return failed('accident', `Cannot read the answer of ${url}: expected JSON. Is it Dialplane's API?`);
  }
};
