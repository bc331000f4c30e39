/**
 * Steps through what comes in lots. A step waits only where a lot ends: a promise for each of millions of steps would take
 * longer than what is done in between.
 */
export type Cursor<T> = {
  /** Undefined before the first step, and behind the last. */
  readonly current: () => T | undefined;
  /** Goes on to the next. Wait for what it returns, if that is a promise. */
  readonly step: () => Promise<void> | undefined;
};

/** A cursor before the first of all lots. */
export const cursorOver = <T>(lots: AsyncIterator<readonly T[]>): Cursor<T> => {
  let lot: readonly T[] = [];
  let at = -1;
  const load = async (): Promise<void> => {
    do {
      const next = await lots.next();
      if (next.done) {
        [lot, at] = [[], 0];
        return;
      }
      [lot, at] = [next.value, 0];
    } while (lot.length === 0);
  };
  return {
    current: () => lot[at],
    step: () => {
      at += 1;
      return at < lot.length ? undefined : load();
    },
  };
};
