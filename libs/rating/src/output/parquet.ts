import { type ParquetColumn, parquetColumn } from './parquet-columns';
import { readCsv } from './read-csv';

/** The input and output files. */
export type ParquetFiles = {
  /** The paths of a complete `rated.csv`: one, or its parts in order. */
  readonly csv: readonly string[];
  /** Replaced if it exists. */
  readonly parquet: string;
  /** Ends the work when it is aborted. Then the file is incomplete. */
  readonly signal?: AbortSignal;
};

/** The rows of a row group, which are in memory together. A row has some 600 bytes in CSV. */
const rowsAtOnce = 10_000;

/** How many different values of a column are kept only once. Further values are stored each time they occur. */
const differentAtMost = 1_000;

/**
 * Writes `rated.csv` as Parquet: the same columns, with moments as timestamps in UTC, prices and costs as DECIMAL(38, 10),
 * `cost_exact` as DECIMAL(38, 0), counts as INT64 and all else as text. An empty end of a tier or a price becomes null.
 *
 * @returns the number of rows
 * @throws RangeError for a cell that does not fit its column's type; then the file is incomplete
 */
export const writeParquet = async ({ csv, parquet, signal }: ParquetFiles): Promise<number> => {
  // Imported here, so that a run without Parquet does not load it.
  const { fileWriter, ParquetWriter } = await import('hyparquet-writer');
  const rows = rowsOf(csv);
  const header = await rows.next();
  if (header.done)
    throw new Error(`Cannot write "${parquet}": expected a line of headings in "${csv.join(', ')}"`);
  const columns = header.value.map(parquetColumn);
  const root = { name: 'root', num_children: columns.length };
  const file = new ParquetWriter({
    writer: fileWriter(parquet),
    schema: [root, ...columns.map(({ element }) => element)],
    createdBy: 'dialplane',
  });
  let count = 0;
  let group = openGroup(columns);
  for await (const row of rows) {
    count += 1;
    if (group.add(row) < rowsAtOnce) continue;
    signal?.throwIfAborted();
    await file.write({ columnData: group.columns, rowGroupSize: rowsAtOnce });
    group = openGroup(columns);
  }
  await file.write({ columnData: group.columns, rowGroupSize: rowsAtOnce });
  await file.finish();
  return count;
};

/** The headings, and the rows of all files. */
const rowsOf = async function* (paths: readonly string[]): AsyncGenerator<readonly string[]> {
  for (const [i, path] of paths.entries()) {
    const rows = readCsv(path);
    const header = await rows.next();
    if (i === 0 && !header.done) yield header.value;
    yield* rows;
  }
};

type Value = ReturnType<ParquetColumn['valueOf']>;

/** Splits rows into columns. A repeated value is kept once, since most columns have few different values. */
const openGroup = (columns: readonly ParquetColumn[]) => {
  const open = columns.map((column) => ({ column, data: [] as Value[], seen: new Map<string, Value>() }));
  const add = (row: readonly string[]): number => {
    for (const [i, { column, data, seen }] of open.entries()) {
      const cell = row[i] ?? '';
      let value = seen.get(cell);
      if (value === undefined) {
        value = column.valueOf(cell);
        if (seen.size < differentAtMost) seen.set(cell, value);
      }
      data.push(value);
    }
    return open[0]?.data.length ?? 0;
  };
  return { add, columns: open.map(({ column: { name }, data }) => ({ name, data })) };
};
