import type { EpochSeconds } from '@dialplane/basics';
import type { E164 } from '@dialplane/phone-numbers';
import fc from 'fast-check';
import type { ActionName, Activity } from '../src/operation';
import type { OperationStore } from '../src/operation-store';
import { office } from './control-under-test';
import { operationWith } from './operation-with';

const at = (second: number) => second as EpochSeconds;
const acting = (action: ActionName): Activity => ({ kind: 'acting', action });

/** What every store of operations must do. Run it against each one. */
export const operationStoreContract = (
  name: string,
  emptyStore: () => Promise<OperationStore>,
  numRuns = 50,
) => {
  describe(`${name} keeps the operation store contract`, () => {
    it('returns every field of a stored operation', async () => {
      const store = await emptyStore();

      expect(await store.find(office)).toBeUndefined();
      expect(await store.put(operationWith())).toBe('stored');
      expect(await store.find(office)).toEqual(operationWith());
    });

    it.each`
      writes                | version | outcome
      ${'the next one'}     | ${3}    | ${'stored'}
      ${'the same one'}     | ${2}    | ${'conflict'}
      ${'an older one'}     | ${1}    | ${'conflict'}
      ${'one that skips 3'} | ${4}    | ${'conflict'}
    `('after version 2, $writes is "$outcome"', async ({ version, outcome }) => {
      const store = await emptyStore();
      const before = acting('leave-connector');
      await store.put(operationWith({ activity: before }));
      await store.put(operationWith({ activity: before, version: 2 }));
      const next = acting('create-rule');

      expect(await store.put(operationWith({ version, activity: next }))).toBe(outcome);
      expect((await store.find(office))?.activity).toEqual(outcome === 'stored' ? next : before);
    });

    it('lets exactly one of several concurrent writers store the next version', async () => {
      const store = await emptyStore();
      await store.put(operationWith());
      const writers = [1, 2, 3, 4, 5].map((attempts) => store.put(operationWith({ version: 2, attempts })));

      expect((await Promise.all(writers)).filter((outcome) => outcome === 'stored')).toHaveLength(1);
    });

    it('lets exactly one of several concurrent writers store the first version, even if all write the same', async () => {
      const store = await emptyStore();
      const begun = await Promise.all([1, 2, 3, 4, 5].map(() => store.put(operationWith())));

      expect(begun.filter((outcome) => outcome === 'stored')).toHaveLength(1);
    });

    it('lists unfinished operations that are due, the longest overdue first', async () => {
      const store = await emptyStore();
      const rows = [
        ['+12065550101', { nextAt: at(50) }],
        ['+12065550102', { nextAt: at(40), status: 'restoring' }],
        ['+12065550103', { nextAt: at(10), status: 'done' }],
        ['+12065550104', { nextAt: at(10), status: 'restored' }],
        ['+12065550105', { nextAt: at(51) }],
      ] as const;
      for (const [number, over] of rows) await store.put(operationWith({ number: number as E164, ...over }));

      expect(await store.due(at(50), 10)).toEqual(['+12065550102', '+12065550101']);
      expect(await store.due(at(50), 1)).toEqual(['+12065550102']);
    });

    it('no longer lists an operation once it has finished, and lists the next one', async () => {
      const store = await emptyStore();
      await store.put(operationWith({ nextAt: at(1) }));
      await store.put(operationWith({ nextAt: at(1), version: 2, status: 'done' }));
      expect(await store.due(at(5), 10)).toEqual([]);

      await store.put(operationWith({ id: '12065550100-2', nextAt: at(1), version: 3 }));
      expect(await store.due(at(5), 10)).toEqual([office]);
    });

    it('never loses a write, in any order of writes', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 12 }), async (versions) => {
          const store = await emptyStore();
          let newest = 0;
          for (const version of versions) {
            const outcome = await store.put(operationWith({ version }));
            expect(outcome).toBe(version === newest + 1 ? 'stored' : 'conflict');
            if (outcome === 'stored') newest = version;
          }
          expect((await store.find(office))?.version ?? 0).toBe(newest);
        }),
        { numRuns },
      );
    });
  });
};
