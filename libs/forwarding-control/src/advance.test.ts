import { fail, secondsAfter } from '@dialplane/basics';
import { controlUnderTest, office, operationWith } from '../testing';
import { advance } from './advance';
import type { Operation } from './operation';

/** An operation at a provider that does not answer. */
const failing = async (status: Operation['status']) => {
  const { control, later } = await controlUnderTest('connector');
  const { nextAt: _, claimedUntil: __, ...operation } = operationWith({ status });
  await control.operations.put({ ...operation, phaseSince: control.now(), nextAt: control.now() });
  const unavailable = {
    kind: 'temporary',
    error: 'ServiceUnavailableException',
    message: 'try later',
  } as const;
  const provider = { ...control.provider, find: async () => fail(unavailable) };
  /** Advances it when it is due. @returns the operation, and how long it now waits */
  const attempt = async () => {
    const after = await advance({ ...control, provider }, office, secondsAfter(control.now(), 60));
    const seconds = (after?.nextAt ?? 0) - control.now();
    later(seconds);
    return { operation: after, seconds };
  };
  return attempt;
};

it('retries after 1, 2, 4 seconds and so on, at most every five minutes, while it rolls back', async () => {
  const attempt = await failing('restoring');
  const seconds: number[] = [];
  for (let n = 0; n < 11; n += 1) seconds.push((await attempt()).seconds);

  expect(seconds).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
});

it('rolls back after eight failed attempts, and starts to count again', async () => {
  const attempt = await failing('moving');
  for (let n = 0; n < 7; n += 1) expect((await attempt()).operation).toMatchObject({ status: 'moving' });

  expect((await attempt()).operation).toMatchObject({
    status: 'restoring',
    failedAttempts: 1,
    lastError: 'ServiceUnavailableException: try later',
  });
});
