import { ok } from '@dialplane/basics';
import type { E164 } from '@dialplane/phone-numbers';
import { readNumber, readVersion } from '../../arguments';
import { readStored, awaitChange, type WaitFlags, withWaitFlags } from '../../change-forward';
import { path } from '../../client';
import type { CommandResult } from '../../command-result';
import type { AddCommand, Session } from '../../session';

type Flags = WaitFlags & { readonly backTo?: string; readonly ifVersion?: number };

/** `dialplane forward remove` */
export const addRemove: AddCommand = (parent, perform) => {
  const command = parent
    .command('remove')
    .description('remove a forward; calls to the number go where they went before')
    .argument('<number>', 'a number that is forwarded', readNumber)
    .option(
      '--back-to <connector>',
      'the id of a Voice Connector, or nowhere (default: where calls went before)',
    )
    .option('--if-version <version>', 'only if it still has this version', readVersion);
  withWaitFlags(command).action((number: E164, flags: Flags) =>
    perform((session) => remove(session, number, flags)),
  );
};

const remove = async (session: Session, number: E164, flags: Flags): Promise<CommandResult> => {
  const before = await readStored(session, number);
  if (!before.ok) return before;
  const asking = {
    query: { to: flags.backTo },
    onlyIf: flags.ifVersion ?? before.value.body.version,
  };
  const removed = await session.api.ask('DELETE', path('forwards', number), asking);
  if (!removed.ok) return removed;
  return awaitChange(session, removed.value, flags, async () =>
    ok({ json: { number, forward: null }, text: () => `${number} is no longer forwarded.` }),
  );
};
