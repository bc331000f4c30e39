import { Command } from 'commander';
import { exitCodesInWords } from './exit-code';
import type { AddCommand, Perform } from './session';
import { defaultUrl } from './settings';
import { usageError } from './usage-error';

/** The flags of every command. */
export type GlobalFlags = { readonly url?: string; readonly json?: boolean };

/** `dialplane` with some commands, its flags and its help. */
export const program = (
  version: string,
  commands: readonly AddCommand[],
  performWith: (flags: () => GlobalFlags) => Perform,
  write: { readonly out: (text: string) => void; readonly error: (text: string) => void },
): Command => {
  const dialplane = new Command('dialplane')
    .description("Dialplane's command line: forwards, DNIS pools, SIP phones, rating and simulated calls.")
    .option('--url <url>', `where the API is (env: DIALPLANE_URL, default: ${defaultUrl})`)
    .option('--json', 'write one JSON document instead of text')
    .version(version)
    .configureHelp({ showGlobalOptions: true })
    .exitOverride()
    .showHelpAfterError('Run dialplane --help for all commands')
    .configureOutput({
      writeOut: write.out,
      writeErr: write.error,
      outputError: (text, writeError) => writeError(usageError(text)),
    })
    .addHelpText('after', `\n${help}`);
  const perform = performWith(() => dialplane.opts<GlobalFlags>());
  for (const add of commands) add(dialplane, perform);
  return dialplane;
};

const help = `The token is read from the environment variable DIALPLANE_TOKEN, because flags
are visible in process lists. Loopback needs no token.

Examples:
  dialplane numbers
  dialplane forward add +12065550100 --to +12065550142,+12065550143 --ring 20
  dialplane forward change +12065550100 --at-end message
  dialplane forward explain +12065550100 --from +12065550199 --at 2026-12-24T18:00:00Z
  dialplane call --from +12065550199 --to +12065550100
  dialplane forward remove +12065550100
  dialplane rate --cdrs records --prices prices --window 2020-01-31/Monthly --out rated

${exitCodesInWords}`;
