import { limits, outsideLimits } from './limits';

/** How `LIMITS.md` is made again. */
export const remake = 'npx tsx libs/telephony-actions/src/write-limits.ts';

/** The text of `LIMITS.md`: every limit, its rule, and the page that says so. */
export const limitsPage = (): string => {
  const disputed = limits.flatMap(({ rule, disputed }) => (disputed ? [{ rule, ...disputed }] : []));
  return [
    '# Limits of PSTN Audio',
    '',
    '<!-- prettier-ignore-start -->',
    '',
    `Made from \`src/limits.ts\` by \`${remake}\`. Do not edit.`,
    '',
    `${limits.length} documented limits of an answer, each kept by a rule of \`checkAction\` or \`checkAnswer\`.`,
    '',
    ...table(
      ['Rule', 'Limit', 'Source'],
      limits.map(({ rule, limit, source }) => [`\`${rule}\``, limit, linked(source)]),
    ),
    '',
    '## Where the pages disagree, or leave it open',
    '',
    'We send what every page allows, and read what any page allows.',
    '',
    ...table(
      ['Rule', 'Why', 'Sending', 'Reading'],
      disputed.map(({ rule, why, sending, reading }) => [`\`${rule}\``, why, sending, reading]),
    ),
    '',
    'Whole numbers are sent as numbers, and read as text too: several examples write them so.',
    '',
    '## Limits that no answer can be checked against',
    '',
    ...table(
      ['Limit', 'Source'],
      outsideLimits.map(({ limit, source }) => [limit, linked(source)]),
    ),
    '',
    '<!-- prettier-ignore-end -->',
    '',
  ].join('\n');
};

const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string[] =>
  [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.map(escaped).join(' | ')} |`);

const escaped = (text: string): string => text.replace(/[|*<~]/g, '\\$&');

const linked = (url: string): string => {
  const page = new URL(url).pathname.split('/').at(-1) ?? url;
  return `[${page.replace('.html', '')}](${url})`;
};
