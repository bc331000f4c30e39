import type { E164 } from '@dialplane/phone-numbers';
import type { Change, ChangeLog } from './change';

const number = '+12065550100' as E164;
const change = (at: string, over: Partial<Change> = {}): Change => ({
  number,
  at,
  by: 'ann',
  action: 'put',
  outcome: 'asked',
  forward: { number, targets: [], callerId: 'dialled', atEnd: 'message' },
  ...over,
});
const atSecond = (second: number) => `2026-01-05T17:00:0${second}.000Z#a`;

/** What every audit trail must do. Run it against each one. */
export const changeLogContract = (name: string, emptyLog: () => Promise<ChangeLog>) => {
  describe(`${name} keeps the change log contract`, () => {
    it('lists the changes of a number, whole and the latest first', async () => {
      const log = await emptyLog();
      await log.record(change(atSecond(1)));
      await log.record(change(atSecond(2), { action: 'remove', outcome: 'done', version: 7 }));
      await log.record(change(atSecond(3), { number: '+12065550199' as E164 }));

      expect(await log.list(number, 10)).toEqual({
        changes: [
          change(atSecond(2), { action: 'remove', outcome: 'done', version: 7 }),
          change(atSecond(1)),
        ],
      });
    });

    it('says later how something ended, in the same line', async () => {
      const log = await emptyLog();
      await log.record(change(atSecond(1)));
      await log.record(change(atSecond(1), { outcome: 'restored' }));

      expect((await log.list(number, 10)).changes).toEqual([change(atSecond(1), { outcome: 'restored' })]);
    });

    it('gives all of them page by page, each once', async () => {
      const log = await emptyLog();
      for (const second of [1, 2, 3, 4, 5]) await log.record(change(atSecond(second)));
      const seen: string[] = [];
      let next: string | undefined;
      do {
        const page = await log.list(number, 2, next);
        seen.push(...page.changes.map(({ at }) => at));
        next = page.next;
      } while (next);

      expect(seen).toEqual([5, 4, 3, 2, 1].map(atSecond));
    });

    it('loses none of many that are written at once', async () => {
      const log = await emptyLog();
      const writers = [1, 2, 3, 4, 5, 6, 7, 8].map((second) => log.record(change(atSecond(second))));
      await Promise.all(writers);

      expect((await log.list(number, 10)).changes).toHaveLength(8);
    });
  });
};
