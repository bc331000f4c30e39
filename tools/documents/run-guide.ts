import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Guide, type GuideCommand, patternOf, readGuide } from './guide';
import { workspace } from '../workspace';

/** The commands of a guide, by its file in docs/guides. */
export const guideOf = (file: string): Guide =>
  readGuide(readFileSync(join(workspace, 'docs/guides', file), 'utf8'));

const program = `"${process.execPath}" apps/cli/bin/dialplane.mjs`;

/** Replacements in a guide's commands, such as the test's own URL for `http://localhost:4100`. */
export type Instead = Readonly<Record<string, string>>;

/** Runs a command as a reader of the guide would, at the root of the workspace. @param url the URL of the reader's loopback */
export const shell = (command: string, instead: Instead = {}, url = '') => {
  const here = Object.entries({ 'npx dialplane': program, ...instead }).reduce(
    (text, [written, meant]) => text.replaceAll(written, meant),
    command,
  );
  const { status, stdout, stderr } = spawnSync('sh', ['-c', here], {
    cwd: workspace,
    encoding: 'utf8',
    env: { ...process.env, DIALPLANE_URL: url, DIALPLANE_TOKEN: '' },
  });
  return { status, stdout, stderr };
};

/** Throws unless a command exits and prints as the guide says. */
export const expectAsShown = (
  { command, prints, exit }: GuideCommand,
  { status, stdout, stderr }: ReturnType<typeof shell>,
): void => {
  if (status !== exit)
    throw new Error(`"${command}" exited with status ${status}, not ${exit}: ${stdout}${stderr}`);
  if (prints !== undefined) expect(exit === 0 ? stdout : stderr).toMatch(patternOf(prints));
};

/** Every `dialplane` command that a guide shows for an account: its words and its flags. */
export const namedIn = ({ account }: Guide) =>
  account.flatMap((line) =>
    [...line.matchAll(/npx dialplane((?: [a-z]+)+)(.*)/g)].map(([, words = '', rest = '']) => ({
      words: words.trim(),
      flags: [...rest.matchAll(/(?<= )--[a-z-]+/g)].map(([flag]) => flag),
    })),
  );
