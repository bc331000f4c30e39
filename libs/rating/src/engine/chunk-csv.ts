import type { Outcome } from '@dialplane/pricing';
import {
  conflictColumns,
  duplicateColumns,
  type Numbers,
  openRatedRows,
  ratedColumns,
  rejectedColumns,
  rowOf,
  unratedColumns,
} from '../output/columns';
import type { RecordFacts } from '../output/record-facts';
import { type Column, csvHeader, csvRow } from '../output/csv';

/** The files that have a row for each document of an outcome. Documents outside the window have none. */
export const csvNames = ['rated', 'unrated', 'duplicates', 'conflicts', 'rejected'] as const;

/** One of the `csvNames`. */
export type CsvName = (typeof csvNames)[number];

/** The columns of each file. */
const columnsOf = (runId: string, numbers: Numbers) => ({
  rated: ratedColumns(runId, numbers),
  unrated: unratedColumns(runId, numbers),
  duplicates: duplicateColumns(runId, numbers),
  conflicts: conflictColumns(runId, numbers),
  rejected: rejectedColumns(runId),
});

/** The line of headings of each file. */
export const csvHeaders = (runId: string, numbers: Numbers): Readonly<Record<CsvName, string>> => {
  const columns = columnsOf(runId, numbers);
  const header = (name: CsvName) => csvHeader(columns[name] as readonly Column<never>[]);
  return Object.fromEntries(csvNames.map((name) => [name, header(name)])) as Record<CsvName, string>;
};

/** What writes rows. It is made once, and used for all chunks of a thread. */
export type RowWriters = {
  readonly columns: ReturnType<typeof columnsOf>;
  readonly ratedRows: ReturnType<typeof openRatedRows>;
};

/** Opens the writers of rows. */
export const openRowWriters = (runId: string, numbers: Numbers): RowWriters => ({
  columns: columnsOf(runId, numbers),
  ratedRows: openRatedRows(runId, numbers),
});

/**
 * Collects the rows of a chunk, in order.
 *
 * @param space memory for rows of rated.csv, so that none has to be allocated for each chunk
 */
export const openChunkCsv = ({ columns, ratedRows }: RowWriters, space: Uint8Array = new Uint8Array(0)) => {
  let used = 0;
  const pieces: Record<CsvName, Uint8Array[]> = emptyPieces();
  const pending: Record<CsvName, string> = emptyTexts();

  const flush = (name: CsvName): void => {
    const text = pending[name];
    if (text === '') return;
    pending[name] = '';
    // A character has three bytes at most: those that need four count as two.
    if (name === 'rated' && used + text.length * 3 <= space.length) {
      const { written } = encoder.encodeInto(text, space.subarray(used));
      pieces.rated.push(space.subarray(used, used + written));
      used += written;
    } else pieces[name].push(encoder.encode(text)); // in its own memory, so that it can be transferred to another thread
  };
  const append = (name: CsvName, rows: string): void => {
    pending[name] += rows;
    if (pending[name].length > flushAt) flush(name); // early, since long-lived texts slow down the garbage collector
  };

  return {
    /** Adds the rows of an outcome, if it has any. Facts are those of its record. */
    add: (outcome: Outcome, facts: RecordFacts | undefined): void => {
      if (outcome.kind === 'rejected') append('rejected', csvRow(columns.rejected, outcome));
      if (!facts) return;
      if (outcome.kind === 'rated') append('rated', ratedRows(outcome, facts));
      if (outcome.kind === 'unrated') append('unrated', csvRow(columns.unrated, rowOf(outcome, facts)));
      if (outcome.kind === 'duplicate')
        append('duplicates', csvRow(columns.duplicates, rowOf(outcome, facts)));
      if (outcome.kind === 'conflict') append('conflicts', csvRow(columns.conflicts, rowOf(outcome, facts)));
    },
    /** Adds rows of unrated.csv that are already bytes, in memory of their own. */
    addUnrated: (rows: Uint8Array): void => {
      flush('unrated');
      pieces.unrated.push(rows);
    },
    /** Adds rows of rated.csv that are already bytes. `take` may write them into the memory it is given. */
    addRated: (take: (space: Uint8Array) => Uint8Array): void => {
      flush('rated');
      const rows = take(space.subarray(used));
      if (rows.buffer === space.buffer) used += rows.length;
      pieces.rated.push(rows);
    },
    /** All rows, by file. */
    close: (): Readonly<Record<CsvName, readonly Uint8Array[]>> => {
      csvNames.forEach(flush);
      return pieces;
    },
  };
};

const flushAt = 1 << 15;
const encoder = new TextEncoder();
const emptyPieces = () => ({ rated: [], unrated: [], duplicates: [], conflicts: [], rejected: [] });
const emptyTexts = () => ({ rated: '', unrated: '', duplicates: '', conflicts: '', rejected: '' });
