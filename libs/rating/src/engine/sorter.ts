import { createReadStream, createWriteStream, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { once } from 'node:events';

/** How many values are sorted in memory, and how many sorted files are read at once. */
const usual = { values: 20_000, files: 32 };

/** Sorts more values than fit into memory. */
export type Sorter<T> = {
  readonly add: (value: T) => Promise<void>;
  /** All values in order; equal values in the order in which they were added. May be called once. */
  readonly sorted: () => AsyncIterable<T>;
  /** Removes what is on disk. */
  readonly close: () => void;
};

/** Opens a sorter in a folder of its own, for values that JSON can hold. */
export const openSorter = <T>(folder: string, compare: (a: T, b: T) => number, atOnce = usual): Sorter<T> => {
  let values: T[] = [];
  // Sorted files, by how often their content has been merged, so that no value is rewritten often.
  const levels: string[][] = [];
  let files = 0;
  let filing: Promise<void> = Promise.resolve();

  const newPath = (): string => join(folder, String((files += 1)));

  const file = async (path: string, level: number): Promise<void> => {
    const siblings = (levels[level] ??= []);
    siblings.push(path);
    if (siblings.length < atOnce.files) return;
    const merged = newPath();
    await writeLines(merged, merge(siblings.map(linesOf<T>), compare));
    for (const one of siblings.splice(0)) rmSync(one);
    await file(merged, level + 1);
  };

  return {
    add: async (value) => {
      if (values.push(value) < atOnce.values) return;
      const full = values;
      values = [];
      const path = newPath();
      mkdirSync(folder, { recursive: true });
      writeFileSync(path, full.sort(compare).map(lineOf).join(''));
      // Serialised for all callers: files must not be added while others are merged.
      filing = filing.then(() => file(path, 0));
      await filing;
    },
    sorted: async function* () {
      await filing;
      // The files merged most often hold the oldest values, so they come first among equals.
      const files = [...levels].reverse().flat();
      yield* merge([...files.map(linesOf<T>), values.sort(compare)], compare);
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
};

const lineOf = (value: unknown): string => `${JSON.stringify(value)}\n`;

const linesOf = async function* <T>(path: string): AsyncGenerator<T> {
  for await (const line of createInterface({ input: createReadStream(path) })) yield JSON.parse(line) as T;
};

const writeLines = async (path: string, values: AsyncIterable<unknown>): Promise<void> => {
  const stream = createWriteStream(path);
  for await (const value of values) if (!stream.write(lineOf(value))) await once(stream, 'drain');
  stream.end();
  await once(stream, 'close');
};

/** Merges sorted values; of equal ones, those of the first source come first. */
const merge = async function* <T>(
  sources: readonly (AsyncIterable<T> | Iterable<T>)[],
  compare: (a: T, b: T) => number,
): AsyncGenerator<T> {
  const heads: { value: T; readonly rest: AsyncIterator<T> | Iterator<T> }[] = [];
  for (const source of sources) {
    const rest = Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]();
    const first = await rest.next();
    if (!first.done) heads.push({ value: first.value, rest });
  }
  while (heads.length > 0) {
    let least = 0;
    for (let i = 1; i < heads.length; i += 1) {
      const [a, b] = [heads[i], heads[least]];
      if (a && b && compare(a.value, b.value) < 0) least = i;
    }
    const head = heads[least];
    if (!head) return;
    yield head.value;
    const next = await head.rest.next();
    if (next.done) heads.splice(least, 1);
    else head.value = next.value;
  }
};
