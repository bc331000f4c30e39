/**
 * Steps through values that arrive in batches. A step waits only at the end of a batch: a promise for each of millions of steps
 * would take longer than the work in between.
 */
export type Cursor<T> = {
  /** Undefined before the first step, and after the last. */
  readonly current: () => T | undefined;
  /** Moves to the next value. Await the result if it is a promise. */
  readonly step: () => Promise<void> | undefined;
};

/** A cursor before the first value. */
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
