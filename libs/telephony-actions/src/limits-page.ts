import { limits, outsideLimits } from './limits';

/** The command that generates `LIMITS.md`. */
export const remakeLimits = 'npx tsx libs/telephony-actions/src/write-limits.ts';

/** The text of `LIMITS.md`: every limit, its rule, and the page that documents it. */
export const limitsPage = (): string => {
  const disputed = limits.flatMap(({ rule, disputed }) => (disputed ? [{ rule, ...disputed }] : []));
  return [
    '# Limits of PSTN Audio',
    '',
    '<!-- prettier-ignore-start -->',
    '',
    `Generated from \`src/limits.ts\` by \`${remakeLimits}\`. Do not edit.`,
    '',
    `${limits.length} documented limits of a response, each checked by a rule of \`checkAction\` or \`checkResponse\`.`,
    '',
    ...table(
      ['Rule', 'Limit', 'Source'],
      limits.map(({ rule, limit, source }) => [`\`${rule}\``, limit, linked(source)]),
    ),
    '',
    '## Where the pages disagree or are unclear',
    '',
    'We send what every page allows and accept what any page allows.',
    '',
    ...table(
      ['Rule', 'Why', 'Sending', 'Reading'],
      disputed.map(({ rule, why, sending, reading }) => [`\`${rule}\``, why, sending, reading]),
    ),
    '',
    'Whole numbers are sent as numbers and accepted as text too, as several examples have them.',
    '',
    '## Limits that cannot be checked in a response',
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
