/** Values of a source, requested in advance, `count` at a time: listing folders is slow. */
export const ahead = async function* <T>(source: AsyncIterable<T>, count: number): AsyncGenerator<T> {
  const values = source[Symbol.asyncIterator]();
  const asked: Promise<IteratorResult<T>>[] = [];
  while (true) {
    while (asked.length < count) {
      const next = values.next();
      next.catch(() => undefined); // thrown when this value's turn comes
      asked.push(next);
    }
    const next = await asked.shift();
    if (!next || next.done) return;
    yield next.value;
  }
};
