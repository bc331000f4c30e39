import { fail, ok } from '@dialplane/basics';
import type { E164 } from '@dialplane/phone-numbers';
import { readNumber } from '../../arguments';
import { sendForward, type WaitFlags, withWaitFlags } from '../../change-forward';
import { type CommandResult, failed } from '../../command-result';
import { editForward } from '../../edit-forward';
import { readForwardFile } from '../../forward-file';
import { type ForwardFlags, withForwardFlags } from '../../forward-flags';
import type { AddCommand, Session } from '../../session';

/** A new forward without flags. */
const defaults = { targets: [], callerId: 'caller', atEnd: 'apology' } as const;

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
    return failed('usage', `Cannot forward ${number} without a target: expected --to or --file`);
  const file = flags.file === undefined ? ok({ body: defaults }) : readForwardFile(flags.file);
  if (!file.ok) return file;
  const body = editForward(file.value.body, flags);
  if (!body.ok) return body;
  const added = await sendForward(session, number, { body: body.value, onlyIf: 'none' }, flags);
  if (added.ok || added.error.status !== 412) return added;
  return fail({
    ...added.error,
    message: `Cannot add a forward of ${number}: it is forwarded already. Use dialplane forward change`,
  });
};
