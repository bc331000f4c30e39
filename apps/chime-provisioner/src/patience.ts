import type { Clock, EpochSeconds, Result } from '@dialplane/basics';
import type { ProviderFailure } from '@dialplane/number-routing';

/** Waits so many seconds. @returns whether there was time to, and there is to go on */
export type TryWait = (seconds: number) => Promise<boolean>;

/** A pause that ends before a moment, and says so beforehand. */
export const pauseUntil =
  (until: EpochSeconds, now: Clock, sleep: (seconds: number) => Promise<void>): TryWait =>
  async (seconds) => {
    if (now() + seconds >= until) return false;
    await sleep(seconds);
    return true;
  };

/** Seconds between one look and the next: 1, 2, 4, 8, 10, 10 and so on. */
export const growing = function* (): Generator<number, never> {
  for (let seconds = 1; ; seconds = Math.min(seconds * 2, 10)) yield seconds;
};

/**
 * Asks the provider until it does not fail, or time is up.
 * @param what a clause for the error: `order a number for "main"`
 * @throws where it is refused, and where time is up; the error of the latter says to apply again
 */
export const insist = async <T>(
  pause: TryWait,
  what: string,
  ask: () => Promise<Result<T, ProviderFailure>>,
): Promise<T> => {
  const seconds = growing();
  for (;;) {
    const answer = await ask();
    if (answer.ok) return answer.value;
    const because = describeFailure(answer.error);
    if (answer.error.kind === 'permanent') throw new Error(`Cannot ${what}: ${because}`);
    if (!(await pause(seconds.next().value))) throw notYet(what, because);
  }
};

/** Asks again before it believes that something is not there: a single "not found" may come from a replica that lags. */
export const surely = async <T>(pause: TryWait, ask: () => Promise<T>): Promise<T> => {
  const first = await ask();
  if (first) return first;
  await pause(1);
  return ask();
};

/** A setback as it stands behind a colon. */
export const describeFailure = ({ error, message }: ProviderFailure): string => `${error}: ${message}`;

/** What to say when time is up. What was begun is written down, and goes on with the next invocation. */
export const notYet = (what: string, because: string): Error =>
  new Error(`Cannot ${what} yet: ${because}: apply again`);
