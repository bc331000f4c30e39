import type { EpochSeconds } from '@dialplane/basics';
import type { E164 } from '@dialplane/phone-numbers';
import fc from 'fast-check';
import type { Operation } from './operation';
import type { OperationStore } from './operation-store';

const at = (second: number) => second as EpochSeconds;
const number = '+12065550100' as E164;

/** An operation with everything that one can have. */
const operation = (over: Partial<Operation> = {}): Operation => ({
  id: '12065550100-1',
  number,
  wanted: {
    kind: 'forwarded',
    forward: {
      number,
      targets: [{ kind: 'phone', number: '+12065550142' as E164, ringSeconds: 20 }],
      callerId: 'caller',
      atEnd: 'apology',
    },
  },
  origin: { kind: 'connector', connectorId: 'vc-1' },
  status: 'moving',
  step: 'leave-connector',
  attempts: 1,
  failedAttempts: 0,
  lastError: 'ThrottledClientException: slow down',
  change: { at: '2026-01-05T17:00:00.000Z#a1', by: 'ann' },
  startedAt: at(100),
  updatedAt: at(101),
  phaseSince: at(100),
  nextAt: at(110),
  claimedUntil: at(130),
  version: 1,
  ...over,
});

/** What every store of operations must do. Run it against each one. */
export const operationStoreContract = (
  name: string,
  emptyStore: () => Promise<OperationStore>,
  numRuns = 50,
) => {
  describe(`${name} keeps the operation store contract`, () => {
    it('gives back what was put, whole', async () => {
      const store = await emptyStore();

      expect(await store.find(number)).toBeUndefined();
      expect(await store.put(operation())).toBe('stored');
      expect(await store.find(number)).toEqual(operation());
    });

    it.each`
      writes            | version | outcome
      ${'the next'}     | ${3}    | ${'stored'}
      ${'the same'}     | ${2}    | ${'conflict'}
      ${'an older one'} | ${1}    | ${'conflict'}
      ${'one too many'} | ${4}    | ${'conflict'}
    `('takes version 3 after version 2: $writes is "$outcome"', async ({ version, outcome }) => {
      const store = await emptyStore();
      await store.put(operation());
      await store.put(operation({ version: 2 }));

      expect(await store.put(operation({ version, step: 'create-rule' }))).toBe(outcome);
      expect((await store.find(number))?.step).toBe(outcome === 'stored' ? 'create-rule' : 'leave-connector');
    });

    it('lets exactly one of many write the next version at once', async () => {
      const store = await emptyStore();
      await store.put(operation());
      const writers = ['ann', 'ben', 'cy', 'dee', 'eve'].map((step) =>
        store.put(operation({ version: 2, step })),
      );

      expect((await Promise.all(writers)).filter((outcome) => outcome === 'stored')).toHaveLength(1);
    });

    it('lets exactly one of many begin at once', async () => {
      const store = await emptyStore();
      const begun = await Promise.all([1, 2, 3, 4, 5].map(() => store.put(operation())));

      expect(begun.filter((outcome) => outcome === 'stored')).toHaveLength(1);
    });

    it('knows what is due: unfinished, and its time has come', async () => {
      const store = await emptyStore();
      const rows = [
        ['+12065550101', { nextAt: at(50) }],
        ['+12065550102', { nextAt: at(40), status: 'restoring' }],
        ['+12065550103', { nextAt: at(10), status: 'done' }],
        ['+12065550104', { nextAt: at(10), status: 'restored' }],
        ['+12065550105', { nextAt: at(51) }],
      ] as const;
      for (const [other, over] of rows) await store.put(operation({ number: other as E164, ...over }));

      expect(await store.due(at(50), 10)).toEqual(['+12065550102', '+12065550101']);
      expect(await store.due(at(50), 1)).toEqual(['+12065550102']);
    });

    it('is not due any more once it has ended, and due again with the next operation', async () => {
      const store = await emptyStore();
      await store.put(operation({ nextAt: at(1) }));
      await store.put(operation({ nextAt: at(1), version: 2, status: 'done' }));
      expect(await store.due(at(5), 10)).toEqual([]);

      await store.put(operation({ id: '12065550100-2', nextAt: at(1), version: 3 }));
      expect(await store.due(at(5), 10)).toEqual([number]);
    });

    it('never loses a write, whoever writes and in whatever order', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 12 }), async (versions) => {
          const store = await emptyStore();
          let newest = 0;
          for (const version of versions) {
            const outcome = await store.put(operation({ version }));
            expect(outcome).toBe(version === newest + 1 ? 'stored' : 'conflict');
            if (outcome === 'stored') newest = version;
          }
          expect((await store.find(number))?.version ?? 0).toBe(newest);
        }),
        { numRuns },
      );
    });
  });
};
