import type { EpochSeconds } from '@dialplane/basics';
import type { E164 } from '@dialplane/phone-numbers';
import type { ProvidedNumber } from '../src/provided-number';
import type { ProvidedNumbers } from '../src/provided-numbers';

const main = '+12065550100' as E164;
const spare = '+12065550101' as E164;

/** A provided number in an early state. */
export const provided = (name: string, number: E164, version = 1): ProvidedNumber => ({
  name,
  source: { kind: 'order', with: { areaCode: '206' } },
  number,
  chosenAt: 1_800_000_000 as EpochSeconds,
  wanted: { kind: 'connector', connectorId: 'connector-1' },
  onDestroy: 'release',
  status: 'ordering',
  acquired: false,
  version,
});

/** What every store of provided numbers must do. Run it against each one. */
export const providedNumbersContract = (name: string, emptyStore: () => Promise<ProvidedNumbers>) =>
  describe(`${name} keeps the contract of provided numbers`, () => {
    it('finds nothing if nothing was stored', async () => {
      expect(await (await emptyStore()).find('sales')).toBeUndefined();
    });

    it('returns every field of a stored record', async () => {
      const store = await emptyStore();
      const adopted: ProvidedNumber = {
        ...provided('sales', main),
        source: { kind: 'adopt', number: main },
        before: { routing: { kind: 'connector-group', groupId: 'group-1' }, name: 'Old' },
        status: 'ready',
        acquired: true,
      };

      expect(await store.put(adopted, undefined)).toBe('stored');
      expect(await store.find('sales')).toEqual(adopted);
    });

    it('lists every record', async () => {
      const store = await emptyStore();
      const all = [provided('sales', main), provided('support', spare)];
      for (const one of all) await store.put(one, undefined);

      expect([...(await store.all())].sort((a, b) => (a.name < b.name ? -1 : 1))).toEqual(all);
    });

    it.each`
      what                            | seen                          | outcome
      ${'that has read the last one'} | ${provided('sales', main)}    | ${'stored'}
      ${'that has read none'}         | ${undefined}                  | ${'conflict'}
      ${'that has read a later one'}  | ${provided('sales', main, 2)} | ${'conflict'}
    `('answers a writer $what: $outcome', async ({ seen, outcome }) => {
      const store = await emptyStore();
      const first = provided('sales', main);
      await store.put(first, undefined);
      const next = { ...first, status: 'ready', version: 2 } as const;

      expect(await store.put(next, seen)).toBe(outcome);
      expect(await store.find('sales')).toEqual(outcome === 'stored' ? next : first);
    });

    it('refuses to write a record that was removed', async () => {
      const store = await emptyStore();
      const first = provided('sales', main);
      await store.put(first, undefined);
      await store.remove(first);

      expect(await store.put({ ...first, version: 2 }, first)).toBe('conflict');
      expect(await store.remove(first)).toBe('conflict');
      expect(await store.find('sales')).toBeUndefined();
    });

    it('refuses to remove a record that was changed', async () => {
      const store = await emptyStore();
      const first = provided('sales', main);
      await store.put(first, undefined);
      await store.put({ ...first, version: 2 }, first);

      expect(await store.remove(first)).toBe('conflict');
      expect(await store.find('sales')).toMatchObject({ version: 2 });
    });

    it('gives a number to one name only, until it is free again', async () => {
      const store = await emptyStore();
      const first = provided('sales', main);
      await store.put(first, undefined);

      expect(await store.put(provided('support', main), undefined)).toBe('number-taken');
      expect(await store.find('support')).toBeUndefined();

      const moved = provided('sales', spare, 2);
      expect(await store.put(moved, first)).toBe('stored');
      expect(await store.put(provided('support', main), undefined)).toBe('stored');
      expect(await store.put(provided('lost', spare), undefined)).toBe('number-taken');

      expect(await store.remove(moved)).toBe('removed');
      expect(await store.put(provided('lost', spare), undefined)).toBe('stored');
    });

    it('gives a number to exactly one of several names that want it at the same time', async () => {
      const store = await emptyStore();
      const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

      const outcomes = await Promise.all(names.map((it) => store.put(provided(it, main), undefined)));

      expect(outcomes.filter((outcome) => outcome === 'stored')).toHaveLength(1);
      expect(outcomes.filter((outcome) => outcome === 'number-taken')).toHaveLength(names.length - 1);
    });

    it('lets exactly one of several concurrent writers store a name', async () => {
      const store = await emptyStore();
      const numbers = [0, 1, 2, 3, 4, 5].map((n) => `+1206555012${n}` as E164);

      const outcomes = await Promise.all(
        numbers.map((number) => store.put(provided('sales', number), undefined)),
      );

      expect(outcomes.filter((outcome) => outcome === 'stored')).toHaveLength(1);
      const winner = numbers[outcomes.indexOf('stored')];
      expect((await store.find('sales'))?.number).toBe(winner);
    });
  });
