import type { Clock, EpochSeconds, Result } from '@dialplane/basics';
import type { ProviderFailure } from '@dialplane/number-routing';

/** Waits some seconds. @returns false, without waiting, if time would be up */
export type WaitIfTime = (seconds: number) => Promise<boolean>;

/** A wait that never goes past a moment. */
export const waitBefore =
  (until: EpochSeconds, now: Clock, sleep: (seconds: number) => Promise<void>): WaitIfTime =>
  async (seconds) => {
    if (now() + seconds >= until) return false;
    await sleep(seconds);
    return true;
  };

/** Seconds between one attempt and the next: 1, 2, 4, 8, 10, 10 and so on. */
export const backOffSeconds = function* (): Generator<number, never> {
  for (let seconds = 1; ; seconds = Math.min(seconds * 2, 10)) yield seconds;
};

/**
 * Repeats a request to the provider until it succeeds, or time is up.
 * @param what a clause for the error: `order a number for "main"`
 * @throws on a permanent failure; and when time is up, with an error that says to apply again
 */
export const retry = async <T>(
  wait: WaitIfTime,
  what: string,
  request: () => Promise<Result<T, ProviderFailure>>,
): Promise<T> => {
  const seconds = backOffSeconds();
  for (;;) {
    const response = await request();
    if (response.ok) return response.value;
    const because = describeFailure(response.error);
    if (response.error.kind === 'permanent') throw new Error(`Cannot ${what}: ${because}`);
    if (!(await wait(seconds.next().value))) throw applyAgain(what, because);
  }
};

/** Repeats a request once if it finds nothing: a single "not found" may come from a replica that lags. */
export const confirmAbsence = async <T>(wait: WaitIfTime, find: () => Promise<T>): Promise<T> => {
  const first = await find();
  if (first) return first;
  await wait(1);
  return find();
};

export const describeFailure = ({ error, message }: ProviderFailure): string => `${error}: ${message}`;

/** The error when time is up. The work so far is stored, and the next invocation resumes it. */
export const applyAgain = (what: string, because: string): Error =>
  new Error(`Cannot ${what} yet: ${because}: apply again`);
