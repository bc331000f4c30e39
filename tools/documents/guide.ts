/** A command of a guide, and what the guide says it prints. */
export type GuideCommand = {
  readonly command: string;
  /** The text block that comes next, if the command is the last of its block. */
  readonly prints?: string;
  /** @default 0; a guide writes `# exit status 3` after the command */
  readonly exit: number;
};

/** The commands of a guide: those that a test runs, in order, and those that need an account. */
export type Guide = { readonly run: readonly GuideCommand[]; readonly account: readonly string[] };

/**
 * Reads the commands of a guide. Blocks that begin with ` ```sh ` are run in order; those that begin with
 * ` ```sh account ` need an account and are not. A ` ```text ` block shows what the command before it prints.
 */
export const readGuide = (markdown: string): Guide => {
  const blocks = [...markdown.matchAll(/^```([\w ]+)\n(.*?)^```$/gms)].map(([, kind = '', text = '']) => ({
    kind,
    text,
  }));
  const commandsOf = (text: string) =>
    text
      .replace(/\\\n\s*/g, '')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
  return {
    run: blocks.flatMap(({ kind, text }, i) => {
      const shown = blocks[i + 1]?.kind === 'text' ? blocks[i + 1]?.text : undefined;
      if (kind !== 'sh') return [];
      return commandsOf(text).map((line, at, { length }): GuideCommand => {
        const [, command = '', exit = '0'] = /^(.*?)(?:\s+# exit status (\d))?$/.exec(line) ?? [];
        const prints = at === length - 1 ? shown : undefined;
        return { command, exit: Number(exit), ...(prints !== undefined && { prints }) };
      });
    }),
    account: blocks.filter(({ kind }) => kind === 'sh account').flatMap(({ text }) => commandsOf(text)),
  };
};

/**
 * What a guide shows, as a pattern for what is printed. Seconds and times are masked, since they differ from run to run;
 * `…` matches any text in a line, and alone on a line it matches any lines. Column widths and trailing blanks are ignored.
 */
export const patternOf = (shown: string): RegExp => {
  const lines = shown
    .trimEnd()
    .split('\n')
    .map((line) => (line.trim() === '…' ? '[^]*' : line.split('…').map(patternOfText).join('.*')));
  return new RegExp(`^\\s*${lines.join('[ \\t\\r]*\\n[ \\t]*')}\\s*$`);
};

const patternOfText = (text: string): string =>
  text
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/\d+\\\.\d\d s/g, '\\d+\\.\\d\\d s')
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\\\.\d+)?Z/g, '\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z')
    .replace(/[ \t]+/g, '[ \\t]+');
