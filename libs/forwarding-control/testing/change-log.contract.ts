import { everyField } from '@dialplane/forwarding/testing';
import type { E164 } from '@dialplane/phone-numbers';
import type { ForwardChange, ChangeLog } from '../src/change';
import { office } from './control-under-test';

const change = (at: string, over: Partial<ForwardChange> = {}): ForwardChange => ({
  number: office,
  at,
  by: 'ann',
  action: 'put',
  outcome: 'asked',
  forward: everyField,
  ...over,
});
const atSecond = (second: number) => `2026-01-05T17:00:0${second}.000Z#a`;

/** What every audit trail must do. Run it against each one. */
export const changeLogContract = (name: string, emptyLog: () => Promise<ChangeLog>) => {
  describe(`${name} keeps the change log contract`, () => {
    it('lists every field of the changes of a number, the latest first', async () => {
      const log = await emptyLog();
      await log.record(change(atSecond(1)));
      await log.record(change(atSecond(2), { action: 'remove', outcome: 'done', version: 7 }));
      await log.record(change(atSecond(3), { number: '+12065550199' as E164 }));

      expect(await log.list(office, 10)).toEqual({
        changes: [
          change(atSecond(2), { action: 'remove', outcome: 'done', version: 7 }),
          change(atSecond(1)),
        ],
      });
    });

    it('records the outcome in the entry of the request', async () => {
      const log = await emptyLog();
      await log.record(change(atSecond(1)));
      await log.record(change(atSecond(1), { outcome: 'restored' }));

      expect((await log.list(office, 10)).changes).toEqual([change(atSecond(1), { outcome: 'restored' })]);
    });

    it('lists each change once, page by page', async () => {
      const log = await emptyLog();
      for (const second of [1, 2, 3, 4, 5]) await log.record(change(atSecond(second)));
      const seen: string[] = [];
      let next: string | undefined;
      do {
        const page = await log.list(office, 2, next);
        seen.push(...page.changes.map(({ at }) => at));
        next = page.next;
      } while (next);

      expect(seen).toEqual([5, 4, 3, 2, 1].map(atSecond));
    });

    it('keeps all changes that are written at the same time', async () => {
      const log = await emptyLog();
      const writers = [1, 2, 3, 4, 5, 6, 7, 8].map((second) => log.record(change(atSecond(second))));
      await Promise.all(writers);

      expect((await log.list(office, 10)).changes).toHaveLength(8);
    });
  });
};
