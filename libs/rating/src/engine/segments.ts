import { openSync, closeSync, readSync, appendFileSync } from 'node:fs';
import type { StagedRun } from '../staging/staged-run';
import { type CsvName, csvNames } from './chunk-csv';
import type { RatedChunk } from './chunk-rater';
import { openPartedFile, type PartedFile, type Segment } from './parted-file';

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
  oneFileUpTo: number,
): Promise<Segments> => {
  const files = new Map<CsvName, PartedFile>();
  for (const name of csvNames) files.set(name, await openPartedFile(run, name, headers[name], oneFileUpTo));
  const replaced = new Map<number, Readonly<Record<CsvName, Segment>>>();
  let chunks = 0;
  let asideLength = 0;

  const rewrite = async (name: CsvName, old: PartedFile): Promise<void> => {
    const file = await openPartedFile(run, `${name}.draft`, headers[name], oneFileUpTo);
    await run.flush();
    const memory = Buffer.allocUnsafe(pieceBytes);
    for (let chunk = 0; chunk < chunks; chunk += 1) {
      const segment = replaced.get(chunk)?.[name] ?? old.segment(chunk);
      await file.add(piecesOf(segment, memory), segment.to - segment.from);
    }
    await old.remove();
    await file.moveTo(name);
  };

  return {
    add: async ({ csv }) => {
      for (const [name, file] of files) {
        await file.add(
          csv[name],
          csv[name].reduce((sum, { length }) => sum + length, 0),
        );
      }
      chunks += 1;
    },
    replace: ({ chunk, csv }) => {
      const segments = csvNames.map((name) => {
        const from = asideLength;
        for (const rows of csv[name]) {
          appendFileSync(aside, rows);
          asideLength += rows.length;
        }
        return [name, { path: aside, from, to: asideLength }] as const;
      });
      replaced.set(chunk, Object.fromEntries(segments) as Record<CsvName, Segment>);
    },
    close: async () => {
      if (replaced.size > 0) for (const [name, file] of files) await rewrite(name, file);
    },
  };
};

const pieceBytes = 1 << 20;

/** The bytes of a segment, as much at a time as the memory holds, which is used again for the next. */
const piecesOf = function* ({ path, from, to }: Segment, memory: Buffer): Generator<Uint8Array> {
  if (from === to) return;
  const file = openSync(path, 'r');
  try {
    for (let at = from; at < to;) {
      const length = readSync(file, memory, 0, Math.min(memory.length, to - at), at);
      at += length;
      yield memory.subarray(0, length);
    }
  } finally {
    closeSync(file);
  }
};
