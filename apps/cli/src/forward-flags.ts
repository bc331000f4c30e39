import type { Forward, Target } from '@dialplane/forwarding';
import { ok, type Result } from '@dialplane/kernel';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { readFileSync } from 'node:fs';
import { readSeconds } from './arguments';
import { failed, type Failure } from './outcome';
import { isSameTarget, readTargets } from './target-text';

/** What `forward add` and `forward change` can be told about a forward. */
export type ForwardFlags = {
  readonly to?: string;
  readonly ring?: number;
  readonly callerId?: Forward['callerId'];
  readonly atEnd?: Forward['atEnd'];
  readonly greeting?: NonNullable<Forward['greeting']> | 'none';
  readonly file?: string;
};

/** A forward as the API is sent it: the number stands in the path. */
export type ForwardBody = Omit<Forward, 'number'>;

/** Gives a command the flags that say what a forward is. */
export const withForwardFlags = (command: Command): Command =>
  command
    .option(
      '--to <targets>',
      'whom to ring, in order: +12065550142, or trunk:CONNECTOR_ARN:USER; commas between',
    )
    .option('--ring <seconds>', 'how long each target rings, 1 to 120', readSeconds)
    .addOption(new Option('--caller-id <whose>', 'the number they see').choices(['caller', 'dialled']))
    .addOption(
      new Option('--at-end <what>', 'what a caller gets whom nobody answers').choices(['apology', 'message']),
    )
    .option('--greeting <name:when>', 'a prompt, and while-ringing or before-ringing; or none', readGreeting)
    .option('--file <path>', 'a forward as JSON, with all there is: hours, headers, blocked callers');

const readGreeting = (text: string): ForwardFlags['greeting'] => {
  if (text === 'none') return 'none';
  const [, prompt, when] = /^(.+):(before-ringing|while-ringing)$/.exec(text) ?? [];
  if (!prompt || !when)
    throw new InvalidArgumentError('expected a form such as connecting:while-ringing, or none.');
  return { prompt, when: when === 'before-ringing' ? when : 'while-ringing' };
};

/**
 * A forward with what the flags say changed, and nothing else. A file takes the place of the whole forward first. A target
 * that was there before keeps its headers and how long it rings.
 */
export const editForward = (
  before: ForwardBody,
  { to, ring, callerId, atEnd, greeting, file }: ForwardFlags,
): Result<ForwardBody, Failure> => {
  const base = file === undefined ? ok(before) : readForwardFile(file);
  if (!base.ok) return base;
  const wanted = to === undefined ? ok(base.value.targets) : readTargets(to);
  if (!wanted.ok) return wanted;

  const known = (target: Target): Target =>
    base.value.targets?.find((other) => isSameTarget(other, target)) ?? target;
  const targets = wanted.value?.map((target) => ({
    ...known(target),
    ...(ring !== undefined && { ringSeconds: ring }),
  }));
  const { greeting: greetingBefore, ...rest } = base.value;
  const greetingNow = greeting ?? greetingBefore;
  return ok({
    ...rest,
    targets,
    ...(callerId && { callerId }),
    ...(atEnd && { atEnd }),
    ...(greetingNow && greetingNow !== 'none' && { greeting: greetingNow }),
  });
};

/** Reads a forward from a file. Whether it keeps the rules is for the API to say, which lists every one that is broken. */
const readForwardFile = (file: string): Result<ForwardBody, Failure> => {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return failed('usage', `Cannot read the file "${file}": ${(error as NodeJS.ErrnoException).code}`);
  }
  try {
    const { number: _number, version: _version, ...body } = JSON.parse(text);
    return ok(body);
  } catch (error) {
    return failed('usage', `Cannot read the file "${file}": expected JSON. ${(error as Error).message}`);
  }
};
