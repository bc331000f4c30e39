import type { Forward } from '@dialplane/forwarding';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { readSeconds } from './arguments';

/** What `forward add` and `forward change` can be told about a forward. */
export type ForwardFlags = {
  readonly to?: string;
  readonly ring?: number;
  readonly callerId?: Forward['callerId'];
  readonly atEnd?: Forward['atEnd'];
  readonly greeting?: NonNullable<Forward['greeting']> | 'none';
  readonly file?: string;
};

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
