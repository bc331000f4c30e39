import { openSync, closeSync, readSync, appendFileSync } from 'node:fs';
import type { StagedRun } from '../staging/staged-run';
import { type CsvName, csvNames } from './chunk-csv';
import type { RatedChunk } from './chunk-rater';

/** Where the rows of a chunk are in a file: from one byte up to but not including another. */
type Segment = { readonly from: number; readonly to: number };

/** Writes the rows of chunks into files, and lets single chunks be replaced afterwards. */
export type Segments = {
  /** The rows of the next chunk, in order of the chunks' numbers. */
  readonly add: (rated: RatedChunk) => Promise<void>;
  /** Replaces the rows of a chunk that was added. */
  readonly replace: (rated: RatedChunk) => void;
  /** Completes the files: rewrites those in which rows were replaced. */
  readonly close: () => Promise<void>;
};

/** Opens the files of a run, each with its headings. `aside` is a path for rows that replace others. */
export const openSegments = async (
  run: StagedRun,
  headers: Readonly<Record<CsvName, string>>,
  aside: string,
): Promise<Segments> => {
  const lengths: Record<CsvName, number> = { rated: 0, unrated: 0, duplicates: 0, conflicts: 0, rejected: 0 };
  // Two numbers for each chunk and file.
  const ends: Record<CsvName, number[]> = {
    rated: [],
    unrated: [],
    duplicates: [],
    conflicts: [],
    rejected: [],
  };
  const replaced = new Map<number, Readonly<Record<CsvName, Segment>>>();
  let asideLength = 0;

  const write = async (name: CsvName, rows: Uint8Array | string): Promise<void> => {
    lengths[name] += typeof rows === 'string' ? Buffer.byteLength(rows) : rows.length;
    await run.write(`${name}.csv`, rows);
  };
  for (const name of csvNames) await write(name, headers[name]);

  const rewrite = async (name: CsvName): Promise<void> => {
    const header = Buffer.byteLength(headers[name]);
    await run.rewrite(`${name}.csv`, async (old, put) => {
      await put(headers[name]);
      for (const [chunk, end] of ends[name].entries()) {
        const other = replaced.get(chunk)?.[name];
        const from = chunk === 0 ? header : (ends[name][chunk - 1] ?? header);
        for (const piece of other ? piecesOf(aside, other) : piecesOf(old, { from, to: end }))
          await put(piece);
      }
    });
  };

  return {
    add: async ({ csv }) => {
      for (const name of csvNames) {
        for (const rows of csv[name]) await write(name, rows);
        ends[name].push(lengths[name]);
      }
    },
    replace: ({ chunk, csv }) => {
      const segments = csvNames.map((name) => {
        const from = asideLength;
        for (const rows of csv[name]) {
          appendFileSync(aside, rows);
          asideLength += rows.length;
        }
        return [name, { from, to: asideLength }] as const;
      });
      replaced.set(chunk, Object.fromEntries(segments) as Record<CsvName, Segment>);
    },
    close: async () => {
      if (replaced.size > 0) for (const name of csvNames) await rewrite(name);
    },
  };
};

const pieceBytes = 1 << 20;

/** The bytes of a segment, a megabyte at a time. */
const piecesOf = function* (path: string, { from, to }: Segment): Generator<Uint8Array> {
  if (from === to) return;
  const file = openSync(path, 'r');
  try {
    for (let at = from; at < to;) {
      const piece = Buffer.allocUnsafe(Math.min(pieceBytes, to - at));
      at += readSync(file, piece, 0, piece.length, at);
      yield piece;
    }
  } finally {
    closeSync(file);
  }
};
