import type { Issue } from '@dialplane/basics';

/** A request that failed, as the API described it (RFC 9457), or with status 0 if no API answered. */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    title: string,
    readonly issues: readonly Issue[] = [],
  ) {
    super(title);
    this.name = 'ApiProblem';
  }
}

/** Whether the failure may pass by itself: no answer, or an error of the server. */
export const mayPass = (error: unknown): boolean =>
  !(error instanceof ApiProblem) || error.status === 0 || error.status >= 500;

/** Whether a request failed with this status. */
export const hasStatus = (error: unknown, status: number): boolean =>
  error instanceof ApiProblem && error.status === status;

type Answer<T> = { readonly data?: T; readonly error?: unknown; readonly response: Response };

/**
 * The body of a response.
 *
 * @throws ApiProblem if the API did not answer, or answered with an error
 */
export const answered = async <T>(request: Promise<Answer<T>>): Promise<NonNullable<T>> =>
  (await received(request)).data as NonNullable<T>;

/** The response and its body, for those who need the status or a header. @throws ApiProblem as `answered` does */
export const received = async <T>(request: Promise<Answer<T>>): Promise<Answer<T>> => {
  const answer = await request.catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new ApiProblem(0, 'Cannot reach the API: it did not answer. Check that it runs, then retry');
  });
  if (!answer.response.ok) throw problemIn(answer.response, answer.error);
  return answer;
};

const problemIn = ({ status }: Response, body: unknown): ApiProblem => {
  const { title, issues } = (typeof body === 'object' && body !== null ? body : {}) as {
    readonly title?: unknown;
    readonly issues?: unknown;
  };
  return new ApiProblem(
    status,
    typeof title === 'string' ? title : `Cannot do this: the API answered with status ${status}`,
    Array.isArray(issues) ? (issues as Issue[]) : [],
  );
};
