import { fail, ok, type EpochSeconds, type Result } from '@dialplane/basics';
import type { ProviderFailure } from '@dialplane/number-routing';
import { backOffSeconds, retry, waitBefore } from './retry';

const throttled: ProviderFailure = {
  kind: 'temporary',
  error: 'ThrottledClientException',
  message: 'slow down',
};
const refused: ProviderFailure = {
  kind: 'permanent',
  error: 'BadRequestException',
  message: 'no such thing',
};

/** A clock that moves only by sleeping, with some seconds left, and a list of the sleeps. */
const withTime = (seconds: number) => {
  let now = 1_800_000_000;
  const until = now + seconds;
  const slept: number[] = [];
  const wait = waitBefore(
    until as EpochSeconds,
    () => now as EpochSeconds,
    async (it) => {
      slept.push(it);
      now += it;
    },
  );
  return { wait, slept };
};

/** A request that returns these results in turn, and the last one from then on. */
const answering = (...answers: Result<string, ProviderFailure>[]) => {
  let asked = 0;
  return async () => answers[Math.min(asked++, answers.length - 1)] ?? fail(refused);
};

it('repeats after 1, 2, 4, 8, and then every 10 seconds', () => {
  const seconds = backOffSeconds();

  expect([1, 2, 3, 4, 5, 6].map(() => seconds.next().value)).toEqual([1, 2, 4, 8, 10, 10]);
});

it('repeats a request after a temporary failure', async () => {
  const { wait, slept } = withTime(60);

  expect(await retry(wait, 'do it', answering(fail(throttled), fail(throttled), ok('done')))).toBe('done');
  expect(slept).toEqual([1, 2]);
});

it('does not repeat a request after a permanent failure', async () => {
  const { wait, slept } = withTime(60);

  await expect(retry(wait, 'do it', answering(fail(refused), ok('done')))).rejects.toThrow(
    'Cannot do it: BadRequestException: no such thing',
  );
  expect(slept).toEqual([]);
});

it('does not wait past its time limit, and asks to apply again', async () => {
  const { wait, slept } = withTime(5);

  await expect(retry(wait, 'do it', answering(fail(throttled)))).rejects.toThrow(
    'Cannot do it yet: ThrottledClientException: slow down: apply again',
  );
  expect(slept).toEqual([1, 2]);
});
