import type { WrittenFile } from '@dialplane/rating';
import { parse } from 'csv-parse';
import { createReadStream, existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';

/** A file of a run. A large one is on the disk in parts, each with the headings: here it is one file. */
export type OutputFile = {
  readonly bytes: number;
  readonly content: () => AsyncIterable<Buffer>;
  /** The rows of a CSV file, by heading. */
  readonly rows: () => AsyncIterable<Readonly<Record<string, string>>>;
};

/**
 * Opens a file of a run.
 *
 * @param entries its entries in the manifest, in order: see `entriesOf`
 * @returns undefined if there are none, or if a file has been removed
 */
export const outputFile = async (
  out: string,
  entries: readonly WrittenFile[],
): Promise<OutputFile | undefined> => {
  const paths = entries.map(({ path }) => join(out, path));
  const [first] = paths;
  if (first === undefined || !paths.every(existsSync)) return undefined;
  const repeated = paths.length === 1 ? 0 : await headingsIn(first);
  return {
    bytes: entries.reduce((sum, { bytes }) => sum + bytes, 0) - repeated * (paths.length - 1),
    content: async function* () {
      for (const path of paths) yield* createReadStream(path, { start: path === first ? 0 : repeated });
    },
    rows: async function* () {
      for (const path of paths) {
        const content = createReadStream(path);
        try {
          yield* content.pipe(parse({ columns: true, bom: true }));
        } finally {
          content.destroy(); // a reader may stop before the end
        }
      }
    },
  };
};

/** The length of the first line of a CSV file, which has no quotes. */
const headingsIn = async (path: string): Promise<number> => {
  const file = await open(path);
  try {
    const { buffer } = await file.read({ length: 4_096 });
    return buffer.indexOf('\r\n') + 2;
  } finally {
    await file.close();
  }
};
