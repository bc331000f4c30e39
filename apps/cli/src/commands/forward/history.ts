import { isDeepStrictEqual } from 'node:util';
import type { E164 } from '@dialplane/phone-numbers';
import type { ApiChange } from '../../api';
import { readNumber } from '../../arguments';
import { path } from '../../client';
import { type Listing, type PageFlags, showList, withPageFlags } from '../../paging';
import type { AddCommand } from '../../session';
import { describeTargets } from '../../target-text';

const changesOf = (number: E164): Listing<ApiChange> => ({
  path: path('numbers', number, 'changes'),
  key: 'changes',
  none: `The forward of ${number} was never changed.`,
  comparesRows: true,
  columns: [
    ['at', ({ at }) => at],
    ['by', ({ by }) => by],
    ['action', ({ action }) => action],
    ['outcome', ({ outcome }) => outcome],
    ['version', ({ version }) => String(version ?? '-')],
    ['changed', (change, older) => changedFields(change, older).join(', ') || '-'],
    ['rings', ({ forward }) => (forward ? describeTargets(forward.targets) : '-')],
  ],
});

/** The fields of the forward that differ from the older entry, in alphabetical order. */
const changedFields = ({ forward }: ApiChange, older: ApiChange | undefined): readonly string[] => {
  if (!forward) return [];
  const [now, before] = [Object.entries(forward), Object.entries(older?.forward ?? {})];
  const fields = new Set([...now, ...before].map(([field]) => field));
  const valueOf = (entries: typeof now, field: string) => entries.find(([name]) => name === field)?.[1];
  return [...fields]
    .filter((field) => field !== 'number' && !isDeepStrictEqual(valueOf(now, field), valueOf(before, field)))
    .sort();
};

/** `dialplane forward history` */
export const addHistory: AddCommand = (parent, perform) => {
  const command = parent
    .command('history')
    .description('the audit trail of a number: who changed what, with what result; the latest first')
    .argument('<number>', 'a number of the account', readNumber);
  withPageFlags(command).action((number: E164, flags: PageFlags) =>
    perform(({ api }) => showList(api, changesOf(number), flags)),
  );
};
