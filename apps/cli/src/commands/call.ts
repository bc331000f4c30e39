import { ok, type Result } from '@dialplane/kernel';
import type { E164 } from '@dialplane/phone-numbers';
import { readNumber, readSeconds } from '../arguments';
import { path } from '../client';
import { failed, type Failure, type Outcome } from '../outcome';
import type { AddCommand, Session } from '../session';
import { isThisMachine } from '../settings';

type Flags = {
  readonly from: E164;
  readonly to: E164;
  readonly hangsUpAfter: number;
  readonly timeout: number;
};

/** `dialplane call` */
export const addCall: AddCommand = (parent, perform) => {
  parent
    .command('call')
    .description('place a call on the simulated phone network, and draw it as a ladder; loopback only')
    .requiredOption('--from <number>', 'the phone that calls', readNumber)
    .requiredOption('--to <number>', 'the number it dials', readNumber)
    .option('--hangs-up-after <seconds>', 'how long the caller stays once somebody answered', readSeconds, 5)
    .option('--timeout <seconds>', 'how long to wait for the end of the call', readSeconds, 120)
    .action((flags: Flags) => perform((session) => call(session, flags)));
};

type Placed = { readonly id?: string; readonly note?: string };
type Calls = {
  readonly calls: readonly { readonly id: string; readonly legs: readonly { readonly endedAt?: number }[] }[];
};

const call = async (session: Session, { from, to, hangsUpAfter, timeout }: Flags): Promise<Outcome> => {
  const { api } = session;
  if (!isThisMachine(api.url)) return onlyLoopback(api.url);
  const body = { from, to, hangsUpAfterSeconds: hangsUpAfter };
  const placed = await api.ask<Placed>('POST', '/calls', { body });
  if (!placed.ok) return placed.error.status === 404 ? onlyLoopback(api.url) : placed;
  const { id, note = '' } = placed.value.body;
  if (id === undefined) return ok({ json: placed.value.body, text: () => note });
  const ended = await untilEnded(session, id, timeout);
  return ended.ok ? showLadder(session, id) : ended;
};

const onlyLoopback = (url: string) =>
  failed(
    'refused',
    `Cannot place a call at ${url}: expected loopback, which npm start starts. Ring a real number from a real phone`,
  );

const pause = 150;

const untilEnded = async (
  { api, now, sleep }: Session,
  id: string,
  timeout: number,
): Promise<Result<undefined, Failure>> => {
  const deadline = now() + timeout * 1_000;
  while (now() < deadline) {
    await sleep(pause);
    const asked = await api.ask<Calls>('GET', '/calls');
    if (!asked.ok) return asked;
    const legs = asked.value.body.calls.find((one) => one.id === id)?.legs ?? [];
    if (legs.length > 0 && legs.every(({ endedAt }) => endedAt !== undefined)) return ok(undefined);
  }
  return failed(
    'under-way',
    `Cannot draw the call ${id} to its end: not ended after ${timeout} s. ${api.url}${path('calls', id, 'ladder.txt')} has it so far`,
  );
};

/** The application is told of the end after the legs have ended: the ladder is whole once it no longer grows. */
const showLadder = async ({ api, sleep }: Session, id: string): Promise<Outcome> => {
  let drawn = '';
  for (;;) {
    const asked = await api.ask<string>('GET', path('calls', id, 'ladder.txt'), { as: 'text' });
    if (!asked.ok) return asked;
    const ladder = asked.value.body;
    if (ladder === drawn) return ok({ json: { id, ladder }, text: () => ladder.trimEnd() });
    drawn = ladder;
    await sleep(pause);
  }
};
