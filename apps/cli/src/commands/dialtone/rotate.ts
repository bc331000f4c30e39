import { ok } from '@dialplane/basics';
import { newPassword, ProvisioningError, wantedOf } from '@dialplane/dialtone-provisioning';
import { type CommandResult, failed } from '../../command-result';
import type { Session } from '../../session';
import { answeredByTwilio } from './plan';
import { readEnvironment } from './read-environment';
import { openAccount } from './twilio-session';

/**
 * `dialplane dialtone rotate`: setting the same password again changes nothing, so the command can be repeated after a lost
 * answer.
 */
export const rotate = async (session: Session, file: string, user: string): Promise<CommandResult> => {
  const environment = readEnvironment(file);
  if (!environment.ok) return environment;
  const account = openAccount(session);
  if (!account.ok) return account;
  const read = await answeredByTwilio(() => account.value.read(wantedOf(environment.value)));
  if (!read.ok) return read;
  const { lists, credentials } = read.value;
  const credential = credentials.find((it) => it.user === user);
  const [list] = lists;
  if (!list || !credential)
    return failed(
      'refused',
      `Cannot rotate the password of "${user}": it has none at Twilio, so run dialtone apply first`,
    );
  const password = newPassword();
  const changed = await answeredByTwilio(async () => {
    for (let attempt = 1; ; attempt += 1)
      try {
        return await account.value.changePassword(list.sid, credential.sid, password);
      } catch (error) {
        if (!(error instanceof ProvisioningError) || error.outcome === 'refused' || attempt === 4)
          throw error;
        await session.sleep(2_000);
      }
  });
  if (!changed.ok) return changed;
  return ok({
    json: { user, password },
    text: () =>
      `The password of ${user}, shown only now and not stored:\n  ${password}\nEnter it into the phone now: the phone can no longer register with the old one.`,
  });
};
