import type { E164 } from '@dialplane/phone-numbers';
import type { ProvidedNumber } from './provided-number';
import type { ProvidedNumbers } from './provided-numbers';

/** Provided numbers in memory, for tests, and for machines without Java. */
export const memoryProvidedNumbers = (): ProvidedNumbers => {
  const byName = new Map<string, ProvidedNumber>();
  const ownerOf = (number: E164) => [...byName.values()].find((it) => it.number === number)?.name;

  return {
    find: async (name) => byName.get(name),
    all: async () => [...byName.values()],

    put: async (next, seen) => {
      if (byName.get(next.name)?.version !== seen?.version) return 'conflict';
      if ((ownerOf(next.number) ?? next.name) !== next.name) return 'number-taken';
      byName.set(next.name, next);
      return 'stored';
    },

    remove: async (seen) => {
      if (byName.get(seen.name)?.version !== seen.version) return 'conflict';
      byName.delete(seen.name);
      return 'removed';
    },
  };
};
