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

      const first = { ...everyField, version: 1 };
      expect(await store.put(everyField, 'new')).toEqual(first);
      expect(await store.find(everyField.number)).toEqual(first);
      const second = { ...forwardTo(2, everyField.number), version: 2 };
      expect(await store.put(forwardTo(2, everyField.number), 1)).toEqual(second);
      expect(await store.find(everyField.number)).toEqual(second);
    });

    it('continues to count after a removal, so that a client that has seen the removed one is refused', async () => {
      const store = await emptyStore();
      await store.put(forwardTo(1), 'new');
      await store.put(forwardTo(2), 1);
      await store.remove(office, 2);

      expect(await store.put(forwardTo(3), 2)).toBe('conflict');
      expect(await store.put(forwardTo(3), 'new')).toEqual({ ...forwardTo(3), version: 3 });
      expect(await store.remove(office, 2)).toBe('conflict');
      expect(await store.remove(office, 3)).toBe('removed');
      expect(await store.remove(office, 3)).toBe('conflict');
      expect((await store.list()).forwards).toEqual([]);
      expect(await store.put(forwardTo(4), 'new')).toEqual({ ...forwardTo(4), version: 4 });
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

        const result =
          write === 'put' ? await store.put(forwardTo(9), expected) : await store.remove(office, expected);

        expect(typeof result === 'string' ? result : 'stored').toBe(outcome);
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

        const stored = outcomes.filter((outcome) => outcome !== 'conflict');
        expect(stored).toEqual([expect.objectContaining({ version: expected === 'new' ? 1 : 2 })]);
        expect(await store.find(office)).toEqual(stored[0]);
      },
    );

    it('lets exactly one of many concurrent writers follow a removal', async () => {
      const store = await emptyStore();
      await store.put(forwardTo(1), 'new');
      await store.remove(office, 1);

      const outcomes = await Promise.all([2, 3, 4, 5].map((n) => store.put(forwardTo(n), 'new')));

      const stored = outcomes.filter((outcome) => outcome !== 'conflict');
      expect(stored).toEqual([expect.objectContaining({ version: 2 })]);
      expect(await store.find(office)).toEqual(stored[0]);
    });

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

    it('fills its pages with forwards, past those that were removed', async () => {
      const store = await emptyStore();
      const numbers = [1, 2, 3, 4, 5, 6].map(numbered);
      for (const number of numbers) await store.put(forwardTo(9, number), 'new');
      for (const number of numbers.slice(0, 4)) await store.remove(number, 1);

      const first = await store.list(undefined, 1);
      expect(first.forwards).toHaveLength(1);
      const rest = await store.list(first.next, 5);
      expect([...first.forwards, ...rest.forwards].map(({ number }) => number).sort()).toEqual(
        numbers.slice(4),
      );
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
        expected: fc.oneof(fc.constant('new' as const), fc.integer({ min: 1, max: 6 })),
        removes: fc.boolean(),
      });

      await fc.assert(
        fc.asyncProperty(fc.array(write, { maxLength: 12 }), async (writes) => {
          const store = await emptyStore();
          let version = 0;
          let exists = false;
          for (const { who, expected, removes } of writes) {
            const fits = expected === (exists ? version : 'new');
            if (removes && expected !== 'new') {
              expect(await store.remove(office, expected)).toBe(fits ? 'removed' : 'conflict');
              if (fits) exists = false;
            } else {
              const stored = { ...forwardTo(who), version: version + 1 };
              expect(await store.put(forwardTo(who), expected)).toEqual(fits ? stored : 'conflict');
              if (fits) [version, exists] = [version + 1, true];
            }
            expect((await store.find(office))?.version).toBe(exists ? version : undefined);
          }
        }),
        { numRuns },
      );
    });
  });
