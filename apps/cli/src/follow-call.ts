import { ok, type Result } from '@dialplane/basics';
import type { localTypes } from '@dialplane/console-api';
import { failed, type Failure } from './command-result';
import type { Session } from './session';

const pause = 150;

/**
 * Waits for the end of a call in loopback and returns its ladder diagram.
 *
 * @param timeout how long to wait, in seconds
 */
export const followCall = async (
  session: Session,
  id: string,
  timeout: number,
): Promise<Result<string, Failure>> => {
  const { api, now, sleep } = session;
  const deadline = now() + timeout * 1_000;
  const call = `/api/local/calls/${encodeURIComponent(id)}`;
  const ladder = `${call}/ladder.txt`;
  while (now() < deadline) {
    await sleep(pause);
    const asked = await api.ask<localTypes.components['schemas']['Call']>('GET', call);
    if (!asked.ok) return asked;
    if (asked.value.body.call.state !== 'ended') continue;
    const drawn = await api.ask<string>('GET', ladder, { as: 'text' });
    return drawn.ok ? ok(drawn.value.body) : drawn;
  }
  return failed(
    'in-progress',
    `Cannot draw the whole call ${id}: it has not ended after ${timeout} s. The ladder so far: ${api.url}${ladder}`,
  );
};
