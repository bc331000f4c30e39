import type { E164 } from '@dialplane/phone-numbers';
import fc from 'fast-check';
import type { Forward } from '../src/forward';
import type { ForwardStore } from '../src/forward-store';
import { everyField } from './every-field';

const numbered = (n: number) => `+120655501${String(n).padStart(2, '0')}` as E164;
const office = numbered(0);
const forwardTo = (n: number, number = office): Forward => ({
  number,
  targets: [{ kind: 'phone', number: numbered(n) }],
  callerId: 'dialled',
  atEnd: 'apology',
});
/** What every forward store must do. Run it against each one. */
export const forwardStoreContract = (name: string, emptyStore: () => Promise<ForwardStore>, numRuns = 100) =>
  describe(`${name} satisfies the forward store contract`, () => {
    it('finds nothing before a forward is stored', async () => {
      expect(await (await emptyStore()).find(office)).toBeUndefined();
    });

    it('returns every field of a stored forward, and its version', async () => {
      const store = await emptyStore();

      expect(await store.put(everyField, 'new')).toBe('stored');
      expect(await store.find(everyField.number)).toEqual({ ...everyField, version: 1 });
      expect(await store.put(forwardTo(2, everyField.number), 1)).toBe('stored');
      expect(await store.find(everyField.number)).toEqual({ ...forwardTo(2, everyField.number), version: 2 });
    });

    it.each`
      versions | write       | expected | outcome       | because
      ${0}     | ${'put'}    | ${'new'} | ${'stored'}   | ${'there is none yet'}
      ${0}     | ${'put'}    | ${1}     | ${'conflict'} | ${'it is gone'}
      ${2}     | ${'put'}    | ${'new'} | ${'conflict'} | ${'there is one'}
      ${2}     | ${'put'}    | ${1}     | ${'conflict'} | ${'another writer wrote since'}
      ${2}     | ${'put'}    | ${2}     | ${'stored'}   | ${'no other writer wrote since'}
      ${2}     | ${'put'}    | ${3}     | ${'conflict'} | ${'that version never existed'}
      ${0}     | ${'remove'} | ${1}     | ${'conflict'} | ${'it is gone'}
      ${2}     | ${'remove'} | ${1}     | ${'conflict'} | ${'another writer wrote since'}
      ${2}     | ${'remove'} | ${2}     | ${'removed'}  | ${'no other writer wrote since'}
    `(
      'after $versions writes, a $write that expects $expected is $outcome: $because',
      async ({ versions, write, expected, outcome }) => {
        const store = await emptyStore();
        for (let i = 0; i < versions; i += 1) await store.put(forwardTo(i), i === 0 ? 'new' : i);
        const before = await store.find(office);

        const result = write === 'put' ? store.put(forwardTo(9), expected) : store.remove(office, expected);

        expect(await result).toBe(outcome);
        if (outcome === 'conflict') expect(await store.find(office)).toEqual(before);
        if (outcome === 'removed') expect(await store.find(office)).toBeUndefined();
      },
    );

    it.each(['new', 1] as const)(
      'lets exactly one of many concurrent writers that expect %s succeed',
      async (expected) => {
        const store = await emptyStore();
        if (expected === 1) await store.put(forwardTo(50), 'new');
        const writers = [1, 2, 3, 4, 5, 6, 7, 8];

        const outcomes = await Promise.all(writers.map((n) => store.put(forwardTo(n), expected)));

        expect(outcomes.filter((outcome) => outcome === 'stored')).toHaveLength(1);
        const winner = writers[outcomes.indexOf('stored')] ?? 0;
        expect(await store.find(office)).toEqual({
          ...forwardTo(winner),
          version: expected === 'new' ? 1 : 2,
        });
      },
    );

    it('lets exactly one of several concurrent writes and removals succeed', async () => {
      const store = await emptyStore();
      await store.put(forwardTo(1), 'new');

      const outcomes = await Promise.all([
        store.remove(office, 1),
        store.put(forwardTo(2), 1),
        store.remove(office, 1),
        store.put(forwardTo(3), 1),
      ]);

      expect(outcomes.filter((outcome) => outcome !== 'conflict')).toHaveLength(1);
    });

    it('lists each forward once, for any page size', async () => {
      const store = await emptyStore();
      const numbers = [1, 2, 3, 4, 5].map(numbered);
      for (const number of numbers) await store.put(forwardTo(9, number), 'new');

      for (const limit of [1, 2, 5, 100]) {
        const listed: string[] = [];
        let after: E164 | undefined;
        do {
          const page = await store.list(after, limit);
          expect(page.forwards.length).toBeLessThanOrEqual(limit);
          listed.push(...page.forwards.map(({ number }) => number));
          after = page.next;
        } while (after);
        expect(listed.sort()).toEqual(numbers);
      }
    });

    it('counts versions as a simple model does', async () => {
      const write = fc.record({
        who: fc.integer({ min: 1, max: 9 }),
        expected: fc.oneof(fc.constant('new' as const), fc.integer({ min: 1, max: 4 })),
        removes: fc.boolean(),
      });

      await fc.assert(
        fc.asyncProperty(fc.array(write, { maxLength: 12 }), async (writes) => {
          const store = await emptyStore();
          let version = 0;
          for (const { who, expected, removes } of writes) {
            const fits = expected === (version === 0 ? 'new' : version);
            if (removes && expected !== 'new') {
              expect(await store.remove(office, expected)).toBe(fits ? 'removed' : 'conflict');
              if (fits) version = 0;
            } else {
              expect(await store.put(forwardTo(who), expected)).toBe(fits ? 'stored' : 'conflict');
              if (fits) version += 1;
            }
            expect((await store.find(office))?.version ?? 0).toBe(version);
          }
        }),
        { numRuns },
      );
    });
  });
