import type { E164 } from '@dialplane/phone-numbers';
import { sendForward, readStored, type WaitFlags, withWaitFlags } from '../../change-forward';
import { editForward } from '../../edit-forward';
import { type ForwardFlags, withForwardFlags } from '../../forward-flags';
import { failed, type CommandResult } from '../../command-result';
import { readNumber, readVersion } from '../../arguments';
import type { AddCommand, Session } from '../../session';

type Flags = ForwardFlags & WaitFlags & { readonly ifVersion?: number };

/** `dialplane forward change` */
export const addChange: AddCommand = (parent, perform) => {
  const command = parent
    .command('change')
    .description('change a forward; what is not named stays as it is')
    .argument('<number>', 'a number that is forwarded', readNumber);
  withWaitFlags(withForwardFlags(command))
    .option('--if-version <version>', 'only if it is still this version', readVersion)
    .action((number: E164, flags: Flags) => perform((session) => change(session, number, flags)));
};

const change = async (session: Session, number: E164, flags: Flags): Promise<CommandResult> => {
  const { to, ring, callerId, atEnd, greeting, file, ifVersion } = flags;
  if ([to, ring, callerId, atEnd, greeting, file].every((flag) => flag === undefined))
    return failed('usage', `Cannot change the forward of ${number}: expected what to change, such as --to`);
  const before = await readStored(session, number);
  if (!before.ok) return before;
  const { number: _number, version, ...forward } = before.value.body;
  const body = editForward(forward, flags);
  if (!body.ok) return body;
  return sendForward(session, number, { body: body.value, onlyIf: ifVersion ?? version }, flags);
};
