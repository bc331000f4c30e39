import type { StackOutcome } from './terraform-stacks';

// GitHub refuses comments of more than 65,536 characters.
const mostCharacters = 60_000;

/** The comment on a pull request: one line for each stack, with Terraform's plan below it. */
export const planComment = (outcomes: readonly StackOutcome[]): string => {
  if (outcomes.length === 0) return '### Terraform\n\nThis change affects no stack.\n';
  const room = Math.floor(mostCharacters / outcomes.length) - 300;
  return `### Terraform\n\n${outcomes.map((outcome) => section(outcome, room)).join('\n')}`;
};

const section = ({ stack, ended, said }: StackOutcome, room: number): string => {
  const [summary] = /^(Plan: .*|No changes\..*)$/m.exec(said) ?? [];
  const text = said.length > room ? `${said.slice(0, room)}\n… cut: the log of this run has the rest` : said;
  const fence = '`'.repeat(Math.max(3, ...(said.match(/`+/g) ?? []).map((ticks) => ticks.length + 1)));
  const title = ended === 'failed' ? 'the plan failed' : (summary ?? ended);
  return `<details><summary><b>${stack}</b>: ${title}</summary>\n\n${fence}text\n${text}\n${fence}\n\n</details>\n`;
};
