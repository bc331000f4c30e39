import type { E164 } from '@dialplane/phone-numbers';
import { sendForward, type WaitFlags, withWaitFlags } from '../../change-forward';
import { editForward } from '../../edit-forward';
import { type ForwardFlags, withForwardFlags } from '../../forward-flags';
import { failed, type CommandResult } from '../../command-result';
import { readNumber } from '../../arguments';
import type { AddCommand, Session } from '../../session';

/** What a forward is unless told otherwise. */
const plain = { targets: [], callerId: 'caller', atEnd: 'apology' } as const;

/** `dialplane forward add` */
export const addAdd: AddCommand = (parent, perform) => {
  const command = parent
    .command('add')
    .description('forward a number that is not forwarded yet (default: --caller-id caller --at-end apology)')
    .argument('<number>', 'a number of the account', readNumber);
  withWaitFlags(withForwardFlags(command)).action((number: E164, flags: ForwardFlags & WaitFlags) =>
    perform((session) => add(session, number, flags)),
  );
};

const add = async (
  session: Session,
  number: E164,
  flags: ForwardFlags & WaitFlags,
): Promise<CommandResult> => {
  if (flags.to === undefined && flags.file === undefined)
    return failed('usage', `Cannot forward ${number} to nobody: expected --to or --file`);
  const body = editForward(plain, flags);
  if (!body.ok) return body;
  return sendForward(session, number, { body: body.value, onlyIf: 'none' }, flags);
};
