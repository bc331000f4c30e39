import { LambdaClient } from '@aws-sdk/client-lambda';
import { ok, type Result } from '@dialplane/basics';
import {
  awsReleases,
  detailsOf,
  type Moved,
  planChanges,
  promote,
  rollBack,
  smokeTestsOf,
  wantedOf,
  changeInWords,
} from '@dialplane/dialtone-provisioning';
import { type CommandResult, failed } from '../../command-result';
import type { Session } from '../../session';
import { answeredByTwilio } from './plan';
import { readEnvironment } from './read-environment';
import { openAccount, twilioKeys } from './twilio-session';

/** The SDK reads the AWS account, Region and endpoint from the environment. */
const releases = () => awsReleases(new LambdaClient({}));

/** `dialplane dialtone promote` */
export const promoteRelease = async (
  session: Session,
  from: string,
  to: string,
  file: string,
): Promise<CommandResult> => {
  const environment = readEnvironment(file);
  if (!environment.ok) return environment;
  const keys = twilioKeys(session);
  if (!keys.ok) return keys;
  const outcome = await promote({
    from,
    to,
    releases: releases(),
    smokeTests: smokeTestsOf(environment.value, keys.value),
    progress: session.progress,
  });
  if (!outcome.ok) return failed('refused', outcome.error);

  // Code and configuration were promoted. The stage's resources at Twilio are not part of a release.
  const account = openAccount(session);
  if (!account.ok) return account;
  const read = await answeredByTwilio(() => account.value.read(wantedOf(environment.value)));
  if (!read.ok) return shown(outcome, `Twilio could not be compared: ${read.error.message}`);
  const { changes } = planChanges(environment.value, read.value);
  return shown(
    outcome,
    changes.length > 0 &&
      `Twilio differs from ${file}, so run dialtone apply: ${changes.map((it) => [changeInWords(it), ...detailsOf(it)].join(', ')).join('; ')}`,
  );
};

/** `dialplane dialtone rollback` */
export const rollBackRelease = async (_session: Session, stage: string): Promise<CommandResult> => {
  const outcome = await rollBack(stage, releases());
  return outcome.ok ? shown(outcome, false) : failed('refused', outcome.error);
};

const shown = (
  { value: moved }: Extract<Result<readonly Moved[], string>, { ok: true }>,
  note: string | false,
): CommandResult =>
  ok({
    json: { moved, ...(note && { drift: note }) },
    text: () =>
      moved.length === 0
        ? 'Nothing to do: the stage serves this release already.'
        : moved
            .map(({ name, version, instead }) => `${name} serves version ${version} instead of ${instead}`)
            .join('\n'),
    ...(note && { note }),
  });
