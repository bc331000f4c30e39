import { ok, type Result } from '@dialplane/basics';
import { path } from './client';
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
  let drawn = '';
  while (now() < deadline) {
    await sleep(pause);
    const ladder = await api.ask<string>('GET', path('calls', id, 'ladder.txt'), { as: 'text' });
    if (!ladder.ok) return ladder;
    const over = await isOver(session, id, ladder.value.body);
    if (!over.ok) return over;
    // The application gets its last event after the legs have ended: the ladder is complete when it no longer grows.
    if (over.value && ladder.value.body === drawn) return ok(drawn);
    drawn = ladder.value.body;
  }
  const at = `${api.url}${path('calls', id, 'ladder.txt')}`;
  return failed(
    'in-progress',
    `Cannot draw the call ${id} to its end: not ended after ${timeout} s. The ladder so far: ${at}`,
  );
};

type Calls = {
  readonly calls: readonly { readonly id: string; readonly legs: readonly { readonly endedAt?: number }[] }[];
};

/** Loopback lists the legs of calls that an application handled. For other calls the ladder shows the end. */
const isOver = async ({ api }: Session, id: string, ladder: string): Promise<Result<boolean, Failure>> => {
  const asked = await api.ask<Calls>('GET', '/calls');
  if (!asked.ok) return asked;
  const call = asked.value.body.calls.find((one) => one.id === id);
  return ok(call ? call.legs.every(({ endedAt }) => endedAt !== undefined) : endsInLadder(ladder));
};

/** Whether the last message ends a call: BYE, CANCEL, or a response of 400 or above (RFC 3261, section 21). */
const endsInLadder = (ladder: string): boolean =>
  / (?:BYE|CANCEL|[456]\d\d [\w ]+) [^\n]*$/.test(ladder.trimEnd());
