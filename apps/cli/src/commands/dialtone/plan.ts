import { fail, ok } from '@dialplane/basics';
import {
  detailsOf,
  planChanges,
  type ProvisioningPlan,
  ProvisioningError,
  wantedOf,
  changeInWords,
} from '@dialplane/dialtone-provisioning';
import { type CommandResult, failed, type Failure } from '../../command-result';
import type { Session } from '../../session';
import { readEnvironment } from './read-environment';
import { openAccount } from './twilio-session';

/** `dialplane dialtone plan` */
export const plan = async (
  session: Session,
  file: string,
  { check = false }: { readonly check?: boolean },
): Promise<CommandResult> => {
  const environment = readEnvironment(file);
  if (!environment.ok) return environment;
  const account = openAccount(session);
  if (!account.ok) return account;
  const read = await answeredByTwilio(() => account.value.read(wantedOf(environment.value)));
  if (!read.ok) return read;
  const planned = planChanges(environment.value, read.value);
  if (check && (planned.changes.length > 0 || planned.problems.length > 0 || planned.notes.length > 0))
    return fail<Failure>({
      exit: 'refused',
      message: `${environment.value.domain} differs from ${file}`,
      issues: linesOf(planned).map((message) => ({ path: '', message })),
    });
  return ok({ json: planned, text: () => textOf(planned) });
};

/** Turns an error of Twilio into a failure of the command. */
export const answeredByTwilio = async <T>(ask: () => Promise<T>) => {
  try {
    return ok(await ask());
  } catch (error) {
    if (!(error instanceof ProvisioningError)) throw error;
    return failed(error.outcome === 'refused' ? 'refused' : 'unreachable', error.message);
  }
};

const textOf = (planned: ProvisioningPlan): string => {
  const { changes, problems } = planned;
  const count = `${changes.length} ${changes.length === 1 ? 'change' : 'changes'}`;
  const head =
    problems.length > 0
      ? 'Fix these problems first.'
      : changes.length === 0
        ? 'No changes.'
        : `${count} planned, none made.`;
  return [...linesOf(planned), head].join('\n');
};

/** As Terraform marks changes. */
const signOf = ({ kind }: ProvisioningPlan['changes'][number]): '+' | '~' | '-' =>
  kind.startsWith('update-') ? '~' : /^(?:create|map|set|add)-/.test(kind) ? '+' : '-';

const linesOf = ({ changes, problems, waiting, notes }: ProvisioningPlan): readonly string[] => [
  ...problems.map((text) => `! ${text}`),
  ...changes.flatMap((change) => [
    `${signOf(change)} ${changeInWords(change)}${change.after === undefined ? '' : `, after ${change.after}`}`,
    ...detailsOf(change).map((detail) => `    ${detail}`),
  ]),
  ...waiting.map((text) => `… ${text}`),
  ...notes.map((text) => `note: ${text}`),
];
