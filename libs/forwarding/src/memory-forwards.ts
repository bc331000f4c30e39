import type { E164 } from '@dialplane/phone-numbers';
import type { StoredForward } from './forward';
import type { ForwardStore } from './forward-store';

/** Forwards in memory, for tests and for machines without Java. Starts with `initial`, each at version 1. */
export const memoryForwards = (initial: readonly Omit<StoredForward, 'version'>[] = []): ForwardStore => {
  const byNumber = new Map<E164, StoredForward>(
    initial.map((forward) => [forward.number, { ...forward, version: 1 }]),
  );
  const removed = new Map<E164, number>();
  const versionOf = (number: E164): 'new' | number => byNumber.get(number)?.version ?? 'new';

  return {
    find: async (number) => byNumber.get(number),

    put: async (forward, expected) => {
      if (versionOf(forward.number) !== expected) return 'conflict';
      const before = expected === 'new' ? (removed.get(forward.number) ?? 0) : expected;
      const stored = { ...forward, version: before + 1 };
      byNumber.set(forward.number, stored);
      return stored;
    },

    remove: async (number, expected) => {
      if (versionOf(number) !== expected) return 'conflict';
      byNumber.delete(number);
      removed.set(number, expected);
      return 'removed';
    },

    list: async (after, limit = 100) => {
      const rest = [...byNumber.keys()].sort().filter((number) => after === undefined || number > after);
      const page = rest.slice(0, limit);
      const forwards = page.flatMap((number) => byNumber.get(number) ?? []);
      const next = page.at(-1);
      return rest.length > page.length && next ? { forwards, next } : { forwards };
    },
  };
};
