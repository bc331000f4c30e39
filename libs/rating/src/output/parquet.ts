import { type ParquetColumn, parquetColumn } from './parquet-columns';
import { readCsv } from './read-csv';

/** Where to read, and where to write. */
export type ParquetFiles = {
  /** A `rated.csv` that is written to its end. */
  readonly csv: string;
  /** Replaced if it is there. */
  readonly parquet: string;
};

/** How many rows are in memory at once: a row group. Some 600 bytes each in CSV. */
const rowsAtOnce = 10_000;

/** Of a column with more different cells than that, the rest is kept as often as it turns up. */
const differentAtMost = 1_000;

/**
 * Writes `rated.csv` as Parquet: the same columns, with moments as timestamps in UTC, prices and costs as DECIMAL(38, 10),
 * `cost_exact` as DECIMAL(38, 0), counts as INT64 and all else as text. An empty end of a tier or a price is a null.
 *
 * @returns how many rows there are
 * @throws RangeError for a cell that does not fit its column's type; then the file is incomplete
 */
export const writeParquet = async ({ csv, parquet }: ParquetFiles): Promise<number> => {
  // Loaded where it is used: a run without Parquet does not wait for it.
  const { fileWriter, ParquetWriter } = await import('hyparquet-writer');
  const rows = readCsv(csv);
  const header = await rows.next();
  if (header.done) throw new Error(`Cannot write "${parquet}": expected a line of headings in "${csv}"`);
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
    await file.write({ columnData: group.columns, rowGroupSize: rowsAtOnce });
    group = openGroup(columns);
  }
  await file.write({ columnData: group.columns, rowGroupSize: rowsAtOnce });
  await file.finish();
  return count;
};

type Value = ReturnType<ParquetColumn['valueOf']>;

/** Takes rows apart as they come. A cell that turns up again is kept once: most columns have few different ones. */
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
