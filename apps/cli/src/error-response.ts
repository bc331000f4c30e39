import { fail, type Issue, type Result } from '@dialplane/basics';
import type { Failure } from './command-result';

/** Reads an error response: a problem detail (RFC 9457), or the response of a proxy in between. */
export const readErrorResponse = (request: string, status: number, text: string): Result<never, Failure> => {
  const { title, detail, message, issues } = readJson(text);
  const said = [title, detail, message].find((words) => typeof words === 'string' && words !== '');
  const exit = exitOf(status);
  const inFull = typeof said === 'string' && said.startsWith('Cannot'); // our API's titles are complete sentences
  const words = inFull ? said : `Cannot ${request}: the API answered ${status}${said ? `, ${said}` : ''}`;
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
  return status >= 400 && status < 500 ? 'refused' : 'error';
};

const hints: Readonly<Record<number, string>> = {
  401: 'Set DIALPLANE_TOKEN to a token that has not expired',
  403: 'The token is valid, but its owner is not allowed to do this',
};

const readJson = (text: string): Readonly<Record<string, unknown>> => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {}; // the HTML of a proxy says no more than the status
  }
};

const isIssue = (value: unknown): value is Issue =>
  typeof value === 'object' && value !== null && 'path' in value && 'message' in value;
