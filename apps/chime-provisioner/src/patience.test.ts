import { fail, ok, type EpochSeconds, type Result } from '@dialplane/basics';
import type { ProviderFailure } from '@dialplane/number-routing';
import { growing, insist, pauseUntil } from './patience';

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

/** A clock that goes on by sleeping, with `seconds` left; and the sleeps that were taken. */
const withTime = (seconds: number) => {
  let now = 1_800_000_000;
  const until = now + seconds;
  const slept: number[] = [];
  const pause = pauseUntil(
    until as EpochSeconds,
    () => now as EpochSeconds,
    async (it) => {
      slept.push(it);
      now += it;
    },
  );
  return { pause, slept };
};

/** Something that answers these one after the other, the last over and over. */
const answering = (...answers: Result<string, ProviderFailure>[]) => {
  let asked = 0;
  return async () => answers[Math.min(asked++, answers.length - 1)] ?? fail(refused);
};

it('looks again after 1, 2, 4, 8, and then every 10 seconds', () => {
  const seconds = growing();

  expect([1, 2, 3, 4, 5, 6].map(() => seconds.next().value)).toEqual([1, 2, 4, 8, 10, 10]);
});

it('asks again while the failure may pass', async () => {
  const { pause, slept } = withTime(60);

  expect(await insist(pause, 'do it', answering(fail(throttled), fail(throttled), ok('done')))).toBe('done');
  expect(slept).toEqual([1, 2]);
});

it('does not ask again what is refused', async () => {
  const { pause, slept } = withTime(60);

  await expect(insist(pause, 'do it', answering(fail(refused), ok('done')))).rejects.toThrow(
    'Cannot do it: BadRequestException: no such thing',
  );
  expect(slept).toEqual([]);
});

it('sleeps no longer than there is time, and says to apply again', async () => {
  const { pause, slept } = withTime(5);

  await expect(insist(pause, 'do it', answering(fail(throttled)))).rejects.toThrow(
    'Cannot do it yet: ThrottledClientException: slow down: apply again',
  );
  expect(slept).toEqual([1, 2]);
});
