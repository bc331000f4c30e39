import { ok } from '@dialplane/basics';
import type { E164 } from '@dialplane/phone-numbers';
import { readNumber, readSeconds } from '../arguments';
import { failed, type CommandResult } from '../command-result';
import type { AddCommand, Session } from '../session';
import { isThisMachine } from '../settings';

type Flags = { readonly after: number; readonly to?: E164 };

const behaviours = [
  'answers',
  'voicemail',
  'busy',
  'declines',
  'no-answer',
  'unreachable',
  'forwards',
] as const;

/** `dialplane phone` */
export const addPhone: AddCommand = (parent, perform) => {
  parent
    .command('phone')
    .description('set what a simulated phone does when it rings; loopback only')
    .argument('<behaviour>', `one of ${behaviours.join(', ')}, or reset`)
    .argument('<number>', 'the phone', readNumber)
    .option('--after <seconds>', 'how long it rings before it answers or declines', readSeconds, 3)
    .option('--to <number>', 'where it forwards its calls to', readNumber)
    .action((behaviour: string, number: E164, flags: Flags) =>
      perform((session) => setPhone(session, behaviour, number, flags)),
    );
};

const setPhone = async (
  { api }: Session,
  behaviour: string,
  number: E164,
  { after, to }: Flags,
): Promise<CommandResult> => {
  const kind = behaviours.find((known) => known === behaviour);
  if (!kind && behaviour !== 'reset')
    return failed(
      'usage',
      `Cannot set the phone to "${behaviour}": expected one of ${behaviours.join(', ')}, or reset`,
    );
  if ((kind === 'forwards') !== (to !== undefined))
    return failed(
      'usage',
      `Cannot set the phone to "${behaviour}": expected --to with "forwards", and only with it`,
    );
  if (!isThisMachine(api.url))
    return failed('refused', `Cannot set a phone at ${api.url}: expected loopback, which npm start starts`);
  const body = {
    kind,
    ...((kind === 'answers' || kind === 'voicemail' || kind === 'declines') && { afterSeconds: after }),
    ...(to !== undefined && { to }),
  };
  const answered = kind
    ? await api.ask<object>('PUT', `/api/local/phones/${number}`, { body })
    : await api.ask<object>('DELETE', `/api/local/phones/${number}`);
  if (!answered.ok) return answered;
  const said = kind
    ? `${number} now has the behaviour "${kind}".`
    : `${number} has its default behaviour again.`;
  return ok({ json: kind ? { number, ...body } : { number }, text: () => said });
};
