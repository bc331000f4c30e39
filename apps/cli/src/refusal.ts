import { fail, type Issue, type Result } from '@dialplane/basics';
import type { Failure } from './command-result';

/** Reads an answer that is not a good one: a problem detail (RFC 9457), or whatever stands between us and the API. */
export const readRefusal = (asked: string, status: number, text: string): Result<never, Failure> => {
  const { title, detail, message, issues } = readJson(text);
  const said = [title, detail, message].find((words) => typeof words === 'string' && words !== '');
  const exit = exitOf(status);
  const inFull = typeof said === 'string' && said.startsWith('Cannot'); // our API says it as we do
  const words = inFull ? said : `Cannot ${asked}: the API answered ${status}${said ? `, ${said}` : ''}`;
  const hint = hints[status];
  return fail({
    exit,
    status,
    message: hint ? `${words}. ${hint}` : words,
    ...(Array.isArray(issues) && { issues: issues.filter(isIssue) }),
  });
};

const exitOf = (status: number): Failure['exit'] => {
  if (status === 401 || status === 403) return 'not-allowed';
  return status >= 400 && status < 500 ? 'refused' : 'accident';
};

const hints: Readonly<Record<number, string>> = {
  401: 'Set DIALPLANE_TOKEN to a token that has not run out',
  403: 'The token is read, but whoever it belongs to may not do this',
};

const readJson = (text: string): Readonly<Record<string, unknown>> => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {}; // a proxy's HTML says no more than the status
  }
};

const isIssue = (value: unknown): value is Issue =>
  typeof value === 'object' && value !== null && 'path' in value && 'message' in value;
