import { ok } from '@dialplane/basics';
import type { E164 } from '@dialplane/phone-numbers';
import { readNumber, readVersion } from '../../arguments';
import { readStored, sendForward, type WaitFlags, withWaitFlags } from '../../change-forward';
import { type CommandResult, failed } from '../../command-result';
import { editForward } from '../../edit-forward';
import { type ForwardFile, readForwardFile } from '../../forward-file';
import { type ForwardFlags, withForwardFlags } from '../../forward-flags';
import { refuseFile } from '../../json-file';
import type { AddCommand, Session } from '../../session';

type Flags = ForwardFlags & WaitFlags & { readonly ifVersion?: number };

/** `dialplane forward change` */
export const addChange: AddCommand = (parent, perform) => {
  const command = parent
    .command('change')
    .description('change a forward; fields that are not named stay the same. --file replaces all fields')
    .argument('<number>', 'a number that is forwarded', readNumber);
  withWaitFlags(withForwardFlags(command))
    .option(
      '--if-version <version>',
      'only if it still has this version (default: that of the file)',
      readVersion,
    )
    .action((number: E164, flags: Flags) => perform((session) => change(session, number, flags)));
};

const change = async (session: Session, number: E164, flags: Flags): Promise<CommandResult> => {
  const { to, ring, callerId, atEnd, greeting, file, ifVersion } = flags;
  if ([to, ring, callerId, atEnd, greeting, file].every((flag) => flag === undefined))
    return failed('usage', `Cannot change the forward of ${number}: expected what to change, such as --to`);
  const read = file === undefined ? ok(undefined) : readForwardFile(file);
  if (!read.ok) return read;
  if (file !== undefined && read.value?.number !== undefined && read.value.number !== number)
    return refuseFile(file, `expected the forward of ${number}, not of ${read.value.number}`);
  const before = await readStored(session, number);
  if (!before.ok) return before;
  const { number: _number, version, ...forward } = before.value.body;
  const from: ForwardFile = read.value ?? { body: forward };
  const body = editForward(from.body, flags);
  if (!body.ok) return body;
  // A file may be older than the forward. Its version ensures that no later change is overwritten.
  const onlyIf = ifVersion ?? from.version ?? version;
  return sendForward(session, number, { body: body.value, onlyIf }, flags);
};
