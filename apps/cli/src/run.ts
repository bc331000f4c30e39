import { fail } from '@dialplane/basics';
import { CommanderError } from 'commander';
import { awsFailure } from './aws-failure';
import { client } from './client';
import { commandsOf } from './commands';
import { type Exit, exitCodes } from './exit-code';
import type { CommandResult, Failure, Shown } from './command-result';
import type { Output } from './output';
import { type GlobalFlags, program } from './program';
import type { Perform } from './session';
import { defaultUrl, readCliSettings } from './settings';
import { showProgress } from './show-progress';
import { harmless } from './table';

/** What a run needs from outside. */
export type World = {
  readonly version: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<unknown>;
};

/** Runs `dialplane` with the words after its name. @returns the exit status; only a bug throws */
export const runDialplane = async (words: readonly string[], world: World): Promise<number> => {
  const { version, environment, stdout, stderr, now, sleep } = world;
  const tell = (text: string) => void stderr.write(`${text}\n`);
  let exit: Exit = 'done';
  const end = ({ exit: why, message, issues = [] }: Failure) => {
    exit = why;
    tell(harmless(message));
    for (const issue of issues)
      tell(`  ${harmless(issue.path ? `${issue.path}: ${issue.message}` : issue.message)}`);
  };

  const performWith =
    (flags: () => GlobalFlags): Perform =>
    async (work) => {
      const { url, json = false } = flags();
      const settings = readCliSettings(url, environment);
      const progress = (text: string) => tell(harmless(text));
      const outcome = await orAwsFailure(() =>
        work({
          // Only commands that ask the API need a right address.
          api: settings.ok
            ? client(settings.value)
            : { url: defaultUrl, invalid: settings.error, ask: async () => settings },
          environment,
          progress,
          showProgress: () => showProgress(stderr, environment, now),
          now,
          sleep,
        }),
      );
      if (!outcome.ok) return end(outcome.error);
      stdout.write(`${json ? JSON.stringify(outcome.value.json, null, 2) : textOf(outcome.value, stdout)}\n`);
      for (const line of outcome.value.note?.split('\n') ?? []) tell(harmless(line));
    };

  const write = {
    out: (text: string) => void stdout.write(text),
    error: (text: string) => void stderr.write(text),
  };
  try {
    await program(version, commandsOf(words), performWith, write).parseAsync(words, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  }
  return exitCodes[exit];
};

/** Some commands use the AWS account of the user. An error of the SDK is not a bug. */
const orAwsFailure = async (work: () => Promise<CommandResult>): Promise<CommandResult> => {
  try {
    return await work();
  } catch (error) {
    const failure = awsFailure(error);
    if (!failure) throw error;
    return fail(failure);
  }
};

/** Cut to the width of a terminal; complete in a file or a pipe. */
const textOf = ({ text }: Shown, { isTTY, columns }: Output): string =>
  text(isTTY && columns ? columns : Infinity);
