import { Command } from 'commander';
import { commands } from './commands';
import { exitCodesInWords } from './exit-code';
import type { Perform } from './session';
import { defaultUrl } from './settings';

/** The flags that every command has. */
export type GlobalFlags = { readonly url?: string; readonly json?: boolean };

/** `dialplane`: all its commands, flags and help. What it writes goes where the caller says. */
export const program = (
  version: string,
  performWith: (flags: () => GlobalFlags) => Perform,
  write: { readonly out: (text: string) => void; readonly error: (text: string) => void },
): Command => {
  const dialplane = new Command('dialplane')
    .description("Says where calls to your numbers go: the command line of Dialplane's forwarding API.")
    .option('--url <url>', `where the API is (env: DIALPLANE_URL, default: ${defaultUrl})`)
    .option('--json', 'one JSON document on stdout instead of text for people')
    .version(version)
    .configureHelp({ showGlobalOptions: true })
    .exitOverride()
    .showHelpAfterError('dialplane --help says what there is')
    .configureOutput({
      writeOut: write.out,
      writeErr: write.error,
      outputError: (text, writeError) => writeError(inOurWords(text)),
    })
    .addHelpText('after', `\n${help}`);
  const perform = performWith(() => dialplane.opts<GlobalFlags>());
  for (const add of commands) add(dialplane, perform);
  return dialplane;
};

/** commander says `error: what is wrong. what would be right.`; we put a colon before what would be right. */
const inOurWords = (text: string): string =>
  text
    .replace(/^error: /, 'Cannot run the command: ')
    .replace(/\. (?=expected |Allowed )/, ': ')
    .replace(/\.?\n$/, '\n');

const help = `A token comes by the environment alone, as DIALPLANE_TOKEN: flags are seen in
process lists. Loopback needs none.

Examples:
  dialplane numbers
  dialplane forward add +12065550100 --to +12065550142,+12065550143 --ring 20
  dialplane forward change +12065550100 --at-end message
  dialplane forward explain +12065550100 --from +12065550199 --at 2026-12-24T18:00:00Z
  dialplane call --from +12065550199 --to +12065550100
  dialplane forward remove +12065550100
  dialplane rate --cdrs records --prices prices --window 2020-01-31/Monthly --out rated

${exitCodesInWords}`;
