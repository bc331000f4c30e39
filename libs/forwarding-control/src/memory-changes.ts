import type { ForwardChange, ChangeLog } from './change';

/** The audit trail in memory, for tests, and for machines without Java. */
export const memoryChanges = (): ChangeLog => {
  const changes = new Map<string, ForwardChange>();
  return {
    record: async (change) => void changes.set(`${change.number} ${change.at}`, change),

    list: async (number, limit, before) => {
      const all = [...changes.values()]
        .filter((change) => change.number === number && (before === undefined || change.at < before))
        .sort((a, b) => (a.at < b.at ? 1 : -1));
      const page = all.slice(0, limit);
      const last = page.at(-1);
      return { changes: page, ...(all.length > page.length && last && { next: last.at }) };
    },
  };
};
