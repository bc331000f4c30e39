import { ok } from '@dialplane/kernel';
import type { E164 } from '@dialplane/phone-numbers';
import type { Explanation } from '../../api';
import { readNumber } from '../../arguments';
import type { Shown } from '../../outcome';
import type { AddCommand } from '../../session';
import { details } from '../../table';
import { describeTargets } from '../../target-text';

type Flags = { readonly from: string; readonly at?: string; readonly diversion?: readonly string[] };

/** `dialplane forward explain` */
export const addExplain: AddCommand = (parent, perform) => {
  parent
    .command('explain')
    .description('what would happen to a call, and why; no call is placed')
    .argument('<number>', 'the number that is dialled', readNumber)
    .requiredOption('--from <caller>', 'who calls: an E.164 number, or withheld')
    .option('--at <time>', 'when, such as 2026-12-24T18:00:00Z (default: now)')
    .option('--diversion <numbers...>', 'who forwarded the call before, the latest first')
    .action((number: E164, { from, at, diversion }: Flags) =>
      perform(async ({ api }) => {
        const body = { from, to: number, ...(at && { at }), ...(diversion && { diversions: diversion }) };
        const asked = await api.ask<Explanation>('POST', '/explain', { body });
        return asked.ok ? ok(showExplanation(asked.value.body)) : asked;
      }),
    );
};

const showExplanation = (explanation: Explanation): Shown => {
  const { sentence, because, targets, callerId, atEnd, answeredBy, at, nextChange, version } = explanation;
  return {
    json: explanation,
    text: () =>
      `${sentence}\n\n${details([
        ['answered by', answerers[answeredBy] ?? answeredBy],
        ['because', because],
        ['rings', describeTargets(targets)],
        ['caller ID', callerId],
        ['at the end', atEnd],
        ['at', at],
        ['until', nextChange],
        ['version', version === undefined ? undefined : String(version)],
      ])}`,
  };
};

const answerers: Readonly<Record<Explanation['answeredBy'], string>> = {
  'our-application': 'our application',
  'voice-connector': 'its Voice Connector, not us: a forward of it has no effect yet',
  'another-application': 'another application, not us: a forward of it has no effect',
  nobody: 'nobody: the number is attached to nothing',
  'not-ours': 'nobody we know: the number is not one of the account',
};
