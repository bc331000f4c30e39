import { ok } from '@dialplane/basics';
import type { E164 } from '@dialplane/phone-numbers';
import { type PressedKeys, readKeys, readNumber, readSeconds } from '../arguments';
import { followCall } from '../follow-call';
import { failed, type CommandResult } from '../command-result';
import type { AddCommand, Session } from '../session';
import { isThisMachine } from '../settings';

type Flags = {
  readonly from: E164;
  readonly to: E164;
  readonly host?: string;
  readonly keys?: PressedKeys;
  readonly hangsUpAfter: number;
  readonly timeout: number;
};

/** `dialplane call` */
export const addCall: AddCommand = (parent, perform) => {
  parent
    .command('call')
    .description('place a call on the simulated phone network and draw it as a ladder diagram; loopback only')
    .requiredOption('--from <number>', 'the phone that calls', readNumber)
    .requiredOption('--to <number>', 'the number it dials', readNumber)
    .option(
      '--host <name>',
      'a PBX places the call, to this host name of a Voice Connector, instead of a phone',
    )
    .option('--keys <keys@second>', 'keys that the caller presses, such as 40711@5', readKeys)
    .option(
      '--hangs-up-after <seconds>',
      'how long the caller stays after the call is answered',
      readSeconds,
      5,
    )
    .option('--timeout <seconds>', 'how long to wait for the end of the call', readSeconds, 120)
    .action((flags: Flags) => perform((session) => call(session, flags)));
};

const call = async (
  session: Session,
  { from, to, host, keys, hangsUpAfter, timeout }: Flags,
): Promise<CommandResult> => {
  const { api } = session;
  if (from === to)
    return failed('usage', `Cannot call ${to} from the same number: expected two different numbers`);
  if (!isThisMachine(api.url)) return onlyLoopback(api.url);
  const body = {
    from,
    to,
    ...(host !== undefined && { host }),
    hangsUpAfterSeconds: hangsUpAfter,
    ...(keys && { keys: [keys] }),
  };
  const placed = await api.ask<{ readonly id: string }>('POST', '/api/local/calls', { body });
  if (!placed.ok) return placed.error.status === 404 ? onlyLoopback(api.url) : placed;
  const { id } = placed.value.body;
  const followed = await followCall(session, id, timeout);
  if (!followed.ok) return followed;
  const ladder = followed.value;
  return ok({ json: { id, ladder }, text: () => ladder.trimEnd() });
};

const onlyLoopback = (url: string) =>
  failed(
    'refused',
    `Cannot place a call at ${url}: expected loopback. Start it with npm start, or call the number from a real phone`,
  );
