import { openSpill } from './spill';

/** Opens a spill for values that JSON can represent. */
export const openLineSpill = <T>(folder: string, partitions: number) => {
  const spill = openSpill(folder, partitions);
  const encoder = new TextEncoder();
  return {
    partitions,
    add: (partition: number, value: T): void =>
      spill.add(partition, encoder.encode(`${JSON.stringify(value)}\n`)),
    read: (partition: number): readonly T[] =>
      Buffer.from(spill.read(partition))
        .toString()
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as T),
    close: spill.close,
  };
};

/** A spill of values. */
export type LineSpill<T> = ReturnType<typeof openLineSpill<T>>;
