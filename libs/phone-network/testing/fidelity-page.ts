import { groups } from './scenarios';

/** The command that generates `docs/fidelity.md`. */
export const regenerate =
  'npx tsx --tsconfig tsconfig.base.json libs/phone-network/testing/write-fidelity.ts';

/** The text of `docs/fidelity.md`: every simulated behaviour of the SIP media application service, and its source. */
export const fidelityPage = (): string => {
  const all = Object.values(groups).flat();
  const count = (source: string) => all.filter((scenario) => scenario.source === source).length;
  return [
    '# What the simulated SIP media application service does, and how we know',
    '',
    `Generated from the scenarios in \`libs/phone-network/testing/scenarios\` by \`${regenerate}\`. Do not edit.`,
    '',
    'We had no account to compare with. Each behaviour below is a scenario that the tests play. Its source is one of four:',
    '',
    `- **documented** (${count('documented')}): a page of AWS's guides says it.`,
    `- **published log** (${count('published log')}): a public log or bug report of the real service shows it.`,
    `- **relied on by a sample** (${count('relied on by a sample')}): a public sample only works if it is so.`,
    `- **our guess** (${count('our guess')}): no source. An app should work under every reasonable interpretation.`,
    '',
    ...Object.entries(groups).flatMap(([group, scenarios]) => [
      `## ${group}`,
      '',
      ...scenarios.map(
        ({ title, source, seen }) => `- ${title}. _${[source, seen].filter(Boolean).join(': ')}_`,
      ),
      '',
    ]),
  ].join('\n');
};
