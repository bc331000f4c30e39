/** Works on each of many values, at most `count` at a time. */
export const forEachConcurrently = async <T>(
  count: number,
  all: Iterable<T>,
  work: (one: T) => Promise<void>,
): Promise<void> => {
  const rest = all[Symbol.iterator]();
  const workOn = async (): Promise<void> => {
    for (let next = rest.next(); !next.done; next = rest.next()) await work(next.value);
  };
  await Promise.all(Array.from({ length: count }, workOn));
};
