import { ok } from '@dialplane/basics';
import type { E164 } from '@dialplane/phone-numbers';
import { readNumber } from '../../arguments';
import { readStored } from '../../change-forward';
import type { AddCommand } from '../../session';
import { showForward } from '../../show-forward';

/** `dialplane forward show` */
export const addShow: AddCommand = (parent, perform) => {
  parent
    .command('show')
    .description('one forward, with every field')
    .argument('<number>', 'a number that is forwarded', readNumber)
    .action((number: E164) =>
      perform(async (session) => {
        const stored = await readStored(session, number);
        return stored.ok ? ok(showForward(stored.value.body)) : stored;
      }),
    );
};
