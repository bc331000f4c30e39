import { fail, ok } from '@dialplane/basics';
import {
  type Environment,
  planRemoval,
  type ProvisioningAccount,
  reconcile,
  type ReconcileOptions,
  removeEnvironment,
  wantedOf,
  changeInWords,
} from '@dialplane/dialtone-provisioning';
import { type CommandResult, failed, type Failure } from '../../command-result';
import type { Session } from '../../session';
import { answeredByTwilio } from './plan';
import { readEnvironment } from './read-environment';
import { openAccount } from './twilio-session';

type Reconcile = (options: ReconcileOptions) => ReturnType<typeof reconcile>;

/** `dialplane dialtone apply` */
export const apply = async (session: Session, file: string): Promise<CommandResult> => {
  const opened = open(session, file);
  return opened.ok ? run(session, opened.value, reconcile) : opened;
};

/** `dialplane dialtone destroy` */
export const destroy = async (
  session: Session,
  file: string,
  { releaseNumbers = false, yes = false }: { readonly releaseNumbers?: boolean; readonly yes?: boolean },
): Promise<CommandResult> => {
  const opened = open(session, file);
  if (!opened.ok) return opened;
  const { account, environment } = opened.value;
  if (!yes) {
    const read = await answeredByTwilio(() => account.read(wantedOf(environment)));
    if (!read.ok) return read;
    const { changes } = planRemoval(environment, read.value, releaseNumbers);
    return fail<Failure>({
      exit: 'refused',
      message: `Nothing was removed: run it with --yes to remove ${environment.domain}`,
      issues: changes.map((change) => ({ path: '', message: changeInWords(change) })),
    });
  }
  return run(session, opened.value, (options) =>
    removeEnvironment(options, { releasesNumbers: releaseNumbers }),
  );
};

type Opened = { readonly account: ProvisioningAccount; readonly environment: Environment };

const open = (session: Session, file: string) => {
  const environment = readEnvironment(file);
  if (!environment.ok) return environment;
  const account = openAccount(session);
  return account.ok ? ok<Opened>({ account: account.value, environment: environment.value }) : account;
};

const run = async (
  session: Session,
  { account, environment }: Opened,
  how: Reconcile,
): Promise<CommandResult> => {
  const passwords: { readonly user: string; readonly password: string }[] = [];
  const made: string[] = [];
  const { sleep, progress } = session;
  const outcome = await how({
    account,
    environment,
    sleep,
    progress,
    done: (change, password) => {
      made.push(changeInWords(change));
      progress(`✔ ${changeInWords(change)}`);
      if (change.kind === 'add-credential' && password !== undefined)
        passwords.push({ user: change.user, password });
    },
  });
  const shown = passwords.map(({ user, password }) => `${user}  ${password}`);
  if (!outcome.ok) {
    // Shows new passwords after a failure too: otherwise they would be lost.
    if (shown.length > 0)
      progress(['Passwords that were set, shown only now:', ...shown].join('\n').replaceAll('\n', ' | '));
    const { message, details } = outcome.error;
    return details.length > 0
      ? fail<Failure>({
          exit: 'refused',
          message,
          issues: details.map((detail) => ({ path: '', message: detail })),
        })
      : failed('refused', message);
  }
  const { changes, notes } = outcome.value;
  return ok({
    json: { changes, made, passwords, notes },
    text: () =>
      [
        changes === 0 ? 'No changes.' : `${changes} ${changes === 1 ? 'change' : 'changes'} made.`,
        ...(shown.length > 0
          ? ['', 'Passwords, shown only now and not stored:', ...shown.map((line) => `  ${line}`)]
          : []),
      ].join('\n'),
    ...(notes.length > 0 && { note: notes.join(' | ') }),
  });
};
