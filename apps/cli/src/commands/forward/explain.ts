import { ok } from '@dialplane/basics';
import type { ApiExplanation } from '../../api';
import type { Shown } from '../../command-result';
import type { AddCommand } from '../../session';
import { formatDetails } from '../../table';
import { describeGreeting } from '../../show-forward';
import { describeTargets } from '../../target-text';

type Flags = { readonly from: string; readonly at?: string; readonly diversion?: readonly string[] };

/** `dialplane forward explain` */
export const addExplain: AddCommand = (parent, perform) => {
  parent
    .command('explain')
    .description('what would happen to a call, and why; no call is placed')
    .argument('<number>', 'the dialled number: E.164, or a short number such as 911')
    .requiredOption('--from <caller>', 'the caller: an E.164 number, or withheld')
    .option('--at <time>', 'the time, such as 2026-12-24T18:00:00Z (default: now)')
    .option('--diversion <numbers...>', 'numbers that forwarded the call before, the latest first')
    .action((number: string, { from, at, diversion }: Flags) =>
      perform(async ({ api }) => {
        const body = { from, to: number, ...(at && { at }), ...(diversion && { diversions: diversion }) };
        const asked = await api.ask<ApiExplanation>('POST', '/explain', { body });
        return asked.ok ? ok(showExplanation(asked.value.body)) : asked;
      }),
    );
};

const showExplanation = (explanation: ApiExplanation): Shown => {
  const { sentence, because, targets, callerId, atEnd, answeredBy, at, nextChange, version } = explanation;
  const { greeting, loop } = explanation;
  return {
    json: explanation,
    text: () =>
      `${sentence}\n\n${formatDetails([
        ['answered by', answerers[answeredBy]],
        ['because', because],
        ['rings', describeTargets(targets)],
        ['greeting', greeting && describeGreeting(greeting)],
        ['loop', loop?.join(' to ')],
        ['caller ID', callerId],
        ['at the end', atEnd],
        ['at', at],
        ['until', nextChange],
        ['version', version === undefined ? undefined : String(version)],
      ])}`,
  };
};

const answerers: Readonly<Record<ApiExplanation['answeredBy'], string>> = {
  'our-application': "Dialplane's SIP media application, which uses the forward",
  'voice-connector': 'its Voice Connector',
  'another-application': 'another SIP media application, which does not use the forward',
  none: 'none: the number is not attached to anything',
  'not-ours': 'not known: the account does not have this number',
  unknown: 'not known: Amazon Chime did not answer',
};
