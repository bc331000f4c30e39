import type { E164 } from '@dialplane/phone-numbers';
import { isFinished, type Operation } from './operation';
import type { OperationStore } from './operation-store';

/** Operations in memory, for tests, and for machines without Java. */
export const memoryOperations = (): OperationStore => {
  const byNumber = new Map<E164, Operation>();
  return {
    find: async (number) => byNumber.get(number),

    put: async (operation) => {
      if ((byNumber.get(operation.number)?.version ?? 0) !== operation.version - 1) return 'conflict';
      byNumber.set(operation.number, operation);
      return 'stored';
    },

    due: async (now, limit) =>
      [...byNumber.values()]
        .filter((operation) => !isFinished(operation) && operation.nextAt <= now)
        .sort((a, b) => a.nextAt - b.nextAt)
        .slice(0, limit)
        .map(({ number }) => number),
  };
};
