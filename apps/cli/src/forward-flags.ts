import { type Command, InvalidArgumentError, Option } from 'commander';
import type { ApiForward } from './api';
import { readSeconds } from './arguments';

/** The flags of `forward add` and `forward change`. */
export type ForwardFlags = {
  readonly to?: string;
  readonly ring?: number;
  readonly callerId?: ApiForward['callerId'];
  readonly atEnd?: ApiForward['atEnd'];
  readonly greeting?: NonNullable<ApiForward['greeting']> | 'none';
  readonly file?: string;
};

/** Adds these flags to a command. */
export const withForwardFlags = (command: Command): Command =>
  command
    .option(
      '--to <targets>',
      'targets to ring, in order, separated by commas: +12065550142 or trunk:CONNECTOR_ARN:USER',
    )
    .option('--ring <seconds>', 'how long each target rings, 1 to 120', readSeconds)
    .addOption(
      new Option('--caller-id <whose>', 'the number that the target sees').choices(['caller', 'dialled']),
    )
    .addOption(
      new Option('--at-end <what>', 'what happens when nobody answers').choices(['apology', 'message']),
    )
    .option(
      '--greeting <name:when>',
      'a prompt (see dialplane prompts) and when it plays, such as connecting:while-ringing; or none',
      readGreeting,
    )
    .option('--file <path>', 'a forward as JSON, with hours, headers and blocked callers');

const readGreeting = (text: string): ForwardFlags['greeting'] => {
  if (text === 'none') return 'none';
  const [, prompt, when] = /^(.+):(before-ringing|while-ringing)$/.exec(text) ?? [];
  if (!prompt || !when)
    throw new InvalidArgumentError('expected a form such as connecting:while-ringing, or none.');
  return { prompt, when: when === 'before-ringing' ? when : 'while-ringing' };
};
