import type { Outcome } from '@dialplane/pricing';
import {
  conflictColumns,
  duplicateColumns,
  linesOf,
  type Numbers,
  ratedColumns,
  rejectedColumns,
  unratedColumns,
} from '../output/columns';
import { type Column, csvHeader, csvRows } from '../output/csv';

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

/**
 * Collects the rows of a chunk, in order.
 *
 * @param space memory for rows of rated.csv, so that none has to be allocated for each chunk
 */
export const openChunkCsv = (runId: string, numbers: Numbers, space: Uint8Array = new Uint8Array(0)) => {
  let used = 0;
  const columns = columnsOf(runId, numbers);
  const pieces: Record<CsvName, Uint8Array[]> = emptyPieces();
  const pending: Record<CsvName, string> = emptyTexts();

  const flush = (name: CsvName): void => {
    if (pending[name] === '') return;
    pieces[name].push(encoder.encode(pending[name])); // in its own memory, so that it can be transferred to another thread
    pending[name] = '';
  };

  return {
    /** Adds the rows of an outcome, if it has any. */
    add: (outcome: Outcome): void => {
      if (outcome.kind === 'rated') pending.rated += csvRows(columns.rated, linesOf(outcome));
      if (outcome.kind === 'unrated') pending.unrated += csvRows(columns.unrated, [outcome]);
      if (outcome.kind === 'duplicate') pending.duplicates += csvRows(columns.duplicates, [outcome]);
      if (outcome.kind === 'conflict') pending.conflicts += csvRows(columns.conflicts, [outcome]);
      if (outcome.kind === 'rejected') pending.rejected += csvRows(columns.rejected, [outcome]);
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

const encoder = new TextEncoder();
const emptyPieces = () => ({ rated: [], unrated: [], duplicates: [], conflicts: [], rejected: [] });
const emptyTexts = () => ({ rated: '', unrated: '', duplicates: '', conflicts: '', rejected: '' });
