import type { StagedRun } from '../staging/staged-run';
import { partName } from '../staging/manifest';

/** Where the rows of a chunk are: in a file, from one byte up to but not including another. */
export type Segment = { readonly path: string; readonly from: number; readonly to: number };

/** A CSV file that is published in parts if it is large. Each part has the headings, and none cuts through a chunk. */
export type PartedFile = {
  /** Adds the rows of the next chunk, of this many bytes. The memory of a piece may be reused after it was taken. */
  readonly add: (rows: Iterable<Uint8Array>, length: number) => Promise<void>;
  /** The rows of a chunk, by its number. */
  readonly segment: (chunk: number) => Segment;
  /** Gives the file another name, in place of a file that may have that name. */
  readonly moveTo: (name: string) => Promise<void>;
  readonly remove: () => Promise<void>;
};

/**
 * Opens a file. As long as it is one file, it is `<name>.csv`; its parts are `<name>/000001.csv` and so on.
 *
 * @param oneFileUpTo the most bytes of a file, and of a part, unless a single chunk has more
 */
export const openPartedFile = async (
  run: StagedRun,
  name: string,
  header: string,
  oneFileUpTo: number,
): Promise<PartedFile> => {
  const headerBytes = Buffer.byteLength(header);
  let parts = 1;
  let bytes = headerBytes;
  // Two numbers for each chunk: there may be many.
  const partOf: number[] = [];
  const endOf: number[] = [];
  const nameOf = (part: number): string => (parts === 1 ? `${name}.csv` : partName(name, part));
  await run.write(nameOf(1), header);

  const openPart = async (): Promise<void> => {
    if (parts === 1) await run.rename(`${name}.csv`, partName(name, 1));
    parts += 1;
    bytes = headerBytes;
    await run.write(nameOf(parts), header);
  };

  return {
    add: async (rows, length) => {
      if (bytes > headerBytes && bytes + length > oneFileUpTo) await openPart();
      for (const piece of rows) await run.write(nameOf(parts), piece);
      bytes += length;
      partOf.push(parts);
      endOf.push(bytes);
    },
    segment: (chunk) => {
      const part = partOf[chunk] ?? 1;
      const from = partOf[chunk - 1] === part ? (endOf[chunk - 1] ?? 0) : headerBytes;
      return { path: run.pathOf(nameOf(part)), from, to: endOf[chunk] ?? from };
    },
    moveTo: async (other) => {
      for (let part = 1; part <= parts; part += 1) {
        await run.rename(nameOf(part), parts === 1 ? `${other}.csv` : partName(other, part));
      }
      if (parts > 1) await run.remove(name); // the empty folder
    },
    remove: async () => {
      for (let part = 1; part <= parts; part += 1) await run.remove(nameOf(part));
      if (parts > 1) await run.remove(name);
    },
  };
};
